/**
 * What a draft does to a case. Each case falls into exactly one class; the first that fits, in this order:
 * undecided, then by the outcome, then by the last lawful day.
 */
export const CLASSES = ['newly-barred', 'newly-needs-approval', 'must-leave-earlier', 'freed', 'undecided', 'unaffected'] as const;
export type ImpactClass = (typeof CLASSES)[number];

/** What each class means, in a sentence that stands in every output. */
export const CLASS_WORDS: Readonly<Record<ImpactClass, { readonly title: string; readonly means: string }>> = {
  'newly-barred': {
    title: 'newly barred',
    means: 'Under the law in force it is clear or open to approval; under the draft it is barred.',
  },
  'newly-needs-approval': {
    title: 'newly needs approval',
    means: 'Under the law in force it is clear; under the draft it needs an approval in advance.',
  },
  'must-leave-earlier': {
    title: 'must leave earlier',
    means: 'The outcome is the same, and the last lawful day comes earlier or is new. Never a protected person.',
  },
  freed: {
    title: 'freed',
    means: 'The draft is milder: a weaker outcome, or with the same outcome a later last day or none.',
  },
  undecided: {
    title: 'undecided',
    means:
      'A fact is missing: the outcome is open under the law in force, under the draft or under both, or it is open whether the day that the draft moves is meant for the case.',
  },
  unaffected: {
    title: 'unaffected',
    means: 'Outcome and last day are the same under both.',
  },
};

/** The kinds within a class. */
export const DETAILS = {
  'newly-barred': ['was-clear', 'was-open-to-approval'],
  'newly-needs-approval': ['was-clear'],
  'must-leave-earlier': ['earlier-day', 'new-day'],
  freed: ['weaker-outcome', 'later-day', 'no-day'],
  undecided: ['becomes-open', 'was-open', 'stays-open', 'duty-open', 'untouched'],
  unaffected: ['not-reached', 'reached'],
} as const satisfies Readonly<Record<ImpactClass, readonly string[]>>;
export type ImpactDetail = (typeof DETAILS)[ImpactClass][number];

export const DETAIL_WORDS: Readonly<Record<ImpactDetail, string>> = {
  'was-clear': 'clear under the law in force',
  'was-open-to-approval': 'open to approval under the law in force',
  'earlier-day': 'the last day comes earlier',
  'new-day': 'a last day where there was none',
  'weaker-outcome': 'a weaker outcome',
  'later-day': 'a later last day',
  'no-day': 'no last day any more',
  'becomes-open': 'decided under the law in force, open under the draft',
  'was-open': 'open under the law in force, decided under the draft',
  'stays-open': 'open under both, and the draft reaches or may reach it',
  'duty-open': 'the outcome is known; whether the moved day is meant for it is open',
  untouched: 'open under both, for reasons that the draft does not touch',
  'not-reached': 'no provision that the draft changes reaches it',
  reached: 'reached by what the draft changes, with the same result as before',
};

/** Whether a case belongs on the list of permits that change, or may change, with the draft. */
export function isOnTheList(kind: { readonly class: ImpactClass; readonly detail: ImpactDetail }): boolean {
  return kind.class !== 'unaffected' && kind.detail !== 'untouched';
}

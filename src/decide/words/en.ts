import type { Act } from '../../law/vocabulary.ts';
import type { Outcome } from '../settle.ts';

/** Every sentence that the engine itself says; the law's own sentences stand in the regimes. `{name}` is filled in. */
export const EN = {
  acts: {
    authorise: 'a first work authorisation',
    renew: 'the renewal of a work authorisation',
    contract: 'a new contract of employment',
    employ: 'going on with the employment',
    remain: 'remaining in the host state',
  } satisfies Record<Act, string>,
  verdicts: {
    clear: 'Clear: nothing in force on {asOf} bars {act} ({host}).',
    'needs-approval': 'Needs approval: {act} ({host}) on {asOf} is open only if the Committee approves this very case in advance.',
    barred: 'Barred: {act} ({host}) may not be granted on {asOf}.',
    undecided: 'Undecided: whether {act} ({host}) is open on {asOf} depends on what is not known yet.',
  } satisfies Record<Outcome, string>,
  barredStay: 'Barred: {act} ({host}) is no longer lawful on {asOf}.',
  protected: 'Protected: no departure of this person may be ordered, whatever else is said here.',
  missing: 'Not known: {facts}.',
  returnBy: 'The last lawful day is {by}.',
  returnWasBy: 'The last lawful day was {by}.',
  gaps: {
    none: '',
    'required-by-un': 'The decision of the Council alone requires this.',
    'refused-though-allowed':
      "The Council leaves this case open by an exception of its own; it is the state's own measure that refuses it.",
    'national-only': "The Council does not go so far; it is the state's own measure that does.",
  },
  bites: '{words} ({cite})',
  duty: '{words} The duty runs from {from}; the last lawful day is {by}. ({cite})',
  held: '{words} No departure may be ordered on it: the person is protected. ({cite})',
  lifted: 'Does not apply, by an exception: {exception} ({cite})',
  unknown: 'Cannot be settled yet: {words} ({cite})',
  basis: {
    act: '',
    report: " Known from the state's own report.",
    statement: " Known only from an official's statement.",
  },
  announced: 'Announced and required by nobody: {words} {against} ({cite})',
  assumed: 'On the assumption that the open question "{question}" is answered {answer}.',
  cite: '{instrument}, paragraph {paragraph}',
  citePart: '{instrument}, {paragraph}',
} as const;

/** Values by name for the places of a sentence. */
export type Values = Readonly<Record<string, string>>;

const SENTENCES = new Map<string, readonly string[]>();

/** Fills `{name}` in a sentence; a name without a value stays visible, so that a test sees it. Sentences are cut up once. */
export function fill(sentence: string, values: Values): string {
  let parts = SENTENCES.get(sentence);
  if (parts === undefined) {
    parts = sentence.split(/\{(\w+)\}/);
    SENTENCES.set(sentence, parts);
  }
  let text = parts[0] ?? '';
  for (let i = 1; i < parts.length; i += 2) text += (values[parts[i] ?? ''] ?? `{${parts[i]}}`) + (parts[i + 1] ?? '');
  return text;
}

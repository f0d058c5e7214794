/** Each class and each kind of it on the smallest pair of answers that has it, in words a lawyer can read. */
import { describe, expect, test } from 'vitest';
import type { Settled } from '../decide/settle.ts';
import type { Provision } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { type Change, changesBetween } from './changes.ts';
import { CLASS_WORDS, CLASSES, DETAIL_WORDS, DETAILS, isOnTheList } from './classes.ts';
import { impactOf } from './compare.ts';
import { daysOf, saysOf } from './words.ts';

const condition = { source: 'true', node: { op: 'literal', type: 'bool', value: true, range: [0, 4] } } as const;
function duty(by: string, more: Partial<Provision> = {}): Provision {
  return {
    id: 'un.1',
    layer: 'un',
    cite: { instrument: 'S/RES/1 (2000)', paragraph: '1' },
    effect: 'require',
    strength: null,
    basis: null,
    governs: [{ act: 'remain', where: null }],
    inForce: { from: '2017-12-22', until: null },
    testedOn: 'asOf',
    when: condition,
    unless: [],
    duty: { ends: 'stay', from: '2017-12-22', by, working: '' },
    cap: null,
    about: 'case',
    words: { en: 'Everyone returns.' },
    confidence: 'text',
    notes: null,
    against: null,
    ...more,
  };
}
const shorter: Change = { id: 'un.1', layer: 'un', hosts: null, before: duty('2019-12-22'), after: duty('2018-12-22') };

const CLEAR: Settled = {
  outcome: 'clear',
  un: 'clear',
  national: 'clear',
  gap: 'none',
  returnBy: null,
  protected: false,
  missing: [],
  provisions: '',
};
const answer = (more: Partial<Settled>): Settled => ({ ...CLEAR, ...more });
const bites = { provisions: 'un.1' };
const kindOf = (before: Settled, after: Settled, act: Act = 'remain'): string => {
  const { class: kind, detail } = impactOf([shorter], act, before, after);
  return `${kind}: ${detail}`;
};

describe('what a draft does to a case', () => {
  const cases: readonly (readonly [string, Settled, Settled])[] = [
    [
      'newly-barred: was-clear',
      answer({ ...bites, returnBy: '2019-12-22' }),
      answer({ ...bites, outcome: 'barred', returnBy: '2018-12-22' }),
    ],
    ['newly-barred: was-open-to-approval', answer({ outcome: 'needs-approval' }), answer({ outcome: 'barred' })],
    ['newly-needs-approval: was-clear', CLEAR, answer({ outcome: 'needs-approval' })],
    ['must-leave-earlier: earlier-day', answer({ ...bites, returnBy: '2019-12-22' }), answer({ ...bites, returnBy: '2018-12-22' })],
    ['must-leave-earlier: new-day', CLEAR, answer({ ...bites, returnBy: '2018-12-22' })],
    ['freed: weaker-outcome', answer({ outcome: 'barred' }), answer({ outcome: 'needs-approval' })],
    ['freed: weaker-outcome', answer({ outcome: 'needs-approval' }), CLEAR],
    ['freed: later-day', answer({ ...bites, returnBy: '2018-12-22' }), answer({ ...bites, returnBy: '2019-12-22' })],
    ['freed: no-day', answer({ ...bites, returnBy: '2018-12-22' }), CLEAR],
    ['undecided: becomes-open', CLEAR, answer({ outcome: 'undecided', provisions: 'un.1?' })],
    ['undecided: was-open', answer({ outcome: 'undecided', provisions: 'un.1?' }), answer({ outcome: 'barred' })],
    ['undecided: stays-open', answer({ outcome: 'undecided', provisions: 'un.1?' }), answer({ outcome: 'undecided', provisions: 'un.1?' })],
    ['undecided: untouched', answer({ outcome: 'undecided', provisions: 'un.2?' }), answer({ outcome: 'undecided', provisions: 'un.2?' })],
    ['undecided: duty-open', answer({ provisions: 'un.1?' }), answer({ provisions: 'un.1?' })],
    ['unaffected: not-reached', CLEAR, CLEAR],
    ['unaffected: reached', answer({ ...bites, returnBy: '2018-06-02' }), answer({ ...bites, returnBy: '2018-06-02' })],
  ];
  test.each(cases)('%s', (expected, before, after) => {
    expect(kindOf(before, after)).toBe(expected);
  });
  test('the outcome comes before the day: barred and due earlier is newly barred, milder and due earlier is freed', () => {
    const due = answer({ ...bites, returnBy: '2018-12-22' });
    expect(kindOf(CLEAR, { ...due, outcome: 'barred' })).toBe('newly-barred: was-clear');
    expect(kindOf(answer({ outcome: 'barred' }), due)).toBe('freed: weaker-outcome');
  });
  test('an open duty later than the day that is certain changes nothing', () => {
    const held = answer({ provisions: 'un.1?|mng.1', returnBy: '2018-06-02' });
    expect(kindOf(held, held)).toBe('unaffected: reached');
  });
  test('an open duty names no day on an act that asks for none', () => {
    const open = answer({ provisions: 'un.1?' });
    expect(kindOf(open, open, 'renew')).toBe('unaffected: reached');
  });
  test('a departure known only from a statement moves nobody', () => {
    const said = { ...shorter, before: duty('2019-12-22', { basis: 'statement' }), after: duty('2018-12-22', { basis: 'statement' }) };
    expect(impactOf([said], 'remain', answer({ provisions: 'un.1?' }), answer({ provisions: 'un.1?' })).class).toBe('unaffected');
  });
  test('only provisions that stand otherwise on the case are named', () => {
    const other: Change = { ...shorter, id: 'un.2' };
    const both = answer({ provisions: 'un.1', returnBy: '2019-12-22' });
    expect(impactOf([shorter, other], 'remain', both, { ...both, returnBy: '2018-12-22' }).provisions).toEqual(['un.1']);
  });
  test('the list of permits leaves out what the draft does not touch', () => {
    expect(isOnTheList({ class: 'unaffected', detail: 'reached' })).toBe(false);
    expect(isOnTheList({ class: 'undecided', detail: 'untouched' })).toBe(false);
    expect(isOnTheList({ class: 'undecided', detail: 'duty-open' })).toBe(true);
  });
  test('every class and kind has its words', () => {
    for (const kind of CLASSES) {
      expect(CLASS_WORDS[kind].means).toMatch(/\.$/);
      for (const detail of DETAILS[kind]) expect(DETAIL_WORDS[detail]).not.toBe('');
    }
  });
});

describe('what a draft changes in the law', () => {
  const law = (...provisions: readonly Provision[]) => ({
    vocabulary: { facts: [], labels: [] },
    regimes: [
      {
        sha256: '',
        cases: [],
        regime: {
          id: 'one',
          title: { en: 'One' },
          about: { en: 'One' },
          params: [],
          layers: [{ id: 'un', title: { en: 'UN' }, hosts: null }],
          terms: [],
          instruments: [],
          provisions,
          questions: [],
          deadlines: [],
          drafts: [],
        },
      },
    ],
  });
  test('words, notes and line breaks are no change; a day is', () => {
    const before = law(duty('2019-12-22'));
    const reworded = law(
      duty('2019-12-22', {
        words: { en: 'Other.' },
        notes: { en: 'Note.' },
        when: { source: 'true\n', node: { ...condition.node, range: [1, 5] } },
      }),
    );
    expect(changesBetween(before, reworded)).toEqual([]);
    expect(changesBetween(before, law(duty('2018-12-22'))).map(({ id }) => id)).toEqual(['un.1']);
  });
  test('added and removed provisions are changes of one side', () => {
    const added = duty('2018-12-22', { id: 'un.9' });
    expect(changesBetween(law(), law(added))).toEqual([{ id: 'un.9', layer: 'un', hosts: null, before: null, after: added }]);
    expect(changesBetween(law(added), law())).toEqual([{ id: 'un.9', layer: 'un', hosts: null, before: added, after: null }]);
  });
  test('a call for attention decides nothing, before or after', () => {
    expect(changesBetween(law(), law(duty('2018-12-22', { effect: 'call', duty: null })))).toEqual([]);
  });
  test('a moved day is said with both days, and the days from which it matters are derived', () => {
    expect(saysOf(shorter)).toEqual(['The last lawful day is 22 December 2018 instead of 22 December 2019.']);
    expect(daysOf(shorter)).toEqual([
      { day: '2017-12-22', words: 'the two name different last days' },
      { day: '2018-12-23', words: 'whoever has not left is barred under the draft alone' },
      { day: '2019-12-23', words: 'whoever has not left is barred under both' },
    ]);
    expect(daysOf({ ...shorter, before: shorter.after, after: shorter.before })[1]?.words).toBe(
      'whoever has not left is barred under the law in force alone',
    );
  });
  test('a strength, a start, an exception: each in a sentence', () => {
    const before = duty('2019-12-22', { effect: 'prohibit', strength: 'needs-approval', duty: null });
    const after = { ...before, strength: 'barred' as const, inForce: { from: '2018-01-01', until: null } };
    expect(saysOf({ ...shorter, before, after })).toEqual([
      'It bars, and no approval opens it.',
      'It begins on 1 January 2018 instead of 22 December 2017.',
    ]);
    const lifted = {
      ...before,
      unless: [{ id: 'un.1.x', cite: before.cite, when: condition, unless: [], words: { en: '' }, confidence: 'text' as const }],
    };
    expect(saysOf({ ...shorter, before: lifted, after: before })).toEqual(['The exception un.1.x is left out.']);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../law/condition/ir.ts';
import type { Condition, Law, Provision } from '../../law/regime.ts';
import type { Fact } from '../../law/vocabulary.ts';
import type { Case, FactValue } from '../case.ts';
import { type Programme, programmeOf } from '../programme.ts';
import { settleBy } from '../settle.ts';
import { interviewOf } from './interview.ts';
import { Planner } from './plan.ts';
import { type Progress, withAnswer } from './progress.ts';

const range = [0, 0] as const;
const words = { en: 'words' };
const REQUIRED: readonly Fact[] = [
  { name: 'host', type: 'country', required: true, question: words, words: { is: words } },
  { name: 'act', type: 'text', required: true, question: words, words: { is: words } },
  { name: 'asOf', type: 'date', required: true, question: words, words: { is: words } },
];
const fact = (name: string, type: Fact['type']): Fact => ({ name, type, question: words, words: { is: words } });
const truth = (name: string): Node => ({ op: 'fact', name, type: 'bool', range });
const day = (value: string): Node => ({ op: 'literal', type: 'date', value, range });
const dayFact = (name: string): Node => ({ op: 'fact', name, type: 'date', range });

function provision(id: string, strength: 'barred' | 'needs-approval', when: Node, unless: readonly Node[] = []): Provision {
  const condition = (node: Node): Condition => ({ source: '', node });
  const cite = { instrument: 'Invented', paragraph: '1' };
  return {
    id,
    layer: 'un',
    cite,
    effect: 'prohibit',
    strength,
    basis: null,
    governs: [{ act: 'authorise', where: null }],
    inForce: { from: '2000-01-01', until: null },
    testedOn: 'asOf',
    when: condition(when),
    unless: unless.map((node, i) => ({ id: `${id}.${i}`, cite, when: condition(node), unless: [], words, confidence: 'text' as const })),
    duty: null,
    cap: null,
    about: 'case',
    words,
    confidence: 'text',
    notes: null,
    against: null,
  };
}

function programmeWith(facts: readonly Fact[], provisions: readonly Provision[]): Programme {
  const regime = {
    id: 'invented',
    title: words,
    about: words,
    params: [],
    layers: [{ id: 'un', title: words, hosts: null }],
    terms: [],
    instruments: [],
    provisions,
    questions: [],
    deadlines: [],
    drafts: [],
  };
  const law: Law = { vocabulary: { facts: [...REQUIRED, ...facts], labels: [] }, regimes: [{ regime, cases: [], sha256: '' }] };
  return programmeOf(law);
}

function begin(programme: Programme): Progress {
  const blank: FactValue[] = programme.vocabulary.facts.map(() => null);
  return { case: { id: null, values: ['MNG', 'authorise', '2018-01-01', ...blank.slice(3)], assumed: {} }, declined: [] };
}

const NAMES = ['a', 'b', 'c', 'd'];
const aCondition: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...NAMES).map(truth),
    fc
      .record({ op: fc.constantFrom('and' as const, 'or' as const), args: fc.array(tie('node'), { minLength: 2, maxLength: 3 }) })
      .map((node) => ({ ...node, range })),
    tie('node').map((arg): Node => ({ op: 'not', arg, range })),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([test, then, otherwise]): Node => ({ op: 'if', type: 'bool', test, then, else: otherwise, range })),
  ),
})).node;

/** The least worst case, found without memory, remainders or any other cleverness. */
function leastWorst(programme: Programme, settle: (input: Case) => { readonly outcome: string }, input: Case): number {
  if (settle(input).outcome !== 'undecided') return 0;
  const open = input.values.flatMap((value, i) => (value === null ? [i] : []));
  return (
    1 +
    Math.min(
      ...open.map((i) =>
        Math.max(...[true, false].map((value) => leastWorst(programme, settle, { ...input, values: input.values.with(i, value) }))),
      ),
    )
  );
}

describe('the choice of questions', () => {
  test('needs no more than the best of all ways to ask, on random laws', () => {
    fc.assert(
      fc.property(aCondition, aCondition, aCondition, (one, two, exception) => {
        const programme = programmeWith(
          NAMES.map((name) => fact(name, 'bool')),
          [provision('x', 'barred', one, [exception]), provision('y', 'needs-approval', two)],
        );
        const start = begin(programme);
        expect(new Planner(programme, 'outcome').plan(start).most).toBe(leastWorst(programme, settleBy(programme), start.case));
      }),
      { numRuns: 400 },
    );
  });

  test('without room to search it still settles every case, if not by the fewest questions', () => {
    fc.assert(
      fc.property(aCondition, aCondition, fc.array(fc.option(fc.boolean()), { minLength: 4, maxLength: 4 }), (one, two, answers) => {
        const programme = programmeWith(
          NAMES.map((name) => fact(name, 'bool')),
          [provision('x', 'barred', one), provision('y', 'needs-approval', two)],
        );
        const interview = interviewOf(programme, 'outcome', 0);
        let progress = begin(programme);
        for (let question = interview.next(progress); question !== null; question = interview.next(progress))
          progress = withAnswer(progress, programme.vocabulary, {
            name: question.name,
            value: answers[NAMES.indexOf(question.name)] ?? null,
          });
        const settle = settleBy(programme);
        const full: Case = { ...progress.case, values: [...progress.case.values.slice(0, 3), ...answers] };
        expect(settle(progress.case).outcome).toBe(settle(full).outcome);
        expect(new Planner(programme, 'outcome').remainders.of(progress).outcome).toBe(settle(full).outcome);
      }),
      { numRuns: 300 },
    );
  });

  test('asks first what settles most, not what stands first in the vocabulary', () => {
    // c alone settles half of all cases; a and b do only together.
    const programme = programmeWith(
      NAMES.map((name) => fact(name, 'bool')),
      [provision('x', 'barred', { op: 'or', args: [truth('c'), { op: 'and', args: [truth('a'), truth('b')], range }], range })],
    );
    expect(new Planner(programme, 'outcome').plan(begin(programme))).toMatchObject({ ask: 'c', most: 3, expected: 1.75 });
  });

  test('a fact whose answers cannot matter is never asked', () => {
    // a or (a and b) is a, whatever b is.
    const programme = programmeWith(
      NAMES.map((name) => fact(name, 'bool')),
      [provision('x', 'barred', { op: 'or', args: [truth('a'), { op: 'and', args: [truth('a'), truth('b')], range }], range })],
    );
    expect(new Planner(programme, 'outcome').plan(begin(programme))).toMatchObject({ ask: 'a', most: 1 });
  });

  test('days compared with one another, moved by months, are asked by their own boundaries', () => {
    const later: Node = { op: 'add', unit: 'months', date: dayFact('end'), count: { op: 'literal', type: 'int', value: 1, range }, range };
    const programme = programmeWith(
      [fact('end', 'date'), fact('start', 'date')],
      [
        provision('x', 'barred', { op: 'compare', how: '>=', left: later, right: day('2018-03-31'), range }),
        provision('y', 'needs-approval', { op: 'compare', how: '<', left: dayFact('start'), right: dayFact('end'), range }),
      ],
    );
    const interview = interviewOf(programme);
    const start = begin(programme);
    const first = interview.next(start);
    expect(first?.answers.map(({ label, leadsTo }) => [label, leadsTo])).toEqual([
      // 28 February and a month is 28 March, so the first day that reaches 31 March is that very day's 31st.
      ['before 1 March 2018', 'open'],
      ['on 1 March 2018 or later', 'barred'],
      ['not known', 'undecided'],
    ]);
    const second = interview.next(withAnswer(start, programme.vocabulary, { name: 'end', value: '2018-02-10' }));
    expect(second?.answers.map(({ label, leadsTo }) => [label, leadsTo])).toEqual([
      ['before 10 February 2018', 'needs-approval'],
      ['on 10 February 2018 or later', 'clear'],
      ['not known', 'undecided'],
    ]);
  });
});

/** What holds for every condition and every law: learning a fact never reverses an answer, and what is named as missing is enough. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Case } from '../../src/decide/case.ts';
import { type Compiled, compileCondition } from '../../src/decide/closures.ts';
import { type Programme, programmeOf } from '../../src/decide/programme.ts';
import { enter, newFrame, type Settled, settleBy } from '../../src/decide/settle.ts';
import { loadRegimes, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';
import type { Law } from '../../src/law/regime.ts';
import { aCase, daysAround, POOL, type Pool } from './cases.ts';
import { aCondition } from './conditions.ts';
import { aKnowledge, learning } from './filling.ts';
import { aLaw, QUESTIONS } from './regimes.ts';
import { drawn, PATIENCE, SEED, TIMES } from './run.ts';
import { LAW as TABLES_LAW, VOCABULARY as TABLES_VOCABULARY } from './tables.ts';

let shipped: Law;

beforeAll(async () => {
  shipped = await loadRegimes({ regimes: regimeIds(SHIPPED_LAW) });
});

const often = (numRuns: number) => ({ numRuns: numRuns * TIMES, seed: SEED });

test('learning a missing fact never reverses the value of a condition', PATIENCE, () => {
  const questions = TABLES_LAW.regimes[0]?.regime.questions.map(({ id }) => id) ?? [];
  const programme = programmeOf(TABLES_LAW);
  const frame = newFrame(programme);
  const read = (condition: Compiled, input: Case): unknown => {
    enter(frame, input);
    return condition.of(frame);
  };
  const open = questions.map((id) => compileCondition({ op: 'question', id, range: [0, 0] }, programme.names));
  const names = [...TABLES_VOCABULARY.facts.map((fact) => fact.name), ...questions.map((id) => `interpretation.${id}`)];
  const aLesson = fc
    .tuple(aCase(TABLES_VOCABULARY, questions), aKnowledge(TABLES_VOCABULARY, questions), fc.subarray(names))
    .map(([input, knowledge, some]) => {
      // What a position answers is known already; only an open question can be learned.
      const answered = questions.filter((_, at) => read(open[at] as Compiled, input) !== null).map((id) => `interpretation.${id}`);
      const learned = new Set(some.filter((name) => !answered.includes(name)));
      return [input, learning(input, learned, knowledge, TABLES_VOCABULARY, questions)] as const;
    });
  const seen = { known: 0, learned: 0, open: 0 };
  for (let round = 0; round < TIMES; round++) {
    const lessons = drawn(aLesson, 300, round);
    for (const node of drawn(aCondition({ vocabulary: TABLES_VOCABULARY, questions, terms: [], without: ['known'] }), 300, round)) {
      const condition = compileCondition(node, programme.names);
      for (const [withheld, filled] of lessons) {
        const [before, after] = [read(condition, withheld), read(condition, filled)];
        if (before !== null) seen.known++;
        else if (after !== null) seen.learned++;
        else seen.open++;
        if (before !== null && before !== after) expect({ before, after, node, withheld, filled }).toBe('the same value before and after');
      }
    }
  }
  // All three happen, else the property says nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(2000);
});

test('once all that is missing is known, whatever it is, no provision of a random law is unknown', PATIENCE, () => {
  let undecided = 0;
  const law = aLaw(shipped.vocabulary, POOL, ['known', 'before', 'add']);
  fc.assert(
    fc.property(
      law,
      fc.array(fc.tuple(aCase(shipped.vocabulary, QUESTIONS), aKnowledge(shipped.vocabulary, QUESTIONS)), { minLength: 20, maxLength: 20 }),
      (drawnLaw, cases) => {
        const settle = settleBy(programmeOf(drawnLaw));
        for (const [input, knowledge] of cases) {
          const before = settle(input);
          if (!isOpen(before)) continue;
          undecided++;
          expect(before.missing).not.toEqual([]);
          const after = settle(learning(input, new Set(before.missing), knowledge, shipped.vocabulary, QUESTIONS));
          expect({ outcome: isOpen(after), missing: after.missing }).toEqual({ outcome: false, missing: [] });
        }
      },
    ),
    often(150),
  );
  expect(undecided).toBeGreaterThan(500);
});

test('once all that is missing is known a shipped regime decides, but on the very day of adoption', PATIENCE, () => {
  const questions = shipped.regimes.flatMap(({ regime }) => regime.questions.map(({ id }) => id));
  const settle = settleBy(programmeOf(shipped) satisfies Programme);
  const pool = poolOf(shipped);
  const finalisedAt = shipped.vocabulary.facts.findIndex(({ name }) => name === 'contract.finalisedOn');
  const seen = { undecided: 0, veryDay: 0 };
  fc.assert(
    fc.property(aCase(shipped.vocabulary, questions, pool), aKnowledge(shipped.vocabulary, questions, pool), (input, knowledge) => {
      const before = settle(input);
      if (before.outcome === 'undecided') {
        seen.undecided++;
        expect(before.missing).not.toEqual([]);
      }
      const learned = learning(input, new Set(before.missing), knowledge, shipped.vocabulary, questions);
      const after = settle(learned);
      if (learned.values[finalisedAt] === '2017-09-11' && after.outcome === 'undecided') {
        seen.veryDay++;
        expect(after.missing).toEqual(['contract.finalisedOn']);
      } else expect(after.outcome).not.toBe('undecided');
    }),
    often(10_000),
  );
  expect(seen.undecided).toBeGreaterThan(1000);
  expect(seen.veryDay).toBeGreaterThan(10);
});

test('whoever is protected has no day to leave, under any random law', PATIENCE, () => {
  let shielded = 0;
  fc.assert(
    fc.property(
      aLaw(shipped.vocabulary),
      fc.array(aCase(shipped.vocabulary, QUESTIONS), { minLength: 20, maxLength: 20 }),
      (law, cases) => {
        const settle = settleBy(programmeOf(law));
        for (const input of cases) {
          const { protected: isProtected, returnBy } = settle(input);
          if (isProtected) {
            shielded++;
            expect(returnBy).toBeNull();
          }
        }
      },
    ),
    often(100),
  );
  expect(shielded).toBeGreaterThan(500);
});

function isOpen({ provisions }: Settled): boolean {
  return provisions.includes('?');
}

function poolOf(law: Law): Pool {
  const days = law.regimes.flatMap(({ regime }) =>
    regime.provisions.flatMap(({ inForce, duty }) => [inForce.from, ...(duty === null ? [] : [duty.by])]),
  );
  return { ...POOL, dates: [...daysAround(days), ...Array.from({ length: 8 }, () => '2017-09-11')], hosts: ['MNG', 'QAT', 'POL', 'GBR'] };
}

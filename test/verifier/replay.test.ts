/** The verifier's own reading of the law against the engine: two programmes written apart must give one answer, field by field. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/decide/case.ts';
import { compile } from '../../src/decide/compile.ts';
import type { Decision } from '../../src/decide/decision.ts';
import { loadRegimes, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';
import type { Law } from '../../src/law/regime.ts';
import type { Json } from '../../src/values/canonical.ts';
import { addToDate, daysBetween } from '../../src/values/dates.ts';
import { canonical } from '../../verifier/canonical.mjs';
import { add, daysBetween as days } from '../../verifier/replay/days.mjs';
import { decide } from '../../verifier/replay/decide.mjs';
import type { Regime } from '../../verifier/replay/law.mjs';
import { aCase, daysAround, POOL, type Pool } from '../agreement/cases.ts';
import { aLaw, QUESTIONS } from '../agreement/regimes.ts';
import { drawn, PATIENCE, SEED, TIMES } from '../agreement/run.ts';
import { inputOf } from '../support/case-input.ts';

let shipped: Law;

beforeAll(async () => {
  shipped = await loadRegimes({ regimes: regimeIds(SHIPPED_LAW) });
});

/** The regimes as the verifier gets them: through their JSON. */
const regimesOf = (law: Law): Regime[] => JSON.parse(JSON.stringify(law.regimes.map(({ regime }) => regime))) as Regime[];

/** What the engine says, without its explanations and the names of law and engine. */
function answered({ proof: _proof, words: _words, law: _law, engine: _engine, ...answer }: Decision): string {
  return canonical(answer as unknown as Json);
}

function compareAll(law: Law, cases: readonly Case[]): void {
  const engine = compile(law);
  const regimes = regimesOf(law);
  const admissible = cases.filter((each) => isConsistent(law, each));
  expect(admissible.length).toBeGreaterThan(cases.length / 3);
  for (const input of admissible) {
    const given = inputOf(law.vocabulary, input);
    expect(canonical(decide(regimes, given) as unknown as Json), JSON.stringify(given)).toBe(answered(engine.decide(engine.admit(given))));
  }
}

describe('days, counted by hand', () => {
  const aDay = fc
    .integer({ min: 0, max: daysBetween('0001-01-01', '9999-12-31') })
    .map((days) => addToDate('0001-01-01', 'days', days) ?? '0001-01-01');
  const aCount = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }));

  test('a day later by days, months or years, the last of the month where there is no such day', () => {
    const anEnd = fc.constantFrom('2016-02-29', '2017-08-31', '2017-01-31', '1900-02-28', '2000-02-29', '0001-01-01', '9999-12-31');
    fc.assert(
      fc.property(
        fc.oneof(aDay, anEnd),
        fc.constantFrom('days' as const, 'months' as const, 'years' as const),
        aCount,
        (day, unit, count) => {
          expect(add(day, unit, count)).toBe(addToDate(day, unit, count));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('the days between two', () => {
    fc.assert(
      fc.property(aDay, aDay, (a, b) => {
        expect(days(a, b)).toBe(daysBetween(a, b));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the cases that lie beside the law', () => {
  test('the verifier says what the engine says, of each', async () => {
    let compared = 0;
    for (const id of regimeIds(SHIPPED_LAW)) {
      const law = await loadRegimes({ regimes: [id] });
      const engine = compile(law);
      const regimes = regimesOf(law);
      for (const { given, under } of law.regimes.flatMap(({ cases }) => cases)) {
        if (under !== null) continue; // a draft decides nothing
        const decision = engine.decide(engine.admit(given));
        expect(canonical(decide(regimes, given as { [field: string]: Json }) as unknown as Json), JSON.stringify(given)).toBe(
          answered(decision),
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });
});

describe(`generated cases (RESOLUTE_SEED=${SEED})`, PATIENCE, () => {
  test(`${6000 * TIMES} on the shipped law`, () => {
    const questions = shipped.regimes.flatMap(({ regime }) => regime.questions.map(({ id }) => id));
    const lawDays = shipped.regimes.flatMap(({ regime }) =>
      regime.provisions.flatMap(({ inForce, duty }) => [inForce.from, ...(duty === null ? [] : [duty.by])]),
    );
    const pool: Pool = { ...POOL, dates: daysAround([...lawDays, '2017-09-11']), committees: ['1718', '1267'] };
    compareAll(shipped, drawn(aCase(shipped.vocabulary, questions, pool, { gapsInLists: false }), 6000 * TIMES, 0));
  });

  test(`${40 * TIMES} random laws on 100 cases each`, () => {
    const cases = drawn(aCase(shipped.vocabulary, QUESTIONS, POOL, { gapsInLists: false }), 100, 0);
    for (const law of drawn(aLaw(shipped.vocabulary), 40 * TIMES, 0))
      compareAll(
        law,
        cases.filter((each) => isConsistent(law, each)),
      );
  });
});

/** A generated case may contradict itself about protection; the door refuses it, so nobody has to decide it. */
function isConsistent(law: Law, input: Case): boolean {
  const at = (name: string): unknown => input.values[law.vocabulary.facts.findIndex((fact) => fact.name === name)];
  const [assessment, prohibited] = [at('worker.protectionAssessment'), at('worker.returnProhibited')];
  if (prohibited === null || assessment === null || assessment === 'none') return true;
  return assessment === 'upheld' ? prohibited === true : assessment === 'refused' && prohibited === false;
}

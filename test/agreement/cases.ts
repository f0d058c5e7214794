import fc from 'fast-check';
import type { Approval, Case, FactValue } from '../../src/decide/case.ts';
import { ACTS, type Fact, type Vocabulary } from '../../src/law/vocabulary.ts';
import { addToDate } from '../../src/values/dates.ts';

/** What random cases and random conditions draw their values from: small, so that they meet. */
export interface Pool {
  readonly dates: readonly string[];
  readonly hosts: readonly string[];
  readonly codes: readonly string[];
  readonly committees: readonly string[];
}

export const POOL: Pool = {
  dates: ['2017-09-10', '2017-09-11', '2017-09-12', '2016-02-29', '2017-12-31', '2018-08-31', '0001-01-01', '9999-12-31'],
  hosts: ['MNG', 'QAT', 'POL'],
  codes: ['PRK', 'MNG', 'QAT', 'KOR'],
  committees: ['1718', '1267', "l'autre"],
};

/** The days of the law and those beside them, so that every boundary is met. */
export function daysAround(days: readonly string[]): string[] {
  return [...new Set(days.flatMap((day) => [day, addToDate(day, 'days', -1), addToDate(day, 'days', 1)]))].filter((day) => day !== null);
}

/** Whether a list may hold what the door refuses: a null element or nothing at all. The engines must agree there too. */
export interface Doubt {
  readonly gapsInLists: boolean;
}

export function aCase(
  vocabulary: Vocabulary,
  questions: readonly string[],
  pool: Pool = POOL,
  doubt: Doubt = { gapsInLists: true },
): fc.Arbitrary<Case> {
  return fc
    .tuple(
      fc.tuple(...vocabulary.facts.map((fact) => aValue(fact, pool, doubt))),
      fc.tuple(...questions.map(() => fc.constantFrom(undefined, undefined, undefined, true, false))),
    )
    .map(([values, answers]) => ({ id: null, values, assumed: assumedFrom(questions, answers) }));
}

function assumedFrom(questions: readonly string[], answers: readonly (boolean | undefined)[]): Record<string, boolean> {
  const assumed: Record<string, boolean> = {};
  questions.forEach((id, index) => {
    const answer = answers[index];
    if (answer !== undefined) assumed[id] = answer;
  });
  return assumed;
}

function aValue(fact: Fact, pool: Pool, doubt: Doubt): fc.Arbitrary<FactValue> {
  const known = aKnownValue(fact, pool, doubt);
  return fact.required === true ? known : fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: known });
}

export function aKnownValue(fact: Fact, pool: Pool, { gapsInLists }: Doubt): fc.Arbitrary<FactValue> {
  if (fact.name === 'act') return fc.constantFrom(...ACTS);
  const orNull = <T>(values: readonly T[]): fc.Arbitrary<T | null> => fc.constantFrom(...values, ...values, ...(gapsInLists ? [null] : []));
  switch (fact.type) {
    case 'bool':
      return fc.boolean();
    case 'date':
      return fc.constantFrom(...pool.dates);
    case 'integer':
      return fc.integer({ min: -2, max: 3 });
    case 'text':
      return fc.constantFrom(...(fact.values ?? pool.codes));
    case 'country':
      return fc.constantFrom(...pool.hosts);
    case 'countries':
      return fc.array(orNull(pool.codes), { minLength: gapsInLists ? 0 : 1, maxLength: 3 });
    case 'approvals': {
      const approval: fc.Arbitrary<Approval> = fc.record({ committee: orNull(pool.committees), approvedOn: orNull(pool.dates) });
      // The door lets no null record in; a table may hold one.
      return fc.array(gapsInLists ? fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: approval }) : approval, {
        maxLength: 3,
      }) as fc.Arbitrary<readonly Approval[]>;
    }
  }
}

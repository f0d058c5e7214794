import fc from 'fast-check';
import type { Approval, Case, FactValue } from '../../src/decide/case.ts';
import type { Vocabulary } from '../../src/law/vocabulary.ts';
import { aKnownValue, POOL, type Pool } from './cases.ts';

/** A value for every fact and an answer to every question: what somebody may learn about a case. */
export interface Knowledge {
  readonly values: readonly FactValue[];
  readonly answers: readonly boolean[];
}

export function aKnowledge(vocabulary: Vocabulary, questions: readonly string[], pool: Pool = POOL): fc.Arbitrary<Knowledge> {
  return fc.record({
    values: fc.tuple(...vocabulary.facts.map((fact) => aKnownValue(fact, pool, { gapsInLists: false }))),
    answers: fc.tuple(...questions.map(() => fc.boolean())),
  });
}

/**
 * The case after learning the named facts and questions: what was known stays, a null element or field of a list is filled
 * in its place.
 */
export function learning(
  input: Case,
  names: ReadonlySet<string>,
  known: Knowledge,
  vocabulary: Vocabulary,
  questions: readonly string[],
): Case {
  const values = vocabulary.facts.map((fact, at) => {
    const value = input.values[at] ?? null;
    return names.has(fact.name) ? filled(value, known.values[at] ?? null) : value;
  });
  const assumed: Record<string, boolean> = { ...input.assumed };
  questions.forEach((id, at) => {
    if (names.has(`interpretation.${id}`)) assumed[id] ??= known.answers[at] ?? false;
  });
  return { id: input.id, values, assumed };
}

function filled(value: FactValue, known: FactValue): FactValue {
  if (value === null) return known;
  if (!Array.isArray(value)) return value;
  const other = (known as readonly (string | Approval)[])[0];
  return (value as readonly (string | Approval | null)[]).map((element) => {
    if (typeof element === 'string') return element;
    if (typeof other === 'string' || element === null) return other ?? EXAMPLE;
    return { committee: element.committee ?? '1267', approvedOn: element.approvedOn ?? other?.approvedOn ?? EXAMPLE.approvedOn };
  }) as FactValue;
}

const EXAMPLE: Approval = { committee: '1718', approvedOn: '2017-09-11' };

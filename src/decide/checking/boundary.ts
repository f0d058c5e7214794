import { type Node, walk } from '../../law/condition/ir.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { isCountryCode } from '../../values/countries.ts';
import { addToDate, type IsoDate } from '../../values/dates.ts';
import type { Approval, FactValue } from '../case.ts';

/** The values at which a condition may turn, for each fact. */
export interface Boundary {
  /** Values of plain facts; of a list fact its possible elements, one by one. */
  readonly values: ReadonlyMap<string, readonly (FactValue | Approval)[]>;
  /** Days on which the case may be; also the pool of every date fact. */
  readonly days: readonly IsoDate[];
}

/** Codes that stand for "some other state"; the first of them that the condition does not name are tried. */
const OTHER_STATES = ['CHE', 'KEN', 'URY', 'NPL', 'FJI', 'ISL', 'OMN', 'PER'];
const OTHER_TEXT = 'something else';
const FAR_DAYS = ['1900-01-01', '2100-12-31'];
const FAR_NUMBERS = [-100_000, 0, 100_000];

/**
 * Boundary facts: each literal, each date with the days beside it (as many as there are dates to put in order between two
 * literals), dates moved by what the condition adds, each value of a closed list, a state that the condition does not name.
 * @param nodes the conditions with their defined terms opened
 * @param days  further days at which the answer may turn: in force from and until
 */
export function boundaryOf(vocabulary: Vocabulary, nodes: readonly Node[], days: readonly IsoDate[], hosts: readonly string[]): Boundary {
  const parts = nodes.flatMap((node) => [...walk(node)]);
  const numbers = numbersOf(parts);
  const pool = daysOf(parts, days, numbers);
  const texts = [...new Set(parts.flatMap((part) => (part.op === 'literal' && part.type === 'text' ? [String(part.value)] : [])))];
  const named = [...new Set([...texts.filter(isCountryCode), ...hosts])];
  const codes = [...named, ...OTHER_STATES.filter((code) => !named.includes(code)).slice(0, 2)];
  const committees = [...texts.filter((text) => !isCountryCode(text)), OTHER_TEXT, ...texts.filter(isCountryCode)];
  const values = new Map<string, readonly (FactValue | Approval)[]>();
  for (const fact of vocabulary.facts)
    switch (fact.type) {
      case 'bool':
        values.set(fact.name, [true, false]);
        break;
      case 'date':
        values.set(fact.name, pool);
        break;
      case 'integer':
        values.set(fact.name, numbers);
        break;
      case 'text':
        values.set(fact.name, fact.values ?? [...texts, OTHER_TEXT]);
        break;
      case 'country':
      case 'countries':
        values.set(fact.name, codes);
        break;
      case 'approvals':
        values.set(
          fact.name,
          committees.flatMap((committee) => pool.map((approvedOn): Approval => ({ committee, approvedOn }))),
        );
        break;
    }
  return { values, days: pool };
}

function numbersOf(parts: readonly Node[]): readonly number[] {
  const reach = 1 + new Set(parts.flatMap((part) => (part.op === 'fact' && part.type === 'int' ? [part.name] : []))).size;
  const written = parts.flatMap((part) => (part.op === 'literal' && part.type === 'int' ? [Number(part.value)] : []));
  return distinct([...written, ...FAR_NUMBERS].flatMap((number) => around(reach).map((step) => number + step)));
}

function daysOf(parts: readonly Node[], further: readonly IsoDate[], numbers: readonly number[]): readonly IsoDate[] {
  const written = parts.flatMap((part) => (part.op === 'literal' && part.type === 'date' ? [String(part.value)] : []));
  const variables = new Set(
    parts.flatMap((part) =>
      part.op === 'fact' && part.type === 'date'
        ? [part.name]
        : part.op === 'item' && part.type === 'date'
          ? [`${part.of}.${part.field}`]
          : [],
    ),
  );
  const reach = Math.min(1 + variables.size, 4);
  const moves = parts.flatMap((part): { readonly unit: 'days' | 'months' | 'years'; readonly count: number }[] => {
    if (part.op === 'daysBetween') return numbers.map((count) => ({ unit: 'days' as const, count }));
    if (part.op !== 'add') return [];
    return (part.count.op === 'literal' ? [Number(part.count.value)] : numbers).map((count) => ({ unit: part.unit, count }));
  });
  const base = distinct([...further, ...written]);
  const moved = distinct([...base, ...base.flatMap((day) => moves.flatMap(({ unit, count }) => both(day, unit, count)))]);
  const beside = moved.flatMap((day) => around(reach).flatMap((step) => addToDate(day, 'days', step) ?? []));
  return distinct([...beside, ...FAR_DAYS]);
}

function both(day: IsoDate, unit: 'days' | 'months' | 'years', count: number): readonly IsoDate[] {
  return [addToDate(day, unit, count), addToDate(day, unit, -count)].filter((moved) => moved !== null);
}

/** 0, then the steps beside it, the near ones first. */
function around(reach: number): readonly number[] {
  return [0, ...Array.from({ length: reach }, (_, i) => [i + 1, -i - 1]).flat()];
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

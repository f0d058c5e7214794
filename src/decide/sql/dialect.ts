import { date } from './sheet.ts';

export type DialectName = 'duckdb' | 'postgresql';

/** How the two engines say the few things that they say differently. Each form is right for a null list, a null element and an empty list; the engines' own words for membership are not. */
export interface Dialect {
  readonly name: DialectName;
  /** An element of a list of texts, inside a quantifier. */
  readonly element: string;
  /** Whether an item stands in a list of texts; `sure` where the item is never null. */
  readonly contains: (list: string, item: string, sure: boolean) => string;
  /** Two-valued: the list is unknown or has an unknown element. */
  readonly hasGap: (list: string) => string;
  /** Two-valued: some element of a known list meets a two-valued test on `item`. */
  readonly anyElement: (list: string, test: string, elements: Elements) => string;
  /** Whether an item is one of the constants written out. */
  readonly isOneOf: (item: string, constants: readonly string[]) => string;
  readonly daysBetween: (from: string, to: string) => string;
  /** The sum for a count that is known to stay within the years 1 to 9999. */
  readonly plus: (day: string, unit: 'days' | 'months' | 'years', count: string) => string;
}

export type Elements = 'texts' | 'records';

/** The composite type that `approvals` is an array of in PostgreSQL: an array of it is read faster than jsonb. */
export const POSTGRES_APPROVAL_TYPE = 'CREATE TYPE approval AS (committee text, "approvedOn" date)';

/** Up to so many constants DuckDB keeps an IN as a comparison. */
const SHORT_IN = 3;

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  duckdb: {
    name: 'duckdb',
    element: 'item',
    // `list_contains` alone is false beside a null element, and null for a null item even where the list is empty.
    contains: (list, item, sure) =>
      sure
        ? `CASE WHEN list_contains(${list}, ${item}) THEN true WHEN list_position(${list}, NULL) > 0 THEN NULL WHEN ${list} IS NULL THEN NULL ELSE false END`
        : `CASE WHEN ${list} IS NULL THEN NULL WHEN len(${list}) = 0 THEN false WHEN ${item} IS NULL THEN NULL WHEN list_contains(${list}, ${item}) THEN true WHEN list_position(${list}, NULL) > 0 THEN NULL ELSE false END`,
    hasGap: (list) => `(${list} IS NULL OR coalesce(list_position(${list}, NULL), 0) > 0)`,
    anyElement: (list, test) => `coalesce(list_contains(list_transform(${list}, lambda item: ${test}), true), false)`,
    // A long IN becomes a join there, and a join gives the rows in another order than the table has them (seen with 27 constants).
    isOneOf: (item, constants) =>
      constants.length <= SHORT_IN ? `${item} IN (${constants.join(', ')})` : `list_contains([${constants.join(', ')}], ${item})`,
    daysBetween: (from, to) => `(${to} - ${from})`,
    plus: (day, unit, count) =>
      unit === 'days' ? `(${day} + CAST(${count} AS INTEGER))` : `CAST(${day} + to_${unit}(CAST(${count} AS INTEGER)) AS DATE)`,
  },
  postgresql: {
    name: 'postgresql',
    element: 'item.value',
    contains: (list, item) => `${item} = ANY(${list})`,
    hasGap: (list) => `(${list} IS NULL OR array_position(${list}, NULL) IS NOT NULL)`,
    anyElement: (list, test, elements) => `EXISTS (SELECT 1 FROM ${unnested(list, elements)} WHERE ${test})`,
    isOneOf: (item, constants) => `${item} IN (${constants.join(', ')})`,
    daysBetween: (from, to) => `(${to} - ${from})`,
    // A constant interval is computed while the statement is planned, before any test: one that is too long must not arise there.
    plus: (day, unit, count) =>
      unit === 'days'
        ? `(${day} + ${count})`
        : `CAST(${day} + make_interval(${unit} => least(greatest(${count}, -120000), 120000)) AS DATE)`,
  },
};

/** The elements of a list as rows of `item`. */
export function unnested(list: string, elements: Elements): string {
  return `unnest(${list}) AS item${elements === 'texts' ? '(value)' : ''}`;
}

/**
 * A day and a count added; NULL outside the years 1 to 9999. The bounds are tested first and by exact arithmetic on small
 * numbers, since both engines end the whole statement with an error where a date leaves their own range.
 */
export function addToDateSql(dialect: Dialect, day: string, unit: 'days' | 'months' | 'years', count: string): string {
  const fits =
    unit === 'days'
      ? `${count} BETWEEN ${dialect.daysBetween(day, date('0001-01-01'))} AND ${dialect.daysBetween(day, date('9999-12-31'))}`
      : `extract(year FROM ${day}) * 12 + extract(month FROM ${day}) + ${count}${unit === 'years' ? ' * CAST(12 AS BIGINT)' : ''} BETWEEN 13 AND 120000`;
  return `CASE WHEN ${fits} THEN ${dialect.plus(day, unit, count)} END`;
}

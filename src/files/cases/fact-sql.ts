import type { Fact } from '../../law/vocabulary.ts';
import { assignedCountryCodes, countryCodes } from '../../values/countries.ts';
import type { TableColumn } from '../table/open.ts';
import { sqlList, sqlText } from '../table/sql.ts';

/** How the door of the law reads one fact of a table, as SQL. */
export interface FactSql {
  /** The fact in its type; NULL is unknown. Only meant where `isGood`. */
  readonly value: string;
  /**
   * True where the cell passes the door (an unknown one too); never NULL.
   * @param v the name under which `value` was computed one layer below: DuckDB would compute it twice
   */
  readonly isGood: (v: string) => string;
}

const ALWAYS = (): string => 'true';
const CODES = `(${countryCodes.join('|')})`;
/** Every code has three letters, which lets the length show an element that is empty, null or two in one. */
const NATIONALITIES = sqlText(`${CODES}(\\|${CODES})*`);
/** As a pattern too: DuckDB makes a join of a long IN list, and a join need not keep the order of the rows. */
const HOSTS = sqlText([...assignedCountryCodes, 'XKX'].join('|'));
const INTEGER_MAX = 2_147_483_647;
const APPROVALS_TYPE = 'STRUCT(committee VARCHAR, "approvedOn" DATE)[]';

/**
 * A cell of text in the exact form of DECISION, the file.
 * @param t the expression of the cell; NULL where it is empty
 */
export function textFactSql(fact: Fact, t: string): FactSql {
  const known = (test: string): string => `(${t} IS NULL OR coalesce(${test}, false))`;
  switch (fact.type) {
    case 'bool':
      return { value: `CASE ${t} WHEN 'true' THEN true WHEN 'false' THEN false END`, isGood: (v) => `(${t} IS NULL OR ${v} IS NOT NULL)` };
    case 'integer':
      return {
        value: `try_cast(${t} AS INTEGER)`,
        isGood: (v) => known(`regexp_full_match(${t}, '-?[0-9]+') AND ${v} BETWEEN -${INTEGER_MAX} AND ${INTEGER_MAX}`),
      };
    case 'date':
      return { value: `try_cast(${t} AS DATE)`, isGood: (v) => known(isDay(t, v)) };
    case 'country':
      return { value: t, isGood: () => known(`regexp_full_match(${t}, ${HOSTS})`) };
    case 'text':
      return { value: t, isGood: fact.values === undefined ? ALWAYS : () => known(`${t} IN (${sqlList(fact.values ?? [])})`) };
    case 'countries':
      return { value: `string_split(${t}, '|')`, isGood: () => known(`regexp_full_match(${t}, ${NATIONALITIES})`) };
    case 'approvals':
      return {
        value: `CASE WHEN ${t} = 'none' THEN CAST([] AS ${APPROVALS_TYPE}) WHEN ${t} IS NOT NULL THEN
          list_transform(string_split(${t}, '|'), lambda x: struct_pack(committee := nullif(split_part(x, ':', 1), ''), "approvedOn" := try_cast(split_part(x, ':', 2) AS DATE))) END`,
        isGood: () =>
          known(
            `CASE WHEN ${t} = 'none' THEN true ELSE list_bool_and(list_transform(string_split(${t}, '|'), lambda x: ${isApproval('x')})) END`,
          ),
      };
  }
}

/** A day that exists, written YYYY-MM-DD: what DuckDB makes of it must be what stood there. */
function isDay(text: string, read: string): string {
  return `strlen(${text}) = 10 AND coalesce(CAST(${read} AS VARCHAR) = ${text}, false)`;
}

/** `committee:day`, either of them empty; a committee of blanks is no name. */
function isApproval(x: string): string {
  const day = `split_part(${x}, ':', 2)`;
  return `len(string_split(${x}, ':')) = 2 AND NOT regexp_full_match(split_part(${x}, ':', 1), '\\s+') AND (${day} = '' OR (${isDay(day, `try_cast(${day} AS DATE)`)}))`;
}

/** A column of Parquet that has a type of its own; `null` where that type cannot hold the fact. */
export function typedFactSql(fact: Fact, { type, sql }: TableColumn): FactSql | null {
  if (type === 'text') return textFactSql(fact, sql);
  if (typeof type === 'object') return null;
  switch (fact.type) {
    case 'bool':
      return type === 'bool' ? { value: sql, isGood: ALWAYS } : null;
    case 'date':
      return type === 'date' ? { value: sql, isGood: dayInRange } : null;
    case 'integer':
      return type === 'integer'
        ? { value: `try_cast(${sql} AS INTEGER)`, isGood: () => `coalesce(${sql} BETWEEN -${INTEGER_MAX} AND ${INTEGER_MAX}, true)` }
        : null;
    case 'countries':
      return type === 'texts'
        ? {
            value: sql,
            isGood: (v) =>
              `coalesce(length(array_to_string(${v}, '|')) = 4 * len(${v}) - 1 AND regexp_full_match(array_to_string(${v}, '|'), ${NATIONALITIES}), ${v} IS NULL)`,
          }
        : null;
    case 'approvals':
      return type === 'approvals'
        ? {
            value: sql,
            isGood: (v) =>
              `coalesce(list_bool_and(list_transform(${v}, lambda x: x IS NOT NULL AND NOT coalesce(regexp_full_match(x.committee, '\\s*'), false) AND ${dayInRange('x."approvedOn"')})), true)`,
          }
        : null;
    default:
      return null;
  }
}

function dayInRange(sql: string): string {
  return `coalesce(${sql} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31', true)`;
}

/** The assessment settles whether return is prohibited; what stands beside it must agree (DECISION, the case). */
export function agreesSql(assessment: string, prohibited: string): string {
  return `NOT coalesce((${assessment} = 'upheld' AND NOT ${prohibited}) OR (${assessment} = 'refused' AND ${prohibited}) OR (${assessment} = 'pending' AND ${prohibited} IS NOT NULL), false)`;
}

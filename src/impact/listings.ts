import type { Workbench } from '../files/table/workbench.ts';
import type { Act } from '../law/vocabulary.ts';
import { CLASSES, type ImpactClass } from './classes.ts';
import { emptyCounts } from './counts.ts';
import type { ImpactExample, ImpactSummary } from './summary.ts';

const EMPLOYERS_SHOWN = 200;
const MONTHS_SHOWN = 360;
const EXAMPLES = 10;

/** The rows of the list: those that change, or may change, with the draft. */
export const ON_THE_LIST = `class <> 'unaffected' AND detail <> 'untouched'`;

type Listed = Pick<ImpactSummary, 'employers' | 'moreEmployers' | 'byEnding' | 'examples'>;

/** What is read from the compared rows one by one: by employer, by the month in which the permit ends, and a few examples. */
export async function listingsOf(bench: Workbench): Promise<Listed> {
  const affected = `count(*) FILTER (${ON_THE_LIST})`;
  const employers = await bench.rows<Counts & { readonly employer: string | null; readonly affected: string }>(
    `SELECT employer, ${affected} AS affected, ${COUNTS} FROM compared GROUP BY employer HAVING ${affected} > 0 ORDER BY affected DESC, employer NULLS LAST LIMIT ${EMPLOYERS_SHOWN}`,
  );
  const [all] = await bench.rows<{ employers: string; affected: string }>(
    `SELECT count(*) AS employers, coalesce(sum(affected), 0)::BIGINT AS affected FROM (SELECT ${affected} AS affected FROM compared GROUP BY employer HAVING ${affected} > 0)`,
  );
  const endings = await bench.rows<Counts & { readonly month: string }>(
    `SELECT strftime("permit.validTo", '%Y-%m') AS month, ${COUNTS} FROM compared WHERE "permit.validTo" IS NOT NULL AND ${ON_THE_LIST} GROUP BY month ORDER BY month LIMIT ${MONTHS_SHOWN}`,
  );
  const shown = employers.reduce((total, row) => total + Number(row.affected), 0);
  return {
    employers: employers.map((row) => ({ employer: row.employer, affected: Number(row.affected), ...counted(row) })),
    moreEmployers: { employers: Number(all?.employers ?? 0) - employers.length, affected: Number(all?.affected ?? 0) - shown },
    byEnding: endings.map((row) => ({ month: row.month, ...counted(row) })),
    examples: await examplesOf(bench),
  };
}

interface Counts {
  readonly [column: string]: string | null;
  readonly cases: string;
}

const COUNTS = `count(*) AS cases, ${CLASSES.map((kind, at) => `count(*) FILTER (class = '${kind}') AS class_${at}`).join(', ')}`;

function counted(row: Counts): Pick<ImpactSummary['byEnding'][number], 'cases' | 'classes'> {
  const classes: Record<ImpactClass, number> = emptyCounts();
  CLASSES.forEach((kind, at) => {
    classes[kind] = Number(row[`class_${at}`] ?? 0);
  });
  return { cases: Number(row.cases), classes };
}

interface ExampleRow {
  readonly [column: string]: string | boolean | null;
  readonly row: string;
  readonly act: Act;
  readonly class: ImpactClass;
  readonly detail: ImpactExample['detail'];
  readonly outcomeBefore: ImpactExample['outcomeBefore'];
  readonly outcomeAfter: ImpactExample['outcomeAfter'];
  readonly id: string | null;
  readonly employer: string | null;
  readonly host: string;
  readonly asOf: string;
  readonly returnByBefore: string | null;
  readonly returnByAfter: string | null;
  readonly protected: boolean;
  readonly provisions: string;
  readonly missingBefore: string;
  readonly missingAfter: string;
}

/** The first case of each kind (class, detail and act), then the second of each, in the order of the file. */
async function examplesOf(bench: Workbench): Promise<readonly ImpactExample[]> {
  const order = `CASE class ${CLASSES.map((kind, at) => `WHEN '${kind}' THEN ${at}`).join(' ')} END`;
  const rows =
    await bench.rows<ExampleRow>(`SELECT "row", id, employer, host, act, CAST("asOf" AS VARCHAR) AS "asOf", class, detail, "outcomeBefore", "outcomeAfter",
    CAST("returnByBefore" AS VARCHAR) AS "returnByBefore", CAST("returnByAfter" AS VARCHAR) AS "returnByAfter", protected, provisions, "missingBefore", "missingAfter"
    FROM compared WHERE ${ON_THE_LIST} QUALIFY row_number() OVER (PARTITION BY class, detail, act ORDER BY "row") <= ${EXAMPLES}
    ORDER BY row_number() OVER (PARTITION BY class, detail, act ORDER BY "row"), ${order}, "row" LIMIT ${EXAMPLES}`);
  return rows.map((row) => ({
    ...row,
    row: Number(row.row),
    provisions: parts(row.provisions),
    missingBefore: parts(row.missingBefore),
    missingAfter: parts(row.missingAfter),
  }));
}

function parts(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split('|');
}

import type { Workbench } from '../files/table/workbench.ts';
import type { CaseloadSummary, OutcomeCounts } from './summary.ts';

const EMPLOYERS_SHOWN = 200;
const EMPLOYERS_IN_GRID = 12;
const MONTHS_SHOWN = 360;

type ByEmployer = Pick<CaseloadSummary, 'employers' | 'moreEmployers' | 'endings' | 'employerMonths'>;

interface Counts {
  readonly [column: string]: string | null;
  readonly cases: string;
  readonly clear: string;
  readonly approval: string;
  readonly barred: string;
  readonly undecided: string;
}

const OUTCOMES = `count(*) AS cases, count(*) FILTER (outcome = 'clear') AS clear, count(*) FILTER (outcome = 'needs-approval') AS approval,
  count(*) FILTER (outcome = 'barred') AS barred, count(*) FILTER (outcome = 'undecided') AS undecided`;

/** Written out for each day and not for each row: forming a text costs more than counting. */
const MONTH = `strftime("permit.validTo", '%Y-%m')`;

/** By employer and by the month in which the standing authorisation ends, counted where the rows lie. */
export async function employersOf(bench: Workbench): Promise<ByEmployer> {
  const largest = await bench.rows<
    Counts & { readonly employer: string | null; readonly sector: string | null; readonly leave: string }
  >(`SELECT employer,
    min(sector) AS sector, ${OUTCOMES}, count("returnBy") AS leave FROM decided GROUP BY employer ORDER BY cases DESC, employer NULLS LAST LIMIT ${EMPLOYERS_SHOWN}`);
  const [all] = await bench.rows<{ employers: string; cases: string }>(
    'SELECT count(DISTINCT employer) + CAST(count(*) > count(employer) AS INTEGER) AS employers, count(*) AS cases FROM decided',
  );
  const endings = await bench.rows<
    Counts & { readonly month: string }
  >(`SELECT * FROM (SELECT ${MONTH} AS month, CAST(sum(cases) AS BIGINT) AS cases, CAST(sum(clear) AS BIGINT) AS clear,
      CAST(sum(approval) AS BIGINT) AS approval, CAST(sum(barred) AS BIGINT) AS barred, CAST(sum(undecided) AS BIGINT) AS undecided
    FROM (SELECT "permit.validTo", ${OUTCOMES} FROM decided WHERE "permit.validTo" IS NOT NULL GROUP BY "permit.validTo")
    GROUP BY month ORDER BY cases DESC, month LIMIT ${MONTHS_SHOWN}) ORDER BY month`);
  const grid = await bench.rows<{
    employer: string | null;
    month: string;
    cases: string;
    barred: string;
  }>(`WITH largest AS (SELECT employer FROM decided
    GROUP BY employer ORDER BY count(*) DESC, employer NULLS LAST LIMIT ${EMPLOYERS_IN_GRID})
    SELECT employer, ${MONTH} AS month, CAST(sum(cases) AS BIGINT) AS cases, CAST(sum(barred) AS BIGINT) AS barred
    FROM (SELECT employer, "permit.validTo", count(*) AS cases, count(*) FILTER (outcome = 'barred') AS barred FROM decided
      WHERE "permit.validTo" IS NOT NULL AND EXISTS (SELECT 1 FROM largest WHERE largest.employer IS NOT DISTINCT FROM decided.employer) GROUP BY ALL)
    GROUP BY ALL ORDER BY employer NULLS LAST, month`);
  const shown = largest.reduce((total, { cases }) => total + Number(cases), 0);
  return {
    employers: largest.map((row) => ({
      employer: row.employer,
      sector: row.sector,
      cases: Number(row.cases),
      outcomes: outcomes(row),
      mustLeave: Number(row.leave),
    })),
    moreEmployers: { employers: Number(all?.employers ?? 0) - largest.length, cases: Number(all?.cases ?? 0) - shown },
    endings: endings.map((row) => ({ month: row.month, cases: Number(row.cases), outcomes: outcomes(row) })),
    employerMonths: grid.map(({ employer, month, cases, barred }) => ({ employer, month, cases: Number(cases), barred: Number(barred) })),
  };
}

function outcomes({ clear, approval, barred, undecided }: Counts): OutcomeCounts {
  return { clear: Number(clear), 'needs-approval': Number(approval), barred: Number(barred), undecided: Number(undecided) };
}

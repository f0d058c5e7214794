/** The same meaning for PostgreSQL, by hand from the contract, and the table that it reads. The steps are those of duckdb.ts. */
import { PROVISIONS } from './duckdb.ts';

/** Dotted names as columns, `text[]` for nationalities and an array of a composite type for approvals (faster than jsonb: SQL.md). */
export const POSTGRES_TABLE = `
CREATE TYPE approval AS (committee text, "approvedOn" date);
CREATE UNLOGGED TABLE permits (
  id text, host text, act text, "asOf" date, "worker.nationalities" text[], "worker.earnsIncome" boolean, "worker.safetyOverseer" boolean,
  "worker.returnProhibited" boolean, "worker.protectionAssessment" text, "worker.immunity" boolean, "worker.residesOnOtherTitle" boolean,
  "worker.listed" boolean, "employer.listed" boolean, "employer.private" boolean, "contract.finalisedOn" date, "contract.endsOn" date,
  "contract.written" boolean, "permit.validFrom" date, "permit.validTo" date, "application.receivedOn" date, approvals approval[],
  "register.headroom" integer
);`;

/**
 * PostgreSQL pulls sub-selects up and then computes a shared expression once for every place that names it; OFFSET 0 forbids that.
 * The approvals are looked at only where an act asks for them, since a sub-select for each row is the dearest thing here.
 */
export function handPostgresSql(table = 'permits'): string {
  return `
WITH facts AS (
  SELECT id, host, act, "asOf" AS as_of,
    host = 'MNG' AND "asOf" >= date '2017-12-03' AS announced_by_mongolia,
    host = 'MNG' AND "asOf" >= date '2018-01-26' AS reported_by_mongolia,
    act IN ('employ', 'remain') AS stays,
    'PRK' = ANY("worker.nationalities") AS prk,
    CASE WHEN act IN ('employ', 'remain') THEN host = ANY("worker.nationalities") END AS own,
    "worker.earnsIncome" AS earns,
    "worker.safetyOverseer" AS oversees,
    coalesce("worker.returnProhibited", CASE "worker.protectionAssessment" WHEN 'upheld' THEN true WHEN 'refused' THEN false END) AS prohibited,
    "worker.protectionAssessment" IS NOT DISTINCT FROM 'pending' AS pending,
    "worker.immunity" AS immune,
    "worker.residesOnOtherTitle" AS resides,
    "employer.private" AS private,
    "contract.written" AS written,
    CASE WHEN "contract.finalisedOn" <> date '2017-09-11' THEN "contract.finalisedOn" < date '2017-09-11' END AS before_2375,
    CASE WHEN act NOT IN ('authorise', 'renew') OR approvals IS NULL THEN NULL WHEN approvals = '{}' THEN false
      ELSE (SELECT CASE WHEN bool_or(hit) THEN true WHEN bool_or(hit IS NULL) THEN NULL ELSE false END
            FROM (SELECT a.committee = '1718' AND a."approvedOn" <= "asOf" AS hit FROM unnest(approvals) AS a) AS each_approval) END AS approved,
    "register.headroom" < 1 AS register_full
  FROM ${table} OFFSET 0
),
reached AS (
  SELECT *,
    act = 'authorise' AND as_of > date '2017-08-05' AND prk AND register_full AS cap_reached,
    CASE WHEN act = 'authorise' THEN true WHEN act <> 'renew' THEN false WHEN announced_by_mongolia THEN true END
      AND as_of >= date '2017-09-11' AND prk AND (NOT resides OR NULL) AS ban_reached,
    stays AND as_of >= date '2017-12-22' AND prk AND earns AS worker_reached,
    stays AND as_of >= date '2017-12-22' AND prk AND oversees AS attache_reached,
    written AND before_2375 AS spared,
    own OR prohibited OR immune AS excepted,
    prohibited IS NOT DISTINCT FROM true OR pending AS protected
  FROM facts OFFSET 0
),
provisions AS (
  SELECT *,
    cap_reached AND NOT approved AS p_cap,
    ban_reached AND NOT approved AND NOT spared AS p_ban,
    worker_reached AND NOT excepted AS p_worker,
    attache_reached AND NOT excepted AS p_attache,
    act = 'renew' AND announced_by_mongolia AND prk AS p_no_renewal,
    act = 'contract' AND announced_by_mongolia AND prk AND private AS p_no_contract,
    stays AND announced_by_mongolia AND prk AS p_year_end,
    act = 'authorise' AND reported_by_mongolia AND prk AS p_no_authorisation,
    act = 'employ' AND reported_by_mongolia AND prk AND NOT excepted AS p_work_june,
    act = 'remain' AND reported_by_mongolia AND prk AND NOT excepted AS p_leave_june
  FROM reached OFFSET 0
),
layers AS (
  SELECT *,
    (cap_reached AND approved) OR (ban_reached AND (approved OR spared)) OR ((worker_reached OR attache_reached) AND excepted) AS exempted,
    p_worker IS NULL OR p_attache IS NULL OR p_work_june IS NULL OR p_leave_june IS NULL AS duty_unknown,
    CASE
      WHEN p_cap OR p_ban THEN 'needs-approval'
      WHEN (p_cap OR p_ban) IS NULL THEN 'undecided'
      WHEN as_of <= date '2019-12-22' THEN 'clear'
      WHEN p_worker OR p_attache THEN 'barred'
      WHEN (p_worker OR p_attache) IS NULL THEN 'undecided'
      ELSE 'clear'
    END AS un,
    CASE p_no_renewal OR p_no_contract OR p_no_authorisation OR (as_of > date '2018-06-01' AND p_work_june) OR (as_of > date '2018-06-02' AND p_leave_june)
      WHEN true THEN 'barred' WHEN false THEN 'clear' ELSE 'undecided' END AS national
  FROM provisions OFFSET 0
)
SELECT id,
  CASE WHEN un = 'barred' OR national = 'barred' THEN 'barred' WHEN un = 'undecided' OR national = 'undecided' THEN 'undecided' ELSE un END AS outcome,
  un, national,
  CASE
    WHEN un = 'undecided' OR national = 'undecided' THEN NULL
    WHEN un = 'clear' AND national = 'clear' THEN 'none'
    WHEN national = 'clear' OR un = 'barred' THEN 'required-by-un'
    WHEN exempted THEN 'refused-though-allowed'
    ELSE 'national-only'
  END AS gap,
  CASE WHEN protected THEN NULL WHEN p_work_june THEN date '2018-06-01' WHEN p_leave_june THEN date '2018-06-02'
    WHEN p_worker OR p_attache THEN date '2019-12-22' END AS "returnBy",
  protected,
  concat_ws('|',
    CASE WHEN approved IS NULL AND (p_cap IS NULL OR p_ban IS NULL) THEN 'approvals' END,
    CASE WHEN p_ban IS NULL AND spared IS NULL AND before_2375 IS NULL THEN 'contract.finalisedOn' END,
    CASE WHEN p_ban IS NULL AND spared IS NULL AND written IS NULL THEN 'contract.written' END,
    CASE WHEN p_no_contract IS NULL AND private IS NULL THEN 'employer.private' END,
    CASE WHEN p_ban IS NULL AND resides IS DISTINCT FROM false THEN 'interpretation.admission-nexus' END,
    CASE WHEN p_ban IS NULL AND act = 'renew' AND NOT announced_by_mongolia THEN 'interpretation.renewal-is-new-authorisation' END,
    CASE WHEN p_cap IS NULL AND register_full IS NULL THEN 'register.headroom' END,
    CASE WHEN p_worker IS NULL AND earns IS NULL THEN 'worker.earnsIncome' END,
    CASE WHEN duty_unknown AND immune IS NULL THEN 'worker.immunity' END,
    CASE WHEN duty_unknown AND (prk IS NULL OR own IS NULL) OR prk IS NULL AND (p_cap IS NULL OR p_ban IS NULL OR p_no_renewal IS NULL
      OR p_no_contract IS NULL OR p_year_end IS NULL OR p_no_authorisation IS NULL) THEN 'worker.nationalities' END,
    CASE WHEN p_ban IS NULL AND resides IS NULL THEN 'worker.residesOnOtherTitle' END,
    CASE WHEN duty_unknown AND prohibited IS NULL THEN 'worker.returnProhibited' END,
    CASE WHEN p_attache IS NULL AND oversees IS NULL THEN 'worker.safetyOverseer' END
  ) AS missing,
  concat_ws('|',
    ${PROVISIONS.map(([value, id]) => `CASE ${value} WHEN true THEN '${id}' WHEN false THEN NULL ELSE '${id}?' END`).join(',\n    ')}
  ) AS provisions
FROM layers`;
}

/** The same meaning for PostgreSQL, by hand from the contract, and the table that it reads. The steps are those of duckdb.ts. */
import { MEMBER_STATES, outcome, PROVISIONS } from './duckdb.ts';

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
    host IN (${MEMBER_STATES}) OR (host = 'GBR' AND "asOf" <= date '2020-12-31') AS in_union,
    act IN ('employ', 'remain') AS stays,
    'PRK' = ANY("worker.nationalities") AS prk,
    CASE WHEN act IN ('employ', 'remain') THEN host = ANY("worker.nationalities") END AS own,
    CASE WHEN act NOT IN ('employ', 'remain') THEN NULL
      WHEN "worker.nationalities" && ARRAY[${MEMBER_STATES}] OR ('GBR' = ANY("worker.nationalities") AND "asOf" <= date '2020-01-31') THEN true
      WHEN array_position("worker.nationalities", NULL) IS NOT NULL OR "worker.nationalities" IS NULL THEN NULL ELSE false END AS european,
    "worker.earnsIncome" AS earns,
    "worker.safetyOverseer" AS oversees,
    coalesce("worker.returnProhibited", CASE "worker.protectionAssessment" WHEN 'upheld' THEN true WHEN 'refused' THEN false END) AS prohibited,
    "worker.protectionAssessment" IS NOT DISTINCT FROM 'pending' AS pending,
    "worker.immunity" AS immune,
    "worker.residesOnOtherTitle" AS resides,
    "employer.private" AS private,
    "contract.written" AS written,
    CASE WHEN "contract.finalisedOn" <> date '2017-09-11' THEN "contract.finalisedOn" < date '2017-09-11' END AS before_2375,
    "contract.finalisedOn" < date '2017-09-11' AS before_for_union,
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
    written AND before_for_union AS union_spared,
    own OR prohibited OR immune AS excepted,
    european OR prohibited OR immune AS union_excepted,
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
    act = 'remain' AND reported_by_mongolia AND prk AND NOT excepted AS p_leave_june,
    in_union AND as_of >= date '2017-09-14' AND cap_reached AND NOT approved AS p_union_cap,
    in_union AND as_of >= date '2017-10-16' AND act = 'authorise' AND prk AND (NOT resides OR NULL) AND NOT approved AND NOT union_spared AS p_union_ban,
    in_union AND as_of >= date '2017-10-16' AND act = 'renew' AND prk AND NOT prohibited AS p_union_renewal,
    in_union AND as_of >= date '2018-02-26' AND stays AND prk AND (earns OR oversees) AND NOT union_excepted AS p_union_return
  FROM reached OFFSET 0
),
bars AS (
  SELECT *,
    p_cap OR p_ban AS un_asks,
    as_of > date '2019-12-22' AND (p_worker OR p_attache) AS un_bars,
    p_union_cap OR p_union_ban AS state_asks,
    p_no_renewal OR p_no_contract OR p_no_authorisation OR p_union_renewal
      OR (as_of > date '2018-06-01' AND p_work_june) OR (as_of > date '2018-06-02' AND p_leave_june)
      OR (as_of > date '2019-12-21' AND p_union_return) AS state_bars,
    (cap_reached AND approved) OR (ban_reached AND (approved OR spared)) OR ((worker_reached OR attache_reached) AND excepted) AS exempted,
    p_worker IS NULL OR p_attache IS NULL OR p_work_june IS NULL OR p_leave_june IS NULL AS duty_unknown,
    p_cap IS NULL OR p_ban IS NULL OR p_union_cap IS NULL OR p_union_ban IS NULL AS ask_unknown
  FROM provisions OFFSET 0
),
layers AS (
  SELECT *,
    ${outcome('un_bars', 'un_asks')} AS un,
    ${outcome('state_bars', 'state_asks')} AS national,
    ${outcome('un_bars OR state_bars', 'un_asks OR state_asks')} AS outcome
  FROM bars OFFSET 0
)
SELECT id, outcome, un, national,
  CASE
    WHEN un = 'undecided' OR national = 'undecided' THEN NULL
    WHEN outcome = 'clear' THEN 'none'
    WHEN outcome = un THEN 'required-by-un'
    WHEN exempted THEN 'refused-though-allowed'
    ELSE 'national-only'
  END AS gap,
  CASE WHEN protected THEN NULL WHEN p_work_june THEN date '2018-06-01' WHEN p_leave_june THEN date '2018-06-02'
    WHEN p_union_return THEN date '2019-12-21' WHEN p_worker OR p_attache THEN date '2019-12-22' END AS "returnBy",
  protected,
  concat_ws('|',
    CASE WHEN ask_unknown AND approved IS NULL THEN 'approvals' END,
    CASE WHEN (p_ban IS NULL AND spared IS NULL AND before_2375 IS NULL)
      OR (p_union_ban IS NULL AND union_spared IS NULL AND before_for_union IS NULL) THEN 'contract.finalisedOn' END,
    CASE WHEN written IS NULL AND ((p_ban IS NULL AND spared IS NULL) OR (p_union_ban IS NULL AND union_spared IS NULL)) THEN 'contract.written' END,
    CASE WHEN p_no_contract IS NULL AND private IS NULL THEN 'employer.private' END,
    CASE WHEN (p_ban IS NULL OR p_union_ban IS NULL) AND resides IS DISTINCT FROM false THEN 'interpretation.admission-nexus' END,
    CASE WHEN p_ban IS NULL AND act = 'renew' AND NOT announced_by_mongolia THEN 'interpretation.renewal-is-new-authorisation' END,
    CASE WHEN (p_cap IS NULL OR p_union_cap IS NULL) AND register_full IS NULL THEN 'register.headroom' END,
    CASE WHEN earns IS NULL AND (p_worker IS NULL OR (p_union_return IS NULL AND (earns OR oversees) IS NULL)) THEN 'worker.earnsIncome' END,
    CASE WHEN immune IS NULL AND (duty_unknown OR p_union_return IS NULL) THEN 'worker.immunity' END,
    CASE WHEN (prk IS NULL AND (ask_unknown OR duty_unknown OR p_no_renewal IS NULL OR p_no_contract IS NULL OR p_year_end IS NULL
        OR p_no_authorisation IS NULL OR p_union_renewal IS NULL OR p_union_return IS NULL))
      OR (own IS NULL AND duty_unknown) OR (european IS NULL AND p_union_return IS NULL) THEN 'worker.nationalities' END,
    CASE WHEN (p_ban IS NULL OR p_union_ban IS NULL) AND resides IS NULL THEN 'worker.residesOnOtherTitle' END,
    CASE WHEN prohibited IS NULL AND (duty_unknown OR p_union_renewal IS NULL OR p_union_return IS NULL) THEN 'worker.returnProhibited' END,
    CASE WHEN oversees IS NULL AND (p_attache IS NULL OR (p_union_return IS NULL AND (earns OR oversees) IS NULL)) THEN 'worker.safetyOverseer' END
  ) AS missing,
  concat_ws('|',
    ${PROVISIONS.map(([value, id]) => `CASE ${value} WHEN true THEN '${id}' WHEN false THEN NULL ELSE '${id}?' END`).join(',\n    ')}
  ) AS provisions
FROM layers`;
}

/**
 * The same meaning as hand-js.ts as one DuckDB statement, written by hand from the contract: facts that several provisions share are
 * computed once in an inner SELECT, then the provisions' values, then the layers, then the answer. DuckDB's own three-valued logic
 * is Kleene's; membership is not (SQL.md), so a list is asked with a CASE. A column against many constants is `list_contains` too: DuckDB
 * makes a join of a long IN, which is slower and loses the order of the rows.
 */

/** Whether a list holds a code; a null list or a null element leaves it unknown. */
const holds = (list: string, code: string) =>
  `CASE WHEN list_contains(${list}, ${code}) THEN true WHEN list_position(${list}, NULL) > 0 THEN NULL WHEN ${list} IS NULL THEN NULL ELSE false END`;

export const MEMBER_STATES =
  "'AUT', 'BEL', 'BGR', 'CYP', 'CZE', 'DEU', 'DNK', 'ESP', 'EST', 'FIN', 'FRA', 'GRC', 'HRV', 'HUN', 'IRL', 'ITA', 'LTU', 'LUX', 'LVA', 'MLT', " +
  "'NLD', 'POL', 'PRT', 'ROU', 'SVK', 'SVN', 'SWE'";

/** The column that holds a provision's value, and its id, in the order of the law. */
export const PROVISIONS = [
  ['p_cap', 'un.2371.11'],
  ['p_ban', 'un.2375.17'],
  ['p_worker', 'un.2397.8.workers'],
  ['p_attache', 'un.2397.8.attaches'],
  ['p_no_renewal', 'mng.no-renewal'],
  ['p_no_contract', 'mng.no-new-private-contracts'],
  ['p_year_end', 'mng.leave-by-year-end'],
  ['p_no_authorisation', 'mng.no-authorisation'],
  ['p_work_june', 'mng.work-until-june'],
  ['p_leave_june', 'mng.leave-before-3-june'],
  ['p_union_cap', 'eu.cap'],
  ['p_union_ban', 'eu.no-authorisation'],
  ['p_union_renewal', 'eu.no-renewal'],
  ['p_union_return', 'eu.return'],
] as const;

/** A layer's outcome from what bars and what asks for approval: where the stronger is open, nothing is settled. */
export const outcome = (bars: string, asks: string) =>
  `CASE WHEN ${bars} THEN 'barred' WHEN (${bars}) IS NULL THEN 'undecided' WHEN ${asks} THEN 'needs-approval' WHEN (${asks}) IS NULL THEN 'undecided' ELSE 'clear' END`;

/** `source` is a table, or a file in quotes. */
export function handDuckDbSql(source: string): string {
  return `
WITH facts AS (
  SELECT id, host, act, "asOf" AS as_of,
    host = 'MNG' AND "asOf" >= DATE '2017-12-03' AS announced_by_mongolia,
    host = 'MNG' AND "asOf" >= DATE '2018-01-26' AS reported_by_mongolia,
    list_contains([${MEMBER_STATES}], host) OR (host = 'GBR' AND "asOf" <= DATE '2020-12-31') AS in_union,
    act IN ('employ', 'remain') AS stays,
    ${holds('"worker.nationalities"', "'PRK'")} AS prk,
    ${holds('"worker.nationalities"', 'host')} AS own,
    CASE WHEN act NOT IN ('employ', 'remain') OR NOT list_contains([${MEMBER_STATES}, 'GBR'], host) THEN NULL
      WHEN list_has_any("worker.nationalities", [${MEMBER_STATES}])
        OR (list_contains("worker.nationalities", 'GBR') AND "asOf" <= DATE '2020-01-31') THEN true
      WHEN list_position("worker.nationalities", NULL) > 0 OR "worker.nationalities" IS NULL THEN NULL ELSE false END AS european,
    "worker.earnsIncome" AS earns,
    "worker.safetyOverseer" AS oversees,
    coalesce("worker.returnProhibited", CASE "worker.protectionAssessment" WHEN 'upheld' THEN true WHEN 'refused' THEN false END) AS prohibited,
    "worker.protectionAssessment" IS NOT DISTINCT FROM 'pending' AS pending,
    "worker.immunity" AS immune,
    "worker.residesOnOtherTitle" AS resides,
    "employer.private" AS private,
    "contract.written" AS written,
    CASE WHEN "contract.finalisedOn" <> DATE '2017-09-11' THEN "contract.finalisedOn" < DATE '2017-09-11' END AS before_2375,
    "contract.finalisedOn" < DATE '2017-09-11' AS before_for_union,
    list_transform(approvals, lambda a: a.committee = '1718' AND a."approvedOn" <= "asOf") AS in_time,
    "register.headroom" < 1 AS register_full
  FROM ${source}
),
shared AS (
  SELECT *,
    CASE WHEN list_contains(in_time, true) THEN true WHEN list_count(in_time) < len(in_time) THEN NULL WHEN in_time IS NULL THEN NULL ELSE false END AS approved,
    written AND before_2375 AS spared,
    NOT resides OR NULL AS admitted,
    CASE WHEN act = 'authorise' THEN true WHEN act <> 'renew' THEN false WHEN announced_by_mongolia THEN true END AS is_new,
    own OR prohibited OR immune AS excepted,
    european OR prohibited OR immune AS union_excepted,
    written AND before_for_union AS union_spared
  FROM facts
),
reached AS (
  SELECT *,
    act = 'authorise' AND as_of > DATE '2017-08-05' AND prk AND register_full AS cap_reached,
    is_new AND as_of >= DATE '2017-09-11' AND prk AND admitted AS ban_reached,
    stays AND as_of >= DATE '2017-12-22' AND prk AND earns AS worker_reached,
    stays AND as_of >= DATE '2017-12-22' AND prk AND oversees AS attache_reached
  FROM shared
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
    in_union AND as_of >= DATE '2017-09-14' AND cap_reached AND NOT approved AS p_union_cap,
    in_union AND as_of >= DATE '2017-10-16' AND act = 'authorise' AND prk AND admitted AND NOT approved AND NOT union_spared AS p_union_ban,
    in_union AND as_of >= DATE '2017-10-16' AND act = 'renew' AND prk AND NOT prohibited AS p_union_renewal,
    in_union AND as_of >= DATE '2018-02-26' AND stays AND prk AND (earns OR oversees) AND NOT union_excepted AS p_union_return
  FROM reached
),
bars AS (
  SELECT *,
    p_cap OR p_ban AS un_asks,
    as_of > DATE '2019-12-22' AND (p_worker OR p_attache) AS un_bars,
    p_union_cap OR p_union_ban AS state_asks,
    p_no_renewal OR p_no_contract OR p_no_authorisation OR p_union_renewal
      OR (as_of > DATE '2018-06-01' AND p_work_june) OR (as_of > DATE '2018-06-02' AND p_leave_june)
      OR (as_of > DATE '2019-12-21' AND p_union_return) AS state_bars,
    (cap_reached AND approved) OR (ban_reached AND (approved OR spared)) OR ((worker_reached OR attache_reached) AND excepted) AS exempted,
    p_worker IS NULL OR p_attache IS NULL OR p_work_june IS NULL OR p_leave_june IS NULL AS duty_unknown,
    p_cap IS NULL OR p_ban IS NULL OR p_union_cap IS NULL OR p_union_ban IS NULL AS ask_unknown,
    prohibited IS NOT DISTINCT FROM true OR pending AS protected
  FROM provisions
),
layers AS (
  SELECT *,
    ${outcome('un_bars', 'un_asks')} AS un,
    ${outcome('state_bars', 'state_asks')} AS national,
    ${outcome('un_bars OR state_bars', 'un_asks OR state_asks')} AS outcome
  FROM bars
)
SELECT id, outcome, un, national,
  CASE
    WHEN un = 'undecided' OR national = 'undecided' THEN NULL
    WHEN outcome = 'clear' THEN 'none'
    WHEN outcome = un THEN 'required-by-un'
    WHEN exempted THEN 'refused-though-allowed'
    ELSE 'national-only'
  END AS gap,
  CASE WHEN protected THEN NULL WHEN p_work_june THEN DATE '2018-06-01' WHEN p_leave_june THEN DATE '2018-06-02'
    WHEN p_union_return THEN DATE '2019-12-21' WHEN p_worker OR p_attache THEN DATE '2019-12-22' END AS "returnBy",
  protected,
  concat_ws('|',
    CASE WHEN ask_unknown AND approved IS NULL THEN 'approvals' END,
    CASE WHEN (p_ban IS NULL AND spared IS NULL AND before_2375 IS NULL)
      OR (p_union_ban IS NULL AND union_spared IS NULL AND before_for_union IS NULL) THEN 'contract.finalisedOn' END,
    CASE WHEN written IS NULL AND ((p_ban IS NULL AND spared IS NULL) OR (p_union_ban IS NULL AND union_spared IS NULL)) THEN 'contract.written' END,
    CASE WHEN p_no_contract IS NULL AND private IS NULL THEN 'employer.private' END,
    CASE WHEN (p_ban IS NULL OR p_union_ban IS NULL) AND admitted IS NULL THEN 'interpretation.admission-nexus' END,
    CASE WHEN p_ban IS NULL AND is_new IS NULL THEN 'interpretation.renewal-is-new-authorisation' END,
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
    ${PROVISIONS.map(([value, id]) => `CASE WHEN ${value} THEN '${id}' WHEN ${value} IS NULL THEN '${id}?' END`).join(',\n    ')}
  ) AS provisions
FROM layers`;
}

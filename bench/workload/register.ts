/**
 * The invented register that every contestant decides: cases of the contract as columns, made set-based in DuckDB.
 * Row i and the seed settle every value (a hash, no random generator), so that any prefix of a larger register is the smaller one.
 * The mix is chosen to hurt, not to flatter: a quarter of all days stand at a boundary of the law, and every seventh fact is unknown.
 */
import type { DuckDBConnection } from '@duckdb/node-api';

/** Days at which something in the law begins or ends: this many rows fall on one of them, the day before or the day after. */
const BOUNDARY_DAYS = [
  '2017-08-05', // 2371 ¶11
  '2017-09-11', // 2375 ¶17
  '2017-12-03', // the Mongolian statements
  '2017-12-22', // 2397 ¶8 begins
  '2018-01-26', // Mongolia's report
  '2018-06-01', // work ends in Mongolia
  '2018-06-02', // last day to leave Mongolia
  '2019-12-22', // 2397 ¶8 ends
];

/**
 * The SELECT that makes `rows` permits. Columns carry the dotted names of the contract, typed: DATE, BOOLEAN, INTEGER,
 * `VARCHAR[]` for nationalities and `STRUCT(committee, approvedOn)[]` for approvals.
 */
export function registerSql(rows: number, seed = 2397): string {
  return `
    WITH draw AS (
      SELECT range AS i, ${drawn(seed, [
        'act',
        'host',
        'day',
        'near',
        'nat',
        'nat2',
        'earns',
        'overseer',
        'prohibited',
        'assessment',
        'immunity',
        'resides',
        'private',
        'signed',
        'written',
        'approval',
        'approvedOn',
        'headroom',
        'permit',
      ])}
      FROM range(${rows})
    ),
    dated AS (
      SELECT *,
        ['authorise', 'renew', 'contract', 'employ', 'remain'][1 + h_act % 5] AS the_act,
        CASE WHEN h_host % 10 < 5 THEN 'MNG' WHEN h_host % 10 < 7 THEN 'QAT' WHEN h_host % 10 < 9 THEN 'RUS' ELSE 'POL' END AS the_host,
        CASE WHEN h_near % 4 = 0
          THEN ([${BOUNDARY_DAYS.map((day) => `DATE '${day}'`).join(', ')}])[1 + h_day % ${BOUNDARY_DAYS.length}] + (h_near // 4 % 3)::INTEGER - 1
          ELSE DATE '2016-01-01' + (h_day % 1827)::INTEGER END AS the_day
      FROM draw
    )
    SELECT
      'P-' || lpad(i::VARCHAR, 8, '0') AS id,
      the_host AS host,
      the_act AS act,
      the_day AS "asOf",
      CASE
        WHEN h_nat % 100 < 72 THEN ['PRK']
        WHEN h_nat % 100 < 79 THEN NULL
        WHEN h_nat % 100 < 84 THEN ['PRK', ['CHN', 'RUS', 'KOR', 'QAT'][1 + h_nat2 % 4]]
        WHEN h_nat % 100 < 86 THEN [the_host, 'PRK']
        WHEN h_nat % 100 < 88 THEN ['CHN', 'RUS', 'PRK']
        ELSE [['KOR', 'CHN', 'VNM', 'MNG', 'UKR', 'IND'][1 + h_nat2 % 6]]
      END AS "worker.nationalities",
      ${boolean('h_earns', 15, 70)} AS "worker.earnsIncome",
      ${boolean('h_overseer', 15, 4)} AS "worker.safetyOverseer",
      CASE WHEN h_assessment % 100 < 4 THEN NULL
        WHEN h_assessment % 100 < 10 THEN (CASE WHEN h_prohibited % 2 = 0 THEN h_assessment % 100 < 7 END)
        ELSE ${boolean('h_prohibited', 15, 4)} END AS "worker.returnProhibited",
      CASE WHEN h_assessment % 100 < 4 THEN 'pending' WHEN h_assessment % 100 < 7 THEN 'upheld' WHEN h_assessment % 100 < 10 THEN 'refused'
        WHEN h_assessment % 100 < 25 THEN NULL ELSE 'none' END AS "worker.protectionAssessment",
      ${boolean('h_immunity', 12, 2)} AS "worker.immunity",
      ${boolean('h_resides', 15, 6)} AS "worker.residesOnOtherTitle",
      false AS "worker.listed",
      CASE WHEN h_private % 7 = 0 THEN NULL ELSE false END AS "employer.listed",
      ${boolean('h_private', 15, 60)} AS "employer.private",
      CASE WHEN h_signed % 100 < 15 THEN NULL WHEN h_signed % 100 < 25 THEN DATE '2017-09-10' + (h_signed // 100 % 3)::INTEGER
        ELSE the_day - (h_signed // 100 % 500)::INTEGER END AS "contract.finalisedOn",
      the_day + (h_signed // 1000 % 400)::INTEGER AS "contract.endsOn",
      ${boolean('h_written', 12, 78)} AS "contract.written",
      CASE WHEN h_permit % 100 < 20 THEN NULL ELSE the_day - (h_permit // 100 % 365)::INTEGER END AS "permit.validFrom",
      CASE WHEN h_permit % 100 < 20 THEN NULL ELSE the_day - (h_permit // 100 % 365)::INTEGER + 364 END AS "permit.validTo",
      CASE WHEN h_permit % 100 > 60 THEN NULL ELSE the_day - (h_permit // 100 % 30)::INTEGER END AS "application.receivedOn",
      CASE
        WHEN h_approval % 100 < 15 THEN NULL
        WHEN h_approval % 100 < 72 THEN []::STRUCT(committee VARCHAR, "approvedOn" DATE)[]
        WHEN h_approval % 100 < 90 THEN [${approval('h_approvedOn', "'1718'")}]
        WHEN h_approval % 100 < 94 THEN [${approval('h_approvedOn', "'1267'")}]
        ELSE [${approval('h_approvedOn', "'1718'")}, ${approval('h_approvedOn // 1000', "['1718', '1267'][1 + h_approvedOn % 2]")}]
      END AS approvals,
      CASE WHEN h_headroom % 100 < 15 THEN NULL ELSE (h_headroom // 100 % 8)::INTEGER - 3 END AS "register.headroom"
    FROM dated`;
}

/** Independent draws for one row: each is the hash of row, seed and the draw's own number. */
function drawn(seed: number, names: string[]): string {
  return names.map((name, number) => `(hash(range, ${seed * 100 + number}) >> 1)::BIGINT AS h_${name}`).join(', ');
}

/** Unknown in `unknown` of a hundred rows, true in `yes`, else false. */
function boolean(draw: string, unknown: number, yes: number): string {
  return `(CASE WHEN ${draw} % 100 < ${unknown} THEN NULL ELSE ${draw} % 100 < ${unknown + yes} END)`;
}

/** An approval dated up to 60 days before or 20 after the act; one in fifty has no date. */
function approval(draw: string, committee: string): string {
  return `{committee: ${committee}, "approvedOn": CASE WHEN ${draw} % 50 = 0 THEN NULL ELSE the_day - ((${draw} // 50 % 81)::INTEGER - 20) END}`;
}

/** Writes the register as Parquet. */
export async function writeParquet(connection: DuckDBConnection, rows: number, file: string): Promise<void> {
  await connection.run(`COPY (${registerSql(rows)}) TO '${file}' (FORMAT parquet)`);
}

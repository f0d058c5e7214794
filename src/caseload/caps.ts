import { type CapDay, capSeries, type PermitGroup } from '../decide/cap.ts';
import type { Programme } from '../decide/programme.ts';
import { conditionsSql } from '../decide/sql/sql-of.ts';
import type { Admission } from '../files/cases/admission.ts';
import type { Workbench } from '../files/table/workbench.ts';
import type { Provision } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import type { CapSeries } from './summary.ts';

const DAYS_SHOWN = 400;
const HOSTS_SHOWN = 5;
/** Acts that rest on a standing authorisation. A first authorisation and a new contract do not. */
const STANDING = ['remain', 'employ', 'renew'] as const;

/**
 * The caps of the law over the register that the file is: how many permits stood on the day of the baseline and on each later day up to
 * the last `asOf`. SQL only counts permits that are alike; the interval is worked out in `decide/cap.ts`.
 *
 * One permit may stand in several rows. Where the file has permit numbers, rows of one number, one term and one nationality are one permit (an
 * exact copy counts once; a number given to two people with other dates counts twice). Where it has none, only the rows of one act are
 * counted: of `remain`, `employ` and `renew` the one with the most rows that name a day.
 */
export async function capsOf(
  bench: Workbench,
  programme: Programme,
  admission: Admission,
  columns: Readonly<Record<string, string | null>>,
  last: string,
  hosts: readonly string[],
): Promise<readonly CapSeries[]> {
  const rules = programme.law.regimes.flatMap(({ regime }) =>
    regime.provisions.flatMap((rule) => (rule.cap === null ? [] : [{ rule, regime }])),
  );
  const { columns: known } = admission;
  if (rules.length === 0 || (!known.has('permit.validFrom') && !known.has('permit.validTo'))) return [];
  const day = (name: string): string => (known.has(name) ? `"${name}"` : 'CAST(NULL AS DATE)');
  const permit = known.has('permit') ? '"permit"' : 'CAST(NULL AS VARCHAR)';
  const series: CapSeries[] = [];
  let counted = '';
  for (const { rule, regime } of rules) {
    const { cap } = rule;
    const term = regime.terms.find(({ id }) => id === cap?.counts);
    if (cap === null || term === undefined || last <= cap.baselineOn) continue;
    const binds = (host: string): boolean => programme.forHost(host).all.some((provision) => provision.rule.id === rule.id);
    if (!hosts.some(binds) || !(await hasHistory(bench, cap.baselineOn, last))) continue;
    // Caps that count the same people share the count: reading a million rows again would double the work.
    if (counted !== `${regime.id} ${term.id}`)
      await bench.run(
        `CREATE OR REPLACE TABLE permits AS SELECT unnest(id), c0 AS counts FROM (${conditionsSql(
          [term.means.node],
          {
            vocabulary: programme.vocabulary,
            questions: programme.questions,
            terms: new Map(regime.terms.map((other) => [other.id, other.means.node])),
          },
          {
            dialect: 'duckdb',
            from: `(${admission.admitted}) AS admitted`,
            columns: {
              ...columns,
              id: `{host: "host", act: "act", first_day: ${day('permit.validFrom')}, last_day: ${day('permit.validTo')}, permit: ${permit}}`,
            },
            settleProtection: true,
          },
        )}) WHERE id.act IN ('${STANDING.join("', '")}')`,
      );
    counted = `${regime.id} ${term.id}`;
    series.push(...(await seriesOf(bench, rule, cap.baselineOn, last, binds)));
  }
  await bench.run('DROP TABLE IF EXISTS permits');
  return series;
}

interface GroupRow {
  readonly [column: string]: string | boolean | null;
  readonly host: string;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly counts: boolean | null;
  readonly permits: string;
}

async function seriesOf(
  bench: Workbench,
  rule: Provision,
  baselineOn: string,
  last: string,
  binds: (host: string) => boolean,
): Promise<readonly CapSeries[]> {
  const [acts] = await bench.rows<{
    numbered: boolean | null;
    act: Act | null;
  }>(`SELECT count(permit) > 0 AS numbered, (SELECT act FROM permits
    WHERE first_day IS NOT NULL OR last_day IS NOT NULL GROUP BY act ORDER BY count(*) DESC, act LIMIT 1) AS act FROM permits`);
  const act = acts?.act ?? null;
  if (act === null) return [];
  const counted: CapSeries['counted'] = acts?.numbered === true ? { by: 'permit number' } : { by: 'act', act };
  // A row without a number is a permit of its own, if its act is the one that is counted.
  const permits =
    counted.by === 'act'
      ? `SELECT * FROM permits WHERE act = '${act}'`
      : `SELECT DISTINCT host, NULL AS act, first_day, last_day, permit, counts FROM permits WHERE permit IS NOT NULL
         UNION ALL SELECT * FROM permits WHERE permit IS NULL AND act = '${act}'`;
  const rows =
    await bench.rows<GroupRow>(`SELECT host, CAST(first_day AS VARCHAR) AS first_day, CAST(last_day AS VARCHAR) AS last_day, counts, permits
    FROM (SELECT host, first_day, last_day, counts, count(*) AS permits FROM (${permits}) WHERE counts IS DISTINCT FROM false GROUP BY ALL) ORDER BY ALL`);
  const hosts = new Map<string, PermitGroup[]>();
  for (const { host, first_day: from, last_day: to, counts, permits: number } of rows) {
    const groups = hosts.get(host) ?? [];
    hosts.set(host, groups);
    groups.push({ from, to, counts, permits: Number(number) });
  }
  return [...hosts]
    .filter(([host, groups]) => binds(host) && endsOf(groups, baselineOn, last))
    .sort(([, a], [, b]) => size(b) - size(a))
    .slice(0, HOSTS_SHOWN)
    .map(([host, groups]) => {
      const { baseline, days } = capSeries(groups, baselineOn, last);
      return {
        provision: rule.id,
        host,
        counted,
        cite: rule.cite,
        baselineOn,
        baseline,
        days: thinned(days),
        firstCertain: days.find(({ over }) => over[0] > 0)?.day ?? null,
        firstPossible: days.find(({ over }) => over[1] > 0)?.day ?? null,
      };
    });
}

/**
 * Whether permits that stood on the baseline day and have ended since are in the file at all. A list of those standing today has none: counted back, it
 * would show a rise that is only the lack of those who have gone, and such a claim must not be made.
 */
function endsOf(groups: readonly PermitGroup[], baselineOn: string, last: string): boolean {
  return groups.some(({ from, to }) => from !== null && to !== null && from <= baselineOn && baselineOn <= to && to < last);
}

/** The same asked of the whole file, before anything is counted. */
async function hasHistory(bench: Workbench, baselineOn: string, last: string): Promise<boolean> {
  const found = await bench.rows(`SELECT 1 AS found FROM decided WHERE "permit.validFrom" <= DATE '${baselineOn}'
    AND "permit.validTo" BETWEEN DATE '${baselineOn}' AND DATE '${last}' - 1 LIMIT 1`);
  return found.length > 0;
}

function size(groups: readonly PermitGroup[]): number {
  return groups.reduce((total, { permits }) => total + permits, 0);
}

/** Of a long series the last day of each month on which the number changed; of a very long one every so many of those. */
function thinned(days: readonly CapDay[]): readonly CapDay[] {
  if (days.length <= DAYS_SHOWN) return days;
  const monthly = days.filter(({ day }, at) => day.slice(0, 7) !== days[at + 1]?.day.slice(0, 7));
  const step = Math.ceil(monthly.length / DAYS_SHOWN);
  return monthly.filter((_, at) => at % step === 0 || at === monthly.length - 1);
}

import { type CapDay, capSeries, type PermitGroup } from '../decide/cap.ts';
import type { Programme } from '../decide/programme.ts';
import { type TermName, termColumn } from '../decide/sql/sql-of.ts';
import { sqlName } from '../files/table/sql.ts';
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
  known: { readonly has: (column: string) => boolean },
  last: string,
  hosts: readonly string[],
): Promise<readonly CapSeries[]> {
  if (!known.has('permit.validFrom') && !known.has('permit.validTo')) return [];
  const series: CapSeries[] = [];
  // Caps that count the same people share the count.
  const registers = new Map<string, Register | null>();
  for (const { rule, counts } of capsIn(programme)) {
    const { cap } = rule;
    if (cap === null || last <= cap.baselineOn) continue;
    const binds = (host: string): boolean => programme.forHost(host).all.some((provision) => provision.rule.id === rule.id);
    if (!hosts.some(binds) || !(await hasHistory(bench, cap.baselineOn, last))) continue;
    const column = termColumn(counts);
    const register = registers.get(column) ?? (await registerOf(bench, column));
    registers.set(column, register);
    if (register !== null) series.push(...seriesOf(register, rule, cap.baselineOn, last, binds));
  }
  return series;
}

/** The terms that say whom a cap counts: their truth is kept for each row when it is decided. */
export function capTerms(programme: Programme): readonly TermName[] {
  const names = capsIn(programme).map(({ counts }) => counts);
  return names.filter((name, at) => names.findIndex((other) => termColumn(other) === termColumn(name)) === at);
}

function capsIn(programme: Programme): readonly { readonly rule: Provision; readonly counts: TermName }[] {
  return programme.law.regimes.flatMap(({ regime }) =>
    regime.provisions.flatMap((rule) => (rule.cap === null ? [] : [{ rule, counts: { regime: regime.id, term: rule.cap.counts } }])),
  );
}

interface GroupRow {
  readonly [column: string]: string | boolean | null;
  readonly host: string;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly counts: boolean | null;
  readonly permits: string;
}

/** The permits of each host, counted by what is alike in them; how they were told apart. */
interface Register {
  readonly counted: CapSeries['counted'];
  readonly hosts: ReadonlyMap<string, readonly PermitGroup[]>;
}

async function registerOf(bench: Workbench, column: string): Promise<Register | null> {
  const standing = `(SELECT host, act, "permit.validFrom" AS first_day, "permit.validTo" AS last_day, permit, ${sqlName(column)} AS counts
    FROM decided WHERE act IN ('${STANDING.join("', '")}'))`;
  const [acts] = await bench.rows<{ numbered: boolean | null; act: Act | null }>(`SELECT count(permit) > 0 AS numbered,
    (SELECT act FROM ${standing} WHERE first_day IS NOT NULL OR last_day IS NOT NULL GROUP BY act ORDER BY count(*) DESC, act LIMIT 1) AS act FROM ${standing}`);
  const act = acts?.act ?? null;
  if (act === null) return null;
  const counted: CapSeries['counted'] = acts?.numbered === true ? { by: 'permit number' } : { by: 'act', act };
  // A row without a number is a permit of its own, if its act is the one that is counted.
  const permits =
    counted.by === 'act'
      ? `SELECT * FROM ${standing} WHERE act = '${act}'`
      : `SELECT DISTINCT host, NULL AS act, first_day, last_day, permit, counts FROM ${standing} WHERE permit IS NOT NULL
         UNION ALL SELECT * FROM ${standing} WHERE permit IS NULL AND act = '${act}'`;
  const rows =
    await bench.rows<GroupRow>(`SELECT host, CAST(first_day AS VARCHAR) AS first_day, CAST(last_day AS VARCHAR) AS last_day, counts, permits
    FROM (SELECT host, first_day, last_day, counts, count(*) AS permits FROM (${permits}) WHERE counts IS DISTINCT FROM false GROUP BY ALL) ORDER BY ALL`);
  const hosts = new Map<string, PermitGroup[]>();
  for (const { host, first_day: from, last_day: to, counts, permits: number } of rows) {
    const groups = hosts.get(host) ?? [];
    hosts.set(host, groups);
    groups.push({ from, to, counts, permits: Number(number) });
  }
  return { counted, hosts };
}

function seriesOf(
  { counted, hosts }: Register,
  rule: Provision,
  baselineOn: string,
  last: string,
  binds: (host: string) => boolean,
): readonly CapSeries[] {
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

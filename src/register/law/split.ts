import { sql } from 'kysely';
import type { Compiled } from '../../decide/compile.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { answersSql } from '../standing/answers.ts';
import type { OUTCOMES } from '../standing/read.ts';

export type SplitOutcome = (typeof OUTCOMES)[number];

export interface SplitLine {
  readonly act: Act;
  readonly before: SplitOutcome;
  readonly after: SplitOutcome;
  readonly cases: number;
}

/** A last lawful day; `isOpen`: it binds only if facts that nobody knows turn out so. */
export interface LastDay {
  readonly on: IsoDate;
  readonly isOpen: boolean;
}

export interface SplitDay {
  /** null: the law names no last lawful day. */
  readonly before: LastDay | null;
  readonly after: LastDay | null;
  readonly cases: number;
}

export interface Split {
  /** Permits that were looked at. */
  readonly permits: number;
  /** There are more: what is shown is a part, by the order of the workers' ids. */
  readonly isPart: boolean;
  readonly outcomes: readonly SplitLine[];
  /** Last lawful days of the stay. */
  readonly days: readonly SplitDay[];
}

/** So many permits answer within a second; a whole register is compared by a job. */
const PERMITS_MAX = 5_000;

interface Row extends SplitLine {
  readonly dayBefore: IsoDate | null;
  readonly dayAfter: IsoDate | null;
  /** Names joined by `|`; one with a question mark is not settled. */
  readonly provisionsBefore: string;
  readonly provisionsAfter: string;
}

/** The day that is certain, else the earliest of those duties whose facts nobody knows. A statement obliges nobody. */
function lastDay({ programme }: Compiled, certain: IsoDate | null, provisions: string): LastDay | null {
  if (certain !== null) return { on: certain, isOpen: false };
  const open = new Set(
    provisions
      .split('|')
      .filter((name) => name.endsWith('?'))
      .map((name) => name.slice(0, -1)),
  );
  const days = programme.law.regimes
    .flatMap(({ regime }) => regime.provisions)
    .flatMap(({ id, duty, basis }) => (duty !== null && basis !== 'statement' && open.has(id) ? [duty.by] : []))
    .sort();
  return days[0] === undefined ? null : { on: days[0], isOpen: true };
}

/**
 * What standing permits would meet under another law, set beside the law in force: the same statement over the same permits, twice.
 * Nothing is written, and a draft decides nothing.
 * @param day the day that is looked at
 */
export async function splitBetween(
  db: Db,
  host: string,
  before: Compiled,
  after: Compiled,
  day: IsoDate,
  most = PERMITS_MAX,
): Promise<Split> {
  const end = await sql<{ worker: string; n: number }>`
    select worker, count(*) over () as n from (select worker from permit as s where s."lastDay" >= ${day}::date and s."lastDay" >= s."validFrom"
      order by worker limit ${most + 1}) as w order by worker desc limit 1`.execute(db);
  const counted = end.rows[0]?.n ?? 0;
  const which = { after: null, upTo: counted > most ? (end.rows[0]?.worker ?? null) : null, touchedOnly: false };
  const [old, draft] = [before, after].map((law) => sql.raw(answersSql(law, host, 'permit', day, which)));
  const { rows } = await sql<Row>`
    select b.act, b.outcome as before, a.outcome as after, b."returnBy" as "dayBefore", a."returnBy" as "dayAfter",
      b.provisions as "provisionsBefore", a.provisions as "provisionsAfter", count(*) as cases
    from (${old}) as b join (${draft}) as a on a.id = b.id and a.act = b.act group by 1, 2, 3, 4, 5, 6, 7`.execute(db);
  const outcomes = new Map<string, SplitLine>();
  const days = new Map<string, SplitDay>();
  for (const row of rows) {
    const { act, before: was, after: is, cases } = row;
    const line = outcomes.get(`${act} ${was} ${is}`);
    outcomes.set(`${act} ${was} ${is}`, { act, before: was, after: is, cases: (line?.cases ?? 0) + cases });
    if (act !== 'remain') continue;
    const [first, then] = [lastDay(before, row.dayBefore, row.provisionsBefore), lastDay(after, row.dayAfter, row.provisionsAfter)];
    const name = `${first?.on} ${first?.isOpen} ${then?.on} ${then?.isOpen}`;
    days.set(name, { before: first, after: then, cases: (days.get(name)?.cases ?? 0) + cases });
  }
  const sorted = [...outcomes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  return { permits: Math.min(counted, most), isPart: counted > most, outcomes: sorted, days: [...days.values()] };
}

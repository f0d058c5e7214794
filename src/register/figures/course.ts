import { sql } from 'kysely';
import { NOW, rowsAt } from '../../office/states.ts';
import { SMALLEST_SHOWN } from '../../privacy/suppress.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { departure } from '../departures/departure.ts';
import { permit } from '../permits/permit.ts';
import { worker } from '../workers/worker.ts';

export interface CoursePoint {
  readonly on: IsoDate;
  /** `employed` as `measures.ts` defines it; null where the count is too small to be shown. */
  readonly employed: number | null;
}

export interface LastDays {
  /** The first and the last month, `2018-03`: more than one where a month alone would be too small to be shown. */
  readonly from: string;
  readonly to: string;
  /** Standing authorisations whose last lawful day lies in these months. */
  readonly permits: number;
}

export interface Course {
  /** The last day of each month, and the day itself. */
  readonly points: readonly CoursePoint[];
  /** Of whoever is employed on the day: when their authorisation ends. It reads permits alone and hangs on nothing of protection. */
  readonly lastDays: readonly LastDays[];
}

/**
 * How the number employed of one nationality went, month by month, and when the authorisations that stand come to their end. What it
 * gives may be read by anybody.
 * @param from the first month of the course @param on the day that is looked at
 */
export async function courseOf(
  db: Db,
  { nationality, from, on }: { readonly nationality: string; readonly from: IsoDate; readonly on: IsoDate },
): Promise<Course> {
  const stays = sql`(select p."validFrom" as a, p."lastDay" as z, least(p."lastDay", gone."leftOn" - 1) as b
    from ${rowsAt(permit, NOW)} as p join ${rowsAt(worker, NOW)} as w on w.id = p.worker
      left join lateral (select min(d."leftOn") as "leftOn" from ${rowsAt(departure, NOW)} as d
        where d.worker = p.worker and d.status = 'confirmed' and d."leftOn" >= p."validFrom") as gone on true
    where w.nationalities @> array[${nationality}]::text[])`;
  const points = await sql<{ on: string; n: number }>`
    with stay as materialized (select * from ${stays} as s),
      day as (select (m + interval '1 month - 1 day')::date as "on"
                from generate_series(date_trunc('month', ${from}::date), date_trunc('month', ${on}::date) - interval '1 month', interval '1 month') as m
              union all select ${on}::date)
    select day."on", count(stay.a) as n from day left join stay on day."on" between stay.a and stay.b group by day."on" order by day."on"`.execute(
    db,
  );
  const lastDays = await sql<{ month: string; n: number }>`
    select to_char(z, 'YYYY-MM') as month, count(*) as n from ${stays} as s
    where ${on}::date between s.a and s.b group by 1 order by 1`.execute(db);
  return {
    points: points.rows.map((row) => ({ on: row.on, employed: shown(row.n) })),
    lastDays: joined(lastDays.rows.map(({ month, n }) => ({ from: month, to: month, permits: n }))),
  };
}

const shown = (count: number): number | null => (count > 0 && count < SMALLEST_SHOWN ? null : count);

/** Small months go together with a neighbour: left out, the total would tell them. */
function joined(months: readonly LastDays[]): readonly LastDays[] {
  const groups: LastDays[] = [];
  for (const month of months) {
    const before = groups.at(-1);
    const isSmall = month.permits < SMALLEST_SHOWN || (before !== undefined && before.permits < SMALLEST_SHOWN);
    if (before !== undefined && isSmall)
      groups[groups.length - 1] = { from: before.from, to: month.to, permits: before.permits + month.permits };
    else groups.push(month);
  }
  return groups.length === 1 && (groups[0]?.permits ?? 0) < SMALLEST_SHOWN ? [] : groups;
}

import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../access/actor.ts';
import { query } from '../../office/use-case.ts';
import { addToDate } from '../../values/dates.ts';
import { departure } from '../departures/departure.ts';
import { Day, Id } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { visibleNow } from '../reading/read.ts';
import { COUNTED_TO } from './read.ts';

const Count = z.object({ number: z.int(), isMore: z.boolean() }).nullable();

/** What is counted for a page of today; null for whoever may not know of it. */
export const clockCounts = query({
  name: 'queue.clocks',
  action: 'token.read', // each count asks for its own right within
  summary: 'How many permits end soon, how many must leave soon, and what of one’s own waits for a second person',
  input: z.strictObject({ days: z.int().min(1).max(366).default(30) }),
  output: z.object({ until: Day, permits: Count, departures: Count, proposed: Count }),
  run: async (reader, { days }) => {
    const { actor, day, db } = reader;
    const until = addToDate(day, 'days', days) ?? day;
    const limited = (rows: ReturnType<typeof sql>) =>
      sql`(select count(*)::integer from (select from ${rows} limit ${COUNTED_TO + 1}) as counted)`;
    const permits = may(actor, 'permit.read')
      ? limited(
          sql`${visibleNow(reader, permit)} as p where p.status = 'granted' and p."lastDay" between ${day}::date and ${until}::date
            and not exists (select from permit as n where n.renews = p.id)`,
        )
      : sql`null::integer`;
    const departures = may(actor, 'departure.read')
      ? limited(sql`${visibleNow(reader, departure)} as d where d.status = 'planned' and d.by between ${day}::date and ${until}::date`)
      : sql`null::integer`;
    const proposed = may(actor, 'proposal.read')
      ? limited(sql`office_proposal where status = 'waiting' and author = ${actor.account}`)
      : sql`null::integer`;
    const { rows } = await sql<Record<'permits' | 'departures' | 'proposed', number | null>>`
      select ${permits} as permits, ${departures} as departures, ${proposed} as proposed`.execute(db);
    const count = (n: number | null | undefined) =>
      n === null || n === undefined ? null : { number: Math.min(n, COUNTED_TO), isMore: n > COUNTED_TO };
    return { until, permits: count(rows[0]?.permits), departures: count(rows[0]?.departures), proposed: count(rows[0]?.proposed) };
  },
});

/** The permits that somebody sees and that end soonest, from today on. */
export const endingPermits = query({
  name: 'permit.ending',
  action: 'permit.read',
  summary: 'The standing permits that end soonest',
  input: z.strictObject({ limit: z.int().min(1).max(50).default(10) }),
  output: z.object({
    items: z.array(
      z.object({ id: Id, number: z.string().nullable(), worker: Id.nullable(), validFrom: Day, lastDay: Day, status: z.string() }),
    ),
    isMore: z.boolean(),
  }),
  run: async (reader, { limit }) => {
    const { rows } = await sql<{
      id: string;
      number: string | null;
      worker: string | null;
      validFrom: string;
      lastDay: string;
      status: string;
    }>`select p.id, p.number, p.worker, p."validFrom", p."lastDay", p.status from ${visibleNow(reader, permit)} as p
      where ${reader.day}::date between p."validFrom" and p."lastDay" order by p."lastDay", p.id limit ${limit + 1}`.execute(reader.db);
    return { items: rows.slice(0, limit), isMore: rows.length > limit };
  },
});

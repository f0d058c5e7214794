import { sql } from 'kysely';
import { z } from 'zod';
import { rowsAt } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { SMALLEST_SHOWN } from '../../privacy/suppress.ts';
import { Day, Id } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals, visibleNow } from '../reading/read.ts';
import { departure } from './departure.ts';

export const readDeparture = oneOf(departure, {
  name: 'departure.read',
  action: 'departure.read',
  summary: 'Read a departure',
});

export const listDepartures = listOf(departure, {
  name: 'departure.list',
  action: 'departure.read',
  summary: 'List departures; overdue ones are planned and past their last lawful day',
  filters: {
    worker: Id.optional(),
    employer: Id.optional().describe('Of the permit that stood when it was planned'),
    status: z.enum(['planned', 'confirmed', 'cancelled', 'suspended']).optional(),
    overdue: z.boolean().optional(),
    byUntil: Day.optional().describe('Whose last lawful day is this one or an earlier one'),
  },
  where: ({ worker, employer, status, overdue, byUntil }, reader) => [
    ...equals('worker', worker),
    ...equals('status', status),
    ...(employer === undefined
      ? []
      : [sql`r.permit in (select p.id from ${visibleNow(reader, permit)} as p where p.employer = ${employer})`]),
    ...(overdue === undefined ? [] : [sql`coalesce(r.status = 'planned' and r.by < ${reader.day}, false) = ${overdue}`]),
    ...(byUntil === undefined ? [] : [sql`r.by <= ${byUntil}`]),
  ],
});

/** A count and nothing else, for those who speak with other states: who left is confirmed and past, and hangs on no hold. */
export const countDepartures = query({
  name: 'departure.count',
  action: 'figures.read',
  summary: 'How many left between two days, confirmed with evidence; fewer than five are not counted out',
  input: z.strictObject({ from: Day, until: Day }),
  output: z.object({ from: Day, until: Day, departed: z.int().nullable().describe('null: 1 to 4, which is not shown') }),
  run: async ({ db, moment }, { from, until }) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from ${rowsAt(departure, moment)} as r
      where r.status = 'confirmed' and r."leftOn" between ${from} and ${until}`.execute(db);
    const n = rows[0]?.n ?? 0;
    return { from, until, departed: n > 0 && n < SMALLEST_SHOWN ? null : n };
  },
});

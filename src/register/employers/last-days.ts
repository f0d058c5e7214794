import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../access/actor.ts';
import type { Reader } from '../../office/reader.ts';
import { query } from '../../office/use-case.ts';
import { departure } from '../departures/departure.ts';
import { Day, Id } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { outsider } from '../reading/masks.ts';
import { readOne, visible } from '../reading/read.ts';
import { PAGING } from '../reading/shape.ts';
import { employer } from './employer.ts';

const LastDay = z.object({
  worker: Id,
  permit: Id,
  number: z.string().nullable(),
  validTo: Day,
  /** The last day on which the permit stands. */
  lastDay: Day,
  /** Inside of the ministry alone: the last day of a departure that is planned. */
  leaveBy: Day.nullable().optional(),
});

type Line = z.output<typeof LastDay>;

/**
 * When the work of each worker of an employer ends. An employer is told what its permits say and nothing else: that somebody has
 * to leave, or that an order to leave was suspended, depends on things that are not for employers.
 */
export const lastDays = query({
  name: 'employer.last-days',
  action: 'worker.read', // it is a list of workers: the foreign desk reads permits, and of none of them whose it is
  summary: 'The last day of each worker of an employer, by the latest permit there',
  input: z
    .strictObject({ employer: Id, endsFrom: Day.optional().describe('Those alone whose last day is this one or later'), ...PAGING })
    .omit({ fields: true }),
  output: z.object({ items: z.array(LastDay), next: z.string().nullable() }),
  run: async (reader, { employer: id, endsFrom = null, cursor, limit }) => {
    await readOne(reader, employer, id, ['id']);
    const list = { kind: 'last-days', employer: id, endsFrom, asOf: reader.moment.asOf, knownAt: reader.moment.knownAt };
    const after = cursor === undefined ? sql`` : sql`and p.worker > ${afterOf(cursor, list)}::uuid`;
    // One permit at a time: whose latest one ends before that day has none that ends later.
    const ends = endsFrom === null ? sql`` : sql`and p."lastDay" >= ${endsFrom}::date`;
    const { rows } = await sql<Line>`select l.*${leaveBy(reader)} from (
        select distinct on (p.worker) p.worker, p.id as permit, p.number, p."validTo", p."lastDay"
        from ${visible(reader, permit)} as p where p.employer = ${id} and p."lastDay" >= p."validFrom" ${ends} ${after}
        order by p.worker, p."validFrom" desc limit ${limit + 1}
      ) as l order by l.worker`.execute(reader.db);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last.worker, list) : null };
  },
});

function leaveBy(reader: Reader): ReturnType<typeof sql> {
  if (outsider(reader.actor, 'permit') !== null || !may(reader.actor, 'departure.read')) return sql``;
  return sql`, (select min(d.by) from ${visible(reader, departure)} as d where d.worker = l.worker and d.status = 'planned') as "leaveBy"`;
}

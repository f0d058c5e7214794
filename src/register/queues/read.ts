import { sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import type { Reader } from '../../office/reader.ts';
import { query } from '../../office/use-case.ts';
import { Day, Id } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { PAGING } from '../reading/shape.ts';
import { mayRead, NARROWED, type Narrowed, PARTS, QUEUES, type QueueName, renewals } from './parts.ts';

/** Counting stops here: how many more there are helps nobody, and costs a walk through all of them. */
export const COUNTED_TO = 1000;

const Count = z.object({ number: z.int(), isMore: z.boolean().describe('There are more than were counted') });
type Count = z.output<typeof Count>;

const countOf = (counted: number): Count => ({ number: Math.min(counted, COUNTED_TO), isMore: counted > COUNTED_TO });

/**
 * How much waits in each queue, in one statement and up to a limit; left out is what this person may not read. The queues stand for pages
 * alone: a client program asks the lists of which they are made.
 */
export const queueCounts = query({
  name: 'queue.counts',
  action: 'token.read', // what everybody with an account has; each queue asks for its own right within
  summary: 'How much waits in each work queue',
  input: z.strictObject({ queues: z.array(z.enum(QUEUES)).optional().describe('All where this is left out') }),
  output: z.object({ counts: z.partialRecord(z.enum(QUEUES), Count) }),
  run: async (reader, { queues = QUEUES }) => {
    const mine = queues.filter((name) => mayRead(reader, name));
    if (mine.length === 0) return { counts: {} };
    const columns = mine.map(
      (name) =>
        sql`(select count(*)::integer from (select from (${PARTS[name].rows(reader, {})}) as q limit ${COUNTED_TO + 1}) as counted) as ${sql.ref(name)}`,
    );
    const { rows } = await sql<Partial<Record<QueueName, number>>>`select ${sql.join(columns)}`.execute(reader.db);
    return { counts: Object.fromEntries(mine.map((name) => [name, countOf(rows[0]?.[name] ?? 0)])) };
  },
});

const Item = z.object({
  id: Id,
  kind: z.enum(['application', 'permit', 'proposal', 'departure', 'notice']),
  number: z.string().nullable(),
  due: Day,
  employer: Id.nullable(),
  worker: Id.nullable(),
  what: z.string().nullable(),
  answer: z.string().nullable(),
  missing: z.array(z.string()),
  author: Id.nullable(),
});

export const listQueue = query({
  name: 'queue.list',
  action: 'token.read',
  summary: 'What waits in a work queue, the earliest first',
  input: z.strictObject({ queue: z.enum(QUEUES), ...NARROWED, cursor: PAGING.cursor, limit: PAGING.limit }),
  output: z.object({ items: z.array(Item), next: z.string().nullable() }),
  run: async (reader, { queue, cursor, limit, ...narrowed }) => {
    if (!mayRead(reader, queue)) throw new NoSuchRecord('queue', queue);
    const { rows: all, dueOf } = PARTS[queue];
    const list = { name: 'queue.list', queue, ...defined(narrowed) };
    const after = cursor === undefined ? null : afterOf(cursor, list);
    const { rows } = await sql<Omit<z.output<typeof Item>, 'missing'> & { readonly missing: string | null }>`
      select q.* from (${all(reader, narrowed)}) as q
      ${after === null ? sql`` : sql`where (q.due, q.id) > (${dueOf(after)}, ${after}::uuid)`}
      order by q.due, q.id limit ${limit + 1}`.execute(reader.db);
    const items = rows.slice(0, limit).map((row) => ({ ...row, missing: (row.missing ?? '').split('|').filter((name) => name !== '') }));
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last.id, list) : null };
  },
});

function defined(narrowed: Narrowed): Record<string, string> {
  return Object.fromEntries(Object.entries(narrowed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** How many renewals come up in a time, and what the law says of them: of the first thousand, those that end soonest. */
export const renewalTotals = query({
  name: 'queue.renewal-totals',
  action: 'permit.read',
  summary: 'How many renewals come up, and what the law says of them',
  input: z.strictObject({ from: NARROWED.from, to: NARROWED.to, employer: NARROWED.employer, nationality: NARROWED.nationality }),
  output: z.object({ all: Count, answers: z.record(z.string(), z.int()).describe('`none`: not worked out yet') }),
  run: async (reader, narrowed) => {
    if (!mayRead(reader, 'renewals-due')) return { all: countOf(0), answers: {} };
    const rows = await totals(reader, narrowed);
    const all = rows.reduce((sum, { number }) => sum + number, 0);
    return { all: countOf(all), answers: Object.fromEntries(rows.map(({ answer, number }) => [answer ?? 'none', number])) };
  },
});

async function totals(reader: Reader, narrowed: Narrowed): Promise<readonly { readonly answer: string | null; readonly number: number }[]> {
  const { rows } = await sql<{ answer: string | null; number: number }>`
    select answer, count(*)::integer as number from
      (select q.answer from (${renewals(reader, narrowed)}) as q order by q.due, q.id limit ${COUNTED_TO + 1}) as counted
    group by answer`.execute(reader.db);
  return rows;
}

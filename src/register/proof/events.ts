import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { Day, Id, Instant } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { placeAsId, placeIn } from '../reading/place.ts';
import { LIMIT_MAX } from '../reading/shape.ts';

const Entry = z.object({
  leaf: z.int().describe('Its place in the log, from 0'),
  id: Id,
  record: z.object({ kind: z.string(), id: Id }),
  version: z.int(),
  kind: z.string().describe('What happened'),
  trueOn: Day,
  knownAt: z.string(),
  actor: Id,
  person: Id.nullable(),
  data: z.unknown(),
  sealed: z.string().nullable().describe('SHA-256 of the sealed part, which is not opened here'),
  leafHash: z.string().describe('SHA-256 of a zero byte and the canonical JSON of the fields from `id` to `sealed`'),
});

interface Row extends Omit<z.output<typeof Entry>, 'record' | 'data' | 'sealed'> {
  readonly recordKind: string;
  readonly recordId: string;
  readonly body: string;
}

export const listEvents = query({
  name: 'audit.events',
  action: 'audit.read',
  summary: 'The log in its order, entry by entry; what is sealed in it stays sealed',
  input: z.strictObject({
    recordKind: z.string().max(100).optional(),
    record: Id.optional().describe('Of one record'),
    actor: Id.optional().describe('What this account did'),
    person: Id.optional().describe('What concerns this person'),
    from: Instant.optional().describe('Entered at this instant or later'),
    to: Instant.optional().describe('Entered before this instant'),
    cursor: z.string().max(200).optional().describe('`next` of the page before'),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  }),
  output: z.object({ items: z.array(Entry), next: z.string().nullable() }),
  run: async ({ db, moment: { asOf, knownAt } }, { cursor, limit, ...chosen }) => {
    const { recordKind = null, record = null, actor = null, person = null, from = null, to = null } = chosen;
    const list: Json = { name: 'audit.events', recordKind, record, actor, person, from, to, asOf, knownAt };
    // A condition that nobody asked for is left out of the statement, so that each list finds its index.
    const { rows } = await sql<Row>`
      select leaf, id, record_kind as "recordKind", record_id as "recordId", version, kind, true_on as "trueOn", known_at as "knownAt",
        actor, person, body, encode(leaf_hash, 'hex') as "leafHash"
      from log_event where true
        ${recordKind === null ? sql`` : sql`and record_kind = ${recordKind}`} ${record === null ? sql`` : sql`and record_id = ${record}`}
        ${actor === null ? sql`` : sql`and actor = ${actor}`} ${person === null ? sql`` : sql`and person = ${person}`}
        ${from === null ? sql`` : sql`and known_at >= ${from}::timestamptz`} ${to === null ? sql`` : sql`and known_at < ${to}::timestamptz`}
        ${asOf === null ? sql`` : sql`and true_on <= ${asOf}::date`} ${knownAt === null ? sql`` : sql`and known_at <= ${knownAt}::timestamptz`}
        ${cursor === undefined ? sql`` : sql`and leaf > ${placeIn(afterOf(cursor, list))}::bigint`}
      order by leaf limit ${limit + 1}`.execute(db);
    const items = rows.slice(0, limit).map(({ recordKind: of, recordId, body, ...entry }) => {
      const { data, sealed } = JSON.parse(body) as { readonly data: Json; readonly sealed: string | null };
      return { ...entry, record: { kind: of, id: recordId }, data, sealed };
    });
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? cursorAfter(placeAsId(last.leaf), list) : null };
  },
});

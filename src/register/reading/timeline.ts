import { sql } from 'kysely';
import { z } from 'zod';
import { isAction } from '../../access/actions.ts';
import { requireMay } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { setOf } from '../../office/desk.ts';
import { NOW } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { Day, Id } from '../fields.ts';
import { kindNamed } from '../kinds.ts';
import { afterOf, cursorAfter } from './cursor.ts';
import { outsider, shownFields } from './masks.ts';
import { placeAsId, placeIn } from './place.ts';
import { readOne } from './read.ts';
import { LIMIT_MAX } from './shape.ts';

const KINDS = [
  'worker',
  'employer',
  'contract',
  'application',
  'permit',
  'decision',
  'notice',
  'departure',
  'committee-approval',
  'quota',
] as const;

const Entry = z.object({
  event: Id,
  kind: z.string(),
  version: z.int(),
  trueOn: Day.describe('From which day it is true'),
  knownAt: z.string().describe('Since when the register knows it'),
  actor: Id.describe('The account that did it'),
  changed: z
    .array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() }))
    .describe('Open fields; what is sealed is not told here'),
  hasSealedPart: z.boolean(),
});

/**
 * What happened to a record, in the order in which the register came to know it. Holds and assessments have streams of their own and
 * never stand here. It is for those who handle cases: whoever sees a record from outside would learn from the count of its events.
 */
export const timeline = query({
  name: 'record.timeline',
  action: 'worker.read', // and the right to read this kind, asked within
  summary: 'Read what happened to a record, event by event: from which day, known since when, by whom, and what changed',
  input: z.strictObject({
    kind: z.enum(KINDS),
    record: Id,
    cursor: z.string().max(200).optional().describe('`next` of the page before'),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  }),
  output: z.object({ items: z.array(Entry), next: z.string().nullable() }),
  run: async (reader, { kind, record, cursor, limit }) => {
    const { db, actor } = reader;
    const of = kindNamed(kind);
    const read = `${kind}.read`;
    if (of === null || !isAction(read)) throw new NoSuchRecord(kind, record);
    requireMay(actor, read);
    if (outsider(actor, kind) !== null) throw new NoSuchRecord(kind, record);
    await readOne({ ...reader, moment: NOW }, of, record, ['id']);
    const { asOf, knownAt } = reader.moment;
    const { rows } = await sql<{
      leaf: number;
      id: string;
      version: number;
      kind: string;
      trueOn: string;
      knownAt: string;
      actor: string;
      data: Json;
      hasSealedPart: boolean;
    }>`
      select leaf, id, version, kind, true_on as "trueOn", known_at as "knownAt", actor, body::jsonb -> 'data' as data, sealed is not null as "hasSealedPart"
      from log_event where record_kind = ${kind} and record_id = ${record}
        and true_on <= coalesce(${asOf}::date, 'infinity') and known_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      order by leaf`.execute(db);
    const shown = new Set(shownFields(actor, of));
    const was: Record<string, Json> = {};
    const entries = rows.map(({ data, ...event }) => {
      const changed = Object.entries(setOf(data)).flatMap(([field, to]) => {
        const from = was[field] ?? null;
        was[field] = to;
        return shown.has(field) && canonicalJson(from) !== canonicalJson(to) ? [{ field, from, to }] : [];
      });
      return { ...event, changed };
    });
    const list = { name: 'record.timeline', kind, record };
    const after = cursor === undefined ? -1 : placeIn(afterOf(cursor, list));
    const page = entries.filter(({ leaf }) => leaf > after).slice(0, limit + 1);
    const items = page.slice(0, limit).map(({ leaf, id, ...entry }) => ({ event: id, ...entry }));
    const last = page[limit - 1];
    return { items, next: page.length > limit && last !== undefined ? cursorAfter(placeAsId(last.leaf), list) : null };
  },
});

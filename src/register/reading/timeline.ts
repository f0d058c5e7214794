import { z } from 'zod';
import { isAction } from '../../access/actions.ts';
import { requireMay } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import type { LoggedEvent } from '../../audit/event.ts';
import { eventsOf } from '../../audit/read.ts';
import { setOf } from '../../office/desk.ts';
import { fold, type RecordKind } from '../../office/record.ts';
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
    .describe('Open fields: `from` is what stood there for that day before; what is sealed is not told here'),
  tells: z.record(z.string(), z.unknown()).describe('What else was recorded with it: the decision behind it, its evidence'),
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
    // First of all: which kinds an outsider may read at all is told no more than which records there are.
    if (outsider(actor, kind) !== null) throw new NoSuchRecord(kind, record);
    requireMay(actor, read);
    await readOne({ ...reader, moment: NOW }, of, record, ['id']);
    const { asOf, knownAt } = reader.moment;
    const list = { name: 'record.timeline', kind, record, asOf, knownAt };
    const after = cursor === undefined ? 0 : placeIn(afterOf(cursor, list));
    const told = await eventsOf(db, { kind, id: record }, { ...(asOf === null ? {} : { asOf }), ...(knownAt === null ? {} : { knownAt }) });
    const events = told.sort((a, b) => a.leaf - b.leaf);
    const begin = events.findIndex(({ version }) => version > after);
    const page = begin < 0 ? [] : events.slice(begin, begin + limit);
    const shown = shownFields(actor, of);
    const last = page.at(-1);
    return {
      items: page.map((event, at) => entryOf(event, events.slice(0, begin + at), of, shown)),
      next: last !== undefined && last !== events.at(-1) ? cursorAfter(placeAsId(last.version), list) : null,
    };
  },
});

/**
 * What an event changed is told for the day of which it speaks: an event of March that corrects December replaces what was said of
 * December, and not what has come since.
 */
function entryOf(
  event: LoggedEvent,
  before: readonly LoggedEvent[],
  of: RecordKind<object>,
  shown: readonly string[],
): z.output<typeof Entry> {
  const { id, kind, version, trueOn, knownAt, actor, data, sealed } = event;
  const known = before.filter((one) => one.trueOn <= trueOn).map((one) => ({ trueOn: one.trueOn, leaf: one.leaf, set: setOf(one.data) }));
  const then = fold(of, known) as Readonly<Record<string, Json>>;
  const changed = Object.entries(setOf(data)).flatMap(([field, to]) => {
    const from = then[field] ?? null;
    return shown.includes(field) && canonicalJson(from) !== canonicalJson(to) ? [{ field, from, to }] : [];
  });
  // A correction names what it replaces by itself (`was`), which stands in `changed` already.
  const { set: _, ...rest } = data as Readonly<Record<string, Json>>;
  const tells = kind === 'corrected' ? Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'was')) : rest;
  return { event: id, kind, version, trueOn, knownAt, actor, changed, tells, hasSealedPart: sealed !== null };
}

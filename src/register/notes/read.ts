import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { logRead } from '../../access/read-log.ts';
import { openState } from '../../office/desk.ts';
import { NOBODY } from '../../office/ids.ts';
import type { Reader } from '../../office/reader.ts';
import { heldOf, rowsAt } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import { Day, Id } from '../fields.ts';
import { kindNamed } from '../kinds.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { requireReach, scopeOf } from '../reading/reach.ts';
import { PAGING } from '../reading/shape.ts';
import { type Note, note } from './note.ts';
import { About, NOTABLE } from './write.ts';

const NoteShown = z.object({
  id: Id,
  aboutKind: z.string(),
  about: Id,
  inReplyTo: Id.nullable(),
  author: Id,
  mentions: z.array(Id),
  writtenOn: Day,
  /** null once the person whom the record concerns was erased. */
  text: z.string().nullable(),
});

const NotePage = z.object({ items: z.array(NoteShown), next: z.string().nullable() });
type NotePage = z.output<typeof NotePage>;

export const listNotes = query({
  name: 'note.list',
  action: 'note.read',
  summary: 'Read the notes on a record, in the order in which they were written',
  input: z.strictObject({ ...About, ...PAGING }).omit({ fields: true }),
  output: NotePage,
  run: async (reader, { aboutKind, about, cursor, limit }) => {
    const of = kindNamed(aboutKind);
    if (of === null) throw new NoSuchRecord(aboutKind, about);
    await requireReach(reader.db, reader.actor, of, about);
    const where = sql`r."aboutKind" = ${aboutKind} and r.about = ${about}`;
    return page(reader, where, { name: 'note.list', aboutKind, about }, cursor, limit);
  },
});

export const myMentions = query({
  name: 'note.mentions',
  action: 'note.read',
  summary: 'The notes that call the account of whoever asks',
  input: z.strictObject({ ...PAGING }).omit({ fields: true }),
  output: NotePage,
  run: async (reader, { cursor, limit }) => {
    // Whoever was called on a record that they may not know of is not told of it.
    const kinds = NOTABLE.filter((kind) => {
      const of = kindNamed(kind);
      return of !== null && scopeOf(reader.actor, of) === 'all';
    });
    const where = sql`r.mentions @> array[${reader.actor.account}]::uuid[] and r."aboutKind" = any(${kinds}::text[])`;
    return page(reader, where, { name: 'note.mentions', account: reader.actor.account }, cursor, limit);
  },
});

/** Opens the notes of a page, and records first that those about persons were read. */
async function page(
  reader: Reader,
  where: RawBuilder<unknown>,
  list: Readonly<Record<string, string>>,
  cursor: string | undefined,
  limit: number,
): Promise<NotePage> {
  const { db, actor, office, moment } = reader;
  const name = { ...list, asOf: moment.asOf, knownAt: moment.knownAt };
  const after = cursor === undefined ? sql`` : sql`and r.id > ${afterOf(cursor, name)}::uuid`;
  // A note never changes: at an earlier moment it was there, as it is now, or it was not.
  const isPast = moment.asOf !== null || moment.knownAt !== null;
  const known = isPast ? sql`r.id in (select at.id from ${rowsAt(note, moment)} as at)` : sql`true`;
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select r.* from note as r
    where ${known} and ${where} ${after} order by r.id limit ${limit + 1}`.execute(db);
  const found = rows.slice(0, limit).map((row) => heldOf(note, row));
  const persons = new Set(found.flatMap(({ state }) => state.person ?? []).filter((person) => person !== NOBODY));
  const purpose = { purpose: 'handling-a-case', words: `${list.name} ${list.about ?? ''}`.trim() } as const;
  await logRead(
    db,
    actor,
    [...persons].map((person) => ({ person, fields: ['notes'] })),
    purpose,
    office.clock.now(),
  );
  const items: z.output<typeof NoteShown>[] = [];
  for (const held of found) {
    const sealed = await openState(db, office, held);
    items.push({ id: held.id, ...shown(held.state), text: sealed === ERASED ? null : String(sealed.text ?? '') });
  }
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last.id, name) : null };
}

function shown({ aboutKind, about, inReplyTo, author, mentions, writtenOn }: Note) {
  return { aboutKind, about, inReplyTo, author, mentions: [...mentions], writtenOn };
}

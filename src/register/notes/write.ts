import { sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import type { RecordKind as NotableName } from '../../access/scope.ts';
import type { Desk } from '../../office/desk.ts';
import { InputRefused } from '../../office/errors.ts';
import type { Held, RecordKind } from '../../office/record.ts';
import { useCase } from '../../office/use-case.ts';
import { Id, Words, Written } from '../fields.ts';
import { kindNamed } from '../kinds.ts';
import { requireReach } from '../reading/reach.ts';
import { note } from './note.ts';

/** What a note can be about: everything but a note. An answer names the note it answers. */
export const NOTABLE = [
  ...(['worker', 'employer', 'contract', 'application', 'decision', 'permit', 'notice', 'departure'] as const),
  ...(['committee-approval', 'quota', 'hold', 'assessment'] as const),
] as const satisfies readonly NotableName[];

export const About = { aboutKind: z.enum(NOTABLE), about: Id };

export const writeNote = useCase({
  name: 'note.write',
  action: 'note.write',
  summary: 'Write a note on a record; its author is whoever is signed in',
  input: z.strictObject({
    ...About,
    text: Words,
    inReplyTo: Id.optional().describe('The note that it answers, about the same record'),
    mentions: z.array(Id).max(50).default([]).describe('Accounts whom it calls'),
  }),
  output: Written,
  run: async (desk, { aboutKind, about, text, inReplyTo, mentions }) => {
    const { of, id, state } = await subject(desk, aboutKind, about);
    await requireSameRecord(desk, inReplyTo, { aboutKind, about });
    await requireAccounts(desk, mentions);
    const person = of.person(id, state);
    const written = await desk.create(note, {
      event: 'written',
      set: {
        aboutKind,
        about,
        person,
        inReplyTo: inReplyTo ?? null,
        author: desk.actor.account,
        mentions: [...new Set(mentions)],
        writtenOn: desk.today,
      },
      sealed: { text },
    });
    return { id: written.id, version: written.version };
  },
});

/** The record, if the writer may know of it: of a hold only who may read holds. @throws NoSuchRecord */
async function subject(desk: Desk, kind: (typeof NOTABLE)[number], id: string): Promise<Held<object>> {
  const of: RecordKind<object> | null = kindNamed(kind);
  if (of === null) throw new NoSuchRecord(kind, id);
  await requireReach(desk.tx, desk.actor, of, id);
  return desk.seen(of, id);
}

/** A thread stays with its record: an answer elsewhere would be read by others than the note was written for. */
async function requireSameRecord(
  desk: Desk,
  inReplyTo: string | undefined,
  { aboutKind, about }: { aboutKind: string; about: string },
): Promise<void> {
  if (inReplyTo === undefined) return;
  const { rows } = await sql`select 1 from note
    where id = ${inReplyTo} and "aboutKind" = ${aboutKind} and about = ${about}`.execute(desk.tx);
  if (rows.length === 0)
    throw new InputRefused([
      {
        field: 'inReplyTo',
        reason: 'There is no such note on this record.',
        remedy: 'Name a note of the same record, or leave this out to begin a thread.',
      },
    ]);
}

async function requireAccounts(desk: Desk, mentions: readonly string[]): Promise<void> {
  if (mentions.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select id from access_account where id = any(${[...mentions]}::uuid[]) and disabled_at is null`.execute(desk.tx);
  const known = new Set(rows.map(({ id }) => id));
  const unknown = mentions.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new InputRefused([
      {
        field: 'mentions',
        reason: `No account that can sign in has the id ${unknown.join(', ')}.`,
        remedy: 'Choose accounts from the list of accounts.',
      },
    ]);
}

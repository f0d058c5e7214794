import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { Actor } from './actor.ts';
import { PurposeMissing } from './errors.ts';

/** Why somebody looks at a name. The list is closed, so that readings can be counted by it; the words beside it say what for. */
export const PURPOSES = {
  'handling-a-case': 'An application, permit, notice or departure is being worked on',
  'finding-the-person': 'Whether a person is known already',
  protection: 'A protection assessment or hold',
  'request-of-the-person': 'The person asked what is held about them, or to have it corrected or erased',
  audit: 'An audit or an inquiry',
  'answer-to-an-authority': 'An authority asked, on a legal ground that the words name',
} as const;

export type PurposeKind = keyof typeof PURPOSES;

export interface Purpose {
  readonly purpose: PurposeKind;
  /** What for, in the reader's own words. */
  readonly words: string;
}

export const isPurpose = (text: string): text is PurposeKind => Object.hasOwn(PURPOSES, text);

/** A purpose as a door was given it. @throws PurposeMissing `access.purpose-missing` */
export function purposeOf(given: { readonly purpose?: string | undefined; readonly words?: string | undefined } | null): Purpose {
  const { purpose = '', words = '' } = given ?? {};
  if (!isPurpose(purpose) || words.trim() === '') throw new PurposeMissing(Object.keys(PURPOSES));
  return { purpose, words: words.trim() };
}

export interface Reading {
  readonly person: string;
  readonly fields: readonly string[];
}

/**
 * Records that personal fields were read, a row for each person, in one statement. To be called before they are handed out, so that
 * nothing is shown that was not recorded. Stands outside of the log of events: a reading changes nothing, and it is itself personal.
 */
export async function logRead(db: Db, actor: Actor, readings: readonly Reading[], { purpose, words }: Purpose, now: string): Promise<void> {
  const read = readings.filter(({ fields }) => fields.length > 0);
  if (read.length === 0) return;
  await sql`
    insert into access_read (at, account, person, fields, purpose, words)
    select ${now}, ${actor.account}, person, string_to_array(fields, ' '), ${purpose}, ${words}
    from unnest(${read.map(({ person }) => person)}::uuid[], ${read.map(({ fields }) => [...fields].sort().join(' '))}::text[])
      as read (person, fields)`.execute(db);
}

export interface ReadEntry extends Reading, Purpose {
  readonly number: number;
  readonly at: string;
  readonly account: string;
}

/**
 * Who read what of a person, or what an account read, the latest first.
 * @param before the number of the last entry of the page before
 */
export async function readingsOf(
  db: Db,
  of: { readonly person: string } | { readonly account: string },
  before: number | null = null,
  limit = 100,
): Promise<ReadEntry[]> {
  const which = 'person' in of ? sql`person = ${of.person}` : sql`account = ${of.account}`;
  const { rows } = await sql<ReadEntry>`
    select number, at, account, person, fields, purpose, words from access_read
    where ${which} and (${before}::bigint is null or number < ${before}::bigint)
    order by number desc limit ${limit}`.execute(db);
  return rows;
}

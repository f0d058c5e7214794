import { sql } from 'kysely';
import { may } from '../../access/actor.ts';
import { logRead } from '../../access/read-log.ts';
import type { Reader } from '../../office/reader.ts';
import { findSame } from '../../privacy/same-person.ts';
import { type TokenKind, tokensOf } from '../../privacy/tokens.ts';
import { visibleNow } from '../reading/read.ts';
import { FOUND_MAX, type Hit, readableKind } from './hit.ts';

/** Shorter words are no name and no paper of anybody's; they would be guesses. */
const LETTERS_MIN = 3;

/**
 * Workers of this whole name or with this paper, by the blind index. Whoever may not read names may not find by them either: to know
 * that a name is in the register is to have read it.
 */
export async function byPerson(reader: Reader, words: string): Promise<readonly Hit[]> {
  const { db, actor, office } = reader;
  const of = readableKind(reader, 'worker');
  if (
    of === null ||
    !may(actor, 'worker.read-personal') ||
    words.replace(/[^\p{L}\p{N}]/gu, '').length < (isShortScript(words) ? 2 : LETTERS_MIN)
  )
    return [];
  const found = await findSame(db, tokensOf(office.keyring.index, { names: [words], documents: [{ number: words }] }));
  if (found.length === 0) return [];
  const { rows } = await sql<{ id: string; number: string | null; status: string }>`
    select r.id, r.number, r.status from ${visibleNow(reader, of)} as r
    where r.id = any(${found.map(({ person }) => person)}::uuid[])`.execute(db);
  const seen = new Map(rows.map((row) => [row.id, row]));
  const told = found.filter(({ person }) => seen.has(person)).slice(0, FOUND_MAX + 1);
  await logRead(
    db,
    actor,
    told.map(({ person, agree }) => ({ person, fields: fieldsOf(agree) })),
    { purpose: 'finding-the-person', words: 'search' },
    office.clock.now(),
  );
  return told.map(({ person, agree }) => {
    const { number = null, status = null } = seen.get(person) ?? {};
    return { kind: 'worker', id: person, name: number, status, by: [...agree] };
  });
}

/** A name of two syllables in Hangul is a whole name. */
const isShortScript = (words: string): boolean => /^[가-힣\s]+$/u.test(words);

/** What is known of a person by finding them: that this name, or this paper, is theirs. */
const fieldsOf = (agree: readonly TokenKind[]): readonly string[] => [
  ...(agree.some((kind) => kind === 'name' || kind === 'sound') ? ['names'] : []),
  ...(agree.includes('document') ? ['documents'] : []),
];

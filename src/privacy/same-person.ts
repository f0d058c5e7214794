import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { byCodePoint } from '../values/canonical.ts';
import { PersonErased } from './errors.ts';
import { FINDING, TOKEN_KINDS, type Token, type TokenKind } from './tokens.ts';

/** Somebody who may be the same person, and in what the two agree: the reasons that an officer is shown. */
export interface Candidate {
  readonly person: string;
  readonly agree: readonly TokenKind[];
}

const CANDIDATES_MAX = 50;

/**
 * Persons who share a document number or a name with these tokens, those who agree in more first. Says that two may be one; that
 * they are is for a person to decide.
 * @param except a person who is not to be found: the one the tokens are of
 */
export async function findSame(db: Db, tokens: readonly Token[], except: string | null = null): Promise<readonly Candidate[]> {
  const finding = tokens.filter(({ kind }) => FINDING.includes(kind));
  if (finding.length === 0) return [];
  const { rows } = await sql<{ person: string; agree: TokenKind[] }>`
    with found as materialized (
      select distinct person from key_token
      where token = any(${finding.map(({ token }) => token)}::bytea[]) and person is distinct from ${except}::uuid
    )
    -- From the few persons to their tokens, never from a birth year to the thousands who share it.
    select found.person, array_agg(distinct theirs.kind) as agree
    from found cross join lateral (
      select kind from key_token where person = found.person and token = any(${tokens.map(({ token }) => token)}::bytea[]) offset 0
    ) as theirs
    group by found.person
    order by max((theirs.kind = 'document')::int) desc, count(distinct theirs.kind) desc, found.person
    limit ${CANDIDATES_MAX}`.execute(db);
  const rank = (kind: TokenKind): number => TOKEN_KINDS.indexOf(kind);
  return rows.map(({ person, agree }) => ({ person, agree: agree.toSorted((a, b) => rank(a) - rank(b)) }));
}

/**
 * Records the tokens of persons in place of those they had. Each person must have a key (`Keyring.keysOf`): its row is held shared, so
 * that an erasure running at the same time either waits and takes these tokens with it, or is seen here.
 * @param db a transaction
 * @throws PersonErased `privacy.person-erased`; then nothing is recorded
 */
export async function recordTokens(db: Db, tokensOf: ReadonlyMap<string, readonly Token[]>): Promise<void> {
  const persons = [...tokensOf.keys()].sort(byCodePoint);
  if (persons.length === 0) return;
  const { rows: held } = await sql<{ person: string }>`
    select person from key_person where person = any(${persons}::uuid[]) and erased_at is null order by person for share`.execute(db);
  const present = new Set(held.map(({ person }) => person));
  const gone = persons.find((person) => !present.has(person));
  if (gone !== undefined) throw new PersonErased(gone);

  await sql`delete from key_token where person = any(${persons}::uuid[])`.execute(db);
  const lines = persons.flatMap((person) => (tokensOf.get(person) ?? []).map((token) => ({ person, ...token })));
  await sql`
    insert into key_token (person, kind, token)
    select * from unnest(
      ${lines.map(({ person }) => person)}::uuid[], ${lines.map(({ kind }) => kind)}::text[], ${lines.map(({ token }) => token)}::bytea[]
    )
    on conflict do nothing`.execute(db);
}

import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Keys of personal data, each wrapped by the master key, which is never in the database. A backup of the register leaves these three
 * tables out; they are backed up apart, so that an old backup beside today's keys cannot read who was erased since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // An erased person keeps a row without a key: no new one is made under the old identity.
  await sql`create table key_person (
    person uuid primary key,
    wrapped bytea,
    made_at timestamptz not null,
    erased_at timestamptz,
    check ((wrapped is null) = (erased_at is not null))
  )`.execute(db);
  await sql`alter table key_person alter column wrapped set storage plain`.execute(db);

  // Keys that belong to the register as a whole, such as the one behind the tokens: random, so that a new master key leaves them as they are.
  await sql`create table key_register (name text primary key, wrapped bytea not null, made_at timestamptz not null)`.execute(db);

  // By these the same person is found without a name being stored. Without a key the tokens say nothing; with it they could be guessed at.
  // No foreign key: whoever records tokens holds the person's row anyway, and a check for each token would cost an import a third more.
  await sql`create table key_token (
    person uuid not null,
    kind text not null,
    token bytea not null,
    primary key (person, kind, token)
  )`.execute(db);
  await sql`create index key_token_by_token on key_token (token, kind)`.execute(db);
}

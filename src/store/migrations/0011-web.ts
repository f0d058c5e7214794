import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * What the pages keep for a person: a language, since when the law was looked at, and forms that were sent after a session had ended.
 * Such a form may name people, so it is sealed with the register's own key, and it goes with the account's next sign-in or after a week.
 */
export async function up(db: Db): Promise<void> {
  await sql`create table web_preference (
    account uuid primary key references access_account (id),
    language text,
    law_seen_at timestamptz
  )`.execute(db);
  await sql`create table web_draft (
    account uuid not null references access_account (id),
    path text not null,
    sealed bytea not null,
    made_at timestamptz not null,
    primary key (account, path)
  )`.execute(db);
}

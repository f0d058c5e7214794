import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What the log tells of accounts; who they are stands in the tables of access. */
export async function up(db: Db): Promise<void> {
  await sql`create table office_account (
    id uuid primary key, version integer not null, "trueOn" date not null, disabled boolean not null, roles text[] not null)`.execute(db);
}

import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What granting and declining stand on: whom they wait for, what they count, and the lists that one person proposes and another approves. */
export async function up(db: Db): Promise<void> {
  // A row to lock and nothing else: a lock of a table's row belongs to the schema, which an advisory lock does not.
  await sql`create table register_lock (name text primary key)`.execute(db);
  await sql`insert into register_lock (name) values ('cap')`.execute(db);

  // The few whom a cap counts, found among a million: by nationality (0006), or because nobody knows theirs; then their permits.
  await sql`create index worker_nationality_unknown on worker (id) where nationalities is null`.execute(db);
  await sql`create index permit_worker on permit (worker)`.execute(db);
  await sql`create index permit_granted_on on permit ("grantedOn")`.execute(db);

  // What follows a permit: asked of every permit that comes up for renewal.
  await sql`create index permit_renews on permit (renews) where renews is not null`.execute(db);
  await sql`create index application_permit on application (permit) where permit is not null`.execute(db);

  await sql`create table permit_validity (
    id uuid primary key, version integer not null, "trueOn" date not null,
    "monthsMax" integer not null check ("monthsMax" > 0), source text not null)`.execute(db);

  await sql`create table bulk_decline (
    id uuid primary key, version integer not null, "trueOn" date not null,
    "asOf" date not null, number integer not null check (number > 0), "listHash" text not null,
    status text not null check (status in ('waiting', 'done', 'returned', 'void')),
    proposal uuid, author uuid not null, approver uuid, "sealedAt" integer, sealed bytea)`.execute(db);
}

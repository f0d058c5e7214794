import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** Long work, and what the law says of everybody who holds or asks for an authorisation. */
export async function up(db: Db): Promise<void> {
  await jobs(db);
}

async function jobs(db: Db): Promise<void> {
  // `number` is the order of asking; `lane` keeps apart what must not run beside each other. One row is updated with each step, hence the room in its page.
  await sql`create table job_run (
    id uuid primary key, number bigint generated always as identity unique,
    name text not null, lane text not null, input jsonb not null, actor jsonb not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    cursor jsonb, done bigint not null default 0, total bigint,
    asked timestamptz not null default clock_timestamp(), started timestamptz, heartbeat timestamptz, ended timestamptz,
    worker text, takes integer not null default 0, result jsonb, error text,
    check ((ended is null) = (state in ('queued', 'running'))))
    with (fillfactor = 50)`.execute(db);
  await sql`create index job_run_unfinished on job_run (number) where state in ('queued', 'running')`.execute(db);
}

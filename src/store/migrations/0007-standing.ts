import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** Long work; the versions of the law that were proposed here; and what the law says of everybody who holds or asks for an authorisation. */
export async function up(db: Db): Promise<void> {
  await jobs(db);
  await law(db);
  await standing(db);
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

async function law(db: Db): Promise<void> {
  await sql`create table law_version (
    id uuid primary key, version integer not null, "trueOn" date not null,
    regime text not null, sha256 text not null, replaces text, origin text not null check (origin in ('files', 'position')),
    why text not null, difference jsonb not null, warnings jsonb not null, proposal uuid,
    status text not null check (status in ('proposed', 'published', 'returned', 'void', 'withdrawn')), "publishedOn" date,
    foreign key (regime, sha256) references law_pack)`.execute(db);
  // The cases that lie beside a version: its own test, run again on whatever is made of it.
  await sql`create table law_case (
    regime text not null, sha256 text not null, cases jsonb not null, primary key (regime, sha256),
    foreign key (regime, sha256) references law_pack)`.execute(db);
}

/** One row for each thing that the law is asked about a permit or an application. Derived: it can be thrown away and made again. */
const ANSWER = sql.raw(`subject uuid not null, kind text not null, act text not null, "asOf" date not null,
    outcome text not null, un text not null, national text not null, gap text, "returnBy" date, protected boolean not null,
    missing text not null, provisions text not null, law integer not null`);

async function standing(db: Db): Promise<void> {
  await sql`create type approval as (committee text, "approvedOn" date)`.execute(db);
  await sql`create table standing_law (law integer generated always as identity primary key, versions text not null unique)`.execute(db);

  // `standing_next` is filled while `standing` is read; at the end the two change names. Its key is made once it is full, which costs a
  // third of keeping it up to date row by row.
  await sql`create table standing (${ANSWER}, primary key (subject, act))`.execute(db);
  await sql`create table standing_next (${ANSWER})`.execute(db);
  await sql`create table standing_touched (subject uuid primary key)`.execute(db);
  await sql`create table standing_headroom (subject uuid primary key, headroom integer)`.execute(db);

  // How far the log is accounted for in `standing`, under which law and for which day.
  await sql`create table standing_head (
    single boolean primary key default true check (single),
    leaf bigint not null, day date not null, law integer not null references standing_law, job uuid not null)`.execute(db);

  await sql`create table standing_change (
    job uuid not null, subject uuid not null, act text not null, kind text not null, "asOf" date not null, causes text[] not null,
    "outcomeBefore" text not null, "outcomeAfter" text not null, "unBefore" text not null, "unAfter" text not null,
    "nationalBefore" text not null, "nationalAfter" text not null, "gapBefore" text, "gapAfter" text,
    "returnByBefore" date, "returnByAfter" date, "protectedBefore" boolean not null, "protectedAfter" boolean not null,
    "missingBefore" text not null, "missingAfter" text not null, "provisionsBefore" text not null, "provisionsAfter" text not null,
    "lawBefore" integer not null, "lawAfter" integer not null,
    primary key (job, subject, act))`.execute(db);

  await sql`create table redecision (
    id uuid primary key, version integer not null, "trueOn" date not null,
    scope text not null check (scope in ('whole', 'touched', 'draft')), day date, laws jsonb, draft text,
    decided integer not null, changed integer not null, digest text,
    status text not null check (status in ('done', 'cancelled')))`.execute(db);
}

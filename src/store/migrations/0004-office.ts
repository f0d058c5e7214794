import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What the office itself keeps: settings, keys of requests, proposals, attempts, and the versions of the law. */
export async function up(db: Db): Promise<void> {
  await sql`create table office_setting (name text primary key, value text not null)`.execute(db);
  await sql`create table office_request (
    account uuid not null, key text not null, name text not null, digest bytea not null, result jsonb, at timestamptz not null,
    primary key (account, key))`.execute(db);
  await sql`create index office_request_at on office_request (at)`.execute(db);

  await sql`create table office_proposal (
    id uuid primary key, version integer not null, "trueOn" date not null,
    act text not null, "subjectKind" text not null, subject uuid not null, content jsonb not null, "contentHash" text not null,
    author uuid not null, status text not null check (status in ('waiting', 'approved', 'returned', 'void', 'withdrawn')),
    approver uuid, why text,
    constraint never_its_own_second_person check (approver is distinct from author))`.execute(db);
  await sql`create index office_proposal_waiting on office_proposal (id) where status = 'waiting'`.execute(db);
  await sql`create index office_proposal_subject on office_proposal (subject)`.execute(db);

  await sql`create table office_attempt (
    id uuid primary key, version integer not null, "trueOn" date not null,
    name text not null, code text not null, "on" uuid, via text not null)`.execute(db);

  await sql`create table law_pack (
    regime text not null, sha256 text not null, json text not null, vocabulary text not null, primary key (regime, sha256))`.execute(db);
  await sql`create table law_current (
    regime text primary key, sha256 text not null, position integer not null unique,
    foreign key (regime, sha256) references law_pack)`.execute(db);
}

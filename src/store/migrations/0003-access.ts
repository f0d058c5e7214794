import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Accounts, what they may do, and by what they are known again. Of everything that lets somebody in only a hash is kept, so that a
 * copy of these tables lets nobody in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A login and a name to show are all that is kept of a person who works with the register.
  await sql`create table access_account (
    id uuid primary key,
    login text unique,
    name text not null,
    password text,
    issuer text,
    subject text,
    totp bytea,
    totp_confirmed_at timestamptz,
    totp_step bigint,
    made_at timestamptz not null,
    made_by uuid,
    disabled_at timestamptz,
    disabled_by uuid,
    unique (issuer, subject),
    check ((issuer is null) = (subject is null)),
    check (login is not null or subject is not null)
  )`.execute(db);

  // A grant begins and ends and is never altered, so what a second person approved is what is in force. While it waits it is a proposal
  // like any other; here stands what was approved, or what the identity provider says.
  await sql`create table access_grant (
    id uuid primary key,
    account uuid not null references access_account,
    role text not null,
    employer uuid,
    source text not null check (source in ('office', 'provider', 'first')),
    granted_at timestamptz not null,
    until_at timestamptz,
    proposed_by uuid,
    approved_by uuid,
    ended_at timestamptz,
    ended_by uuid,
    check ((role = 'employer') = (employer is not null)),
    check ((source = 'office') = (proposed_by is not null and approved_by is not null)),
    check (proposed_by <> approved_by),
    check (until_at > granted_at)
  )`.execute(db);
  await sql`create index access_grant_of_account on access_grant (account)`.execute(db);
  await sql`create unique index access_grant_once on access_grant (account, role, source) where ended_at is null`.execute(db);

  await sql`create table access_invitation (
    code bytea primary key,
    account uuid not null references access_account,
    made_at timestamptz not null,
    made_by uuid,
    expires_at timestamptz not null,
    used_at timestamptz
  )`.execute(db);

  await sql`create table access_recovery (
    account uuid not null references access_account,
    code bytea not null,
    used_at timestamptz,
    primary key (account, code)
  )`.execute(db);

  await sql`create table access_session (
    id uuid primary key,
    token bytea not null unique,
    account uuid not null references access_account,
    label text not null,
    made_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
  )`.execute(db);
  await sql`create index access_session_of_account on access_session (account)`.execute(db);

  await sql`create table access_token (
    id uuid primary key,
    token bytea not null unique,
    account uuid not null references access_account,
    name text not null,
    scopes text[] not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
  )`.execute(db);
  await sql`create index access_token_of_account on access_token (account)`.execute(db);

  // Counted here and not in a process, so that two of them count together. What is counted is hashed: an address is personal.
  await sql`create table access_attempt (
    who bytea primary key,
    failures integer not null,
    since timestamptz not null
  )`.execute(db);
  await sql`create index access_attempt_old on access_attempt (since)`.execute(db);

  // A sign-in at the provider that is under way, bound to the browser that began it.
  await sql`create table access_login (
    state bytea primary key,
    browser bytea not null,
    nonce text not null,
    verifier text not null,
    return_to text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null
  )`.execute(db);

  await sql`create table access_read (
    number bigint generated always as identity primary key,
    at timestamptz not null,
    account uuid not null,
    person uuid not null,
    fields text[] not null,
    purpose text not null,
    words text not null
  )`.execute(db);
  await sql`create index access_read_of_person on access_read (person, number)`.execute(db);
  await sql`create index access_read_of_account on access_read (account, number)`.execute(db);
}

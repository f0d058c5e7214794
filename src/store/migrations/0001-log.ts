import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * The log: every event a leaf of one Merkle tree (RFC 6962), nothing ever changed or deleted.
 *
 * `log_event` has three indexes and no more, for each is paid for by every event: by leaf (the order of all things), by id (a bundle, a
 * link) and by record and version (the history of a record, and no two writers of one version). Events that concern a person are few
 * beside all; their index is partial. Time needs none: `known_at` grows with the leaf.
 *
 * `log_tile` keeps the hash of each complete subtree of 2^8, 2^16 and 2^24 leaves, so that a proof reads some hundred hashes, not a million.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table log_event (
    leaf bigint primary key,
    id uuid not null unique,
    record_kind text not null,
    record_id uuid not null,
    version integer not null,
    kind text not null,
    true_on date not null,
    known_at timestamptz not null,
    actor uuid not null,
    person uuid,
    body text not null,
    sealed bytea,
    leaf_hash bytea not null,
    unique (record_kind, record_id, version)
  )`.execute(db);
  await sql`create index log_event_of_person on log_event (person, leaf) where person is not null`.execute(db);
  // What is sealed is random bytes: an attempt to compress it costs and gains nothing.
  await sql`alter table log_event alter column sealed set storage external`.execute(db);

  // One row, locked by each writer: room in its page keeps the update from touching an index.
  await sql`create table log_head (
    single boolean primary key default true check (single),
    size bigint not null,
    frontier bytea not null,
    known_at timestamptz,
    read_only_since timestamptz,
    read_only_why text,
    check ((read_only_since is null) = (read_only_why is null))
  ) with (fillfactor = 10)`.execute(db);
  await sql`insert into log_head (size, frontier) values (0, ''::bytea)`.execute(db);

  await sql`create table log_tile (
    level smallint not null check (level in (8, 16, 24)),
    at bigint not null,
    hash bytea not null,
    primary key (level, at)
  )`.execute(db);

  await sql`create table log_checkpoint (
    size bigint primary key,
    root bytea not null,
    note text not null,
    made_at timestamptz not null
  )`.execute(db);

  await sql`create function log_is_final() returns trigger language plpgsql as
    $$ begin raise exception 'the log is only ever added to: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation'; end $$`.execute(
    db,
  );
  for (const table of ['log_event', 'log_tile', 'log_checkpoint'])
    await sql`create trigger log_is_final before update or delete or truncate on ${sql.table(table)}
      for each statement execute function log_is_final()`.execute(db);
}

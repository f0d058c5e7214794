import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * The compartment of protection. `protection_standing` has one row for each worker and says what the holds and assessments come to;
 * only the protection room writes it. The register may ask one question of it, and the trigger on `departure` (0006) asks it too.
 */
export async function up(db: Db): Promise<void> {
  await sql`create table protection_standing (
    worker uuid primary key,
    "assessment" text check ("assessment" in ('none', 'pending', 'upheld', 'refused')),
    "returnProhibited" boolean,
    holds integer not null default 0 check (holds >= 0),
    constraint assessment_settles check (case "assessment"
      when 'upheld' then "returnProhibited" is true when 'refused' then "returnProhibited" is false
      when 'pending' then "returnProhibited" is null else true end))`.execute(db);

  await sql`create table protection_hold (
    id uuid primary key, version integer not null, "trueOn" date not null,
    worker uuid not null, ground text not null, status text not null check (status in ('placed', 'lifted')),
    "placedOn" date not null, "liftedOn" date, "placedBy" uuid not null, "liftedBy" uuid,
    "sealedAt" integer, sealed bytea)`.execute(db);
  await sql`create index protection_hold_worker on protection_hold (worker)`.execute(db);

  await sql`create table protection_assessment (
    id uuid primary key, version integer not null, "trueOn" date not null,
    worker uuid not null, outcome text not null check (outcome in ('pending', 'upheld', 'refused')),
    "openedOn" date not null, "settledOn" date, "returnProhibited" boolean,
    "sealedAt" integer, sealed bytea)`.execute(db);
  // One procedure at a time: two that contradict each other would leave the standing to chance.
  await sql`create unique index protection_assessment_open on protection_assessment (worker) where outcome = 'pending'`.execute(db);
  await sql`create index protection_assessment_worker on protection_assessment (worker)`.execute(db);

  // One sentence for every cause: which of them it was is for the protection desk alone.
  await sql`create function protection_forbids(person uuid) returns boolean language sql stable as
    $$ select holds > 0 or "returnProhibited" is true or "assessment" is not distinct from 'pending'
       from protection_standing where worker = person $$`.execute(db);
}

import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * The compartment of protection. `protection_standing` has one row for each worker and says what the holds and assessments come to;
 * only the protection room writes it. The register may ask one question of it, and the trigger on `departure` (0006) asks it too.
 *
 * `person` joins the records of one person: who is held under one number must not be ordered to leave under another. What a record
 * has of its own stands in `own…` and `holds`; `assessment` and `returnProhibited` are what follows for the person, as the law asks it.
 */
export async function up(db: Db): Promise<void> {
  await sql`create table protection_standing (
    worker uuid primary key, person uuid not null,
    "ownAssessment" text check ("ownAssessment" in ('none', 'pending', 'upheld', 'refused')), "ownReturnProhibited" boolean,
    holds integer not null default 0 check (holds >= 0),
    assessment text check (assessment in ('none', 'pending', 'upheld', 'refused')), "returnProhibited" boolean,
    constraint assessment_settles check (case assessment
      when 'upheld' then "returnProhibited" is true when 'refused' then "returnProhibited" is false
      when 'pending' then "returnProhibited" is null else true end))`.execute(db);
  await sql`create index protection_standing_joined on protection_standing (person) where person <> worker`.execute(db);

  await sql`create table protection_hold (
    id uuid primary key, version integer not null, "trueOn" date not null,
    worker uuid not null, status text not null check (status in ('placed', 'lift-proposed', 'lifted')),
    "placedOn" date not null, "liftedOn" date, "placedBy" uuid not null, "liftProposedBy" uuid, "liftedBy" uuid,
    "sealedAt" integer, sealed bytea,
    constraint never_lifted_by_its_proposer check ("liftedBy" is null or "liftedBy" <> "liftProposedBy"),
    constraint lifted_by_two check (status <> 'lifted' or ("liftedBy" is not null and "liftProposedBy" is not null)))`.execute(db);
  await sql`create index protection_hold_worker on protection_hold (worker)`.execute(db);

  await sql`create table protection_assessment (
    id uuid primary key, version integer not null, "trueOn" date not null,
    worker uuid not null, ordinal integer not null, outcome text not null check (outcome in ('none', 'pending', 'upheld', 'refused')),
    "openedOn" date not null, "settledOn" date, "returnProhibited" boolean, author uuid not null,
    "sealedAt" integer, sealed bytea, unique (worker, ordinal))`.execute(db);
  // One procedure at a time: two that contradict each other would leave the standing to chance.
  await sql`create unique index protection_assessment_open on protection_assessment (worker) where outcome = 'pending'`.execute(db);

  // One sentence for every cause: which of them it was is for the protection desk alone.
  await sql`create function protection_forbids(one uuid) returns boolean language sql stable as
    $$ select "returnProhibited" is true or assessment is not distinct from 'pending' from protection_standing where worker = one $$`.execute(
    db,
  );
  await settling(db);
}

/**
 * What follows for a person from all records of theirs. A hold says that the question of return is open again, which for the law is a
 * pending assessment; nothing weaker than an assessment that was upheld settles it. The rows are locked in one order.
 */
async function settling(db: Db): Promise<void> {
  await sql`create function protection_settle(whose uuid) returns void language plpgsql as $$
    declare upheld boolean; open boolean;
    begin
      perform 1 from protection_standing where worker = whose or (person = whose and person <> worker) order by worker for update;
      select bool_or("ownReturnProhibited" is true), bool_or(holds > 0 or "ownAssessment" is not distinct from 'pending')
        into upheld, open from protection_standing where worker = whose or (person = whose and person <> worker);
      update protection_standing set
        assessment = case when upheld then 'upheld' when open then 'pending' else "ownAssessment" end,
        "returnProhibited" = case when upheld then true when open then null else "ownReturnProhibited" end
        where worker = whose or (person = whose and person <> worker);
    end $$`.execute(db);
  await sql`create function protection_join(one uuid, other uuid) returns void language plpgsql as $$
    declare old uuid; joined uuid;
    begin
      select person into old from protection_standing where worker = one;
      select person into joined from protection_standing where worker = other;
      if joined is null or joined = old then return; end if;
      perform 1 from protection_standing
        where worker in (old, joined) or (person in (old, joined) and person <> worker) order by worker for update;
      update protection_standing set person = joined where worker = old or (person = old and person <> worker);
      perform protection_settle(joined);
    end $$`.execute(db);
}

import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What every record has: its id, its version (the ETag) and the latest day at which one of its events was true. */
const HEAD = sql.raw('id uuid primary key, version integer not null, "trueOn" date not null');
const SEALED = sql.raw('"sealedAt" integer, sealed bytea');

/** The current state of every record of the register, written beside its event in one transaction. Unknown is null. */
export async function up(db: Db): Promise<void> {
  await people(db);
  await papers(db);
  await acts(db);
  await departures(db);
}

async function people(db: Db): Promise<void> {
  await sql`create table worker (${HEAD},
    number text unique, nationalities text[], "nationalityGiven" text,
    "earnsIncome" boolean, "safetyOverseer" boolean, immunity boolean, "residesOnOtherTitle" boolean, listed boolean,
    category text, "samePersonAs" uuid, "formerPermits" jsonb, "registeredBy" uuid, status text not null, ${SEALED},
    check (cardinality(nationalities) > 0))`.execute(db);
  await sql`create index worker_registered_by on worker ("registeredBy") where "registeredBy" is not null`.execute(db);
  await sql`create index worker_same_person on worker ("samePersonAs") where "samePersonAs" is not null`.execute(db);
  await sql`create index worker_nationalities on worker using gin (nationalities)`.execute(db);
  await sql`create table employer (${HEAD},
    number text unique, name text not null, sector text, private boolean, kind text, owners jsonb, sites jsonb, listed boolean,
    status text not null)`.execute(db);
  await sql`create index employer_name on employer (lower(name))`.execute(db);
  // The row of protection is there before anybody asks, so that a hold and a departure always meet at one lock. Records of one person
  // are joined there and stay joined when the recognition is taken back: whoever was held under one number is let go by the desk alone.
  await sql`create function worker_has_standing() returns trigger language plpgsql as $$
    begin
      insert into protection_standing (worker, person) values (new.id, new.id) on conflict do nothing;
      if new."samePersonAs" is not null then perform protection_join(new.id, new."samePersonAs"); end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger worker_has_standing after insert or update of "samePersonAs" on worker
    for each row execute function worker_has_standing()`.execute(db);
}

async function papers(db: Db): Promise<void> {
  await sql`create table contract (${HEAD},
    number text, worker uuid not null references worker, employer uuid not null references employer,
    "finalisedOn" date, "endsOn" date, written boolean, evidence jsonb, status text not null)`.execute(db);
  await sql`create index contract_worker on contract (worker)`.execute(db);
  await sql`create table quota (${HEAD},
    year integer not null, nationality text, sector text, number integer not null check (number >= 0), source text,
    unique nulls not distinct (year, nationality, sector))`.execute(db);
  await sql`create table permit (${HEAD},
    number text unique, worker uuid not null references worker, employer uuid not null references employer,
    contract uuid references contract, application uuid, category text, "grantedOn" date,
    "validFrom" date not null, "validTo" date not null, "lastDay" date not null, status text not null, renews uuid,
    check ("validFrom" <= "validTo"), check ("lastDay" <= "validTo"))`.execute(db);
  // Both ends are lawful days, hence '[]': a renewal starts the day after. What was revoked before it began stands on no day.
  await sql`alter table permit add constraint one_permit_at_a_time exclude using gist
    (worker with =, daterange("validFrom", "lastDay", '[]') with &&) where ("lastDay" >= "validFrom")`.execute(db);
  await sql`create index permit_employer on permit (employer)`.execute(db);
  await sql`create index permit_last_day on permit ("lastDay")`.execute(db);
  await sql`create table application (${HEAD},
    number text unique, kind text not null, worker uuid not null references worker, employer uuid not null references employer,
    contract uuid references contract, permit uuid references permit, category text, "receivedOn" date not null,
    "wantedFrom" date, "wantedTo" date, status text not null, decision uuid, ${SEALED})`.execute(db);
  await sql`create index application_worker on application (worker)`.execute(db);
  await sql`create index application_open on application (id) where status in ('received', 'proposed', 'waiting')`.execute(db);
  await sql`create table committee_approval (${HEAD},
    committee text not null, reference text, "requestedOn" date, "answeredOn" date, answer text not null,
    "approvedOn" date, workers uuid[], employer uuid, "countAllowed" integer, "countUsed" integer not null, "expiresOn" date,
    check ("countUsed" >= 0), check ("countUsed" <= "countAllowed"))`.execute(db);
}

async function acts(db: Db): Promise<void> {
  await sql`create table decision (${HEAD},
    application uuid references application, permit uuid references permit, worker uuid not null references worker,
    employer uuid not null references employer, act text not null, "asOf" date not null,
    outcome text not null, un text not null, national text not null, gap text, missing text[] not null,
    "returnBy" date, protected boolean not null, laws jsonb not null, "decisionHash" text not null,
    approval uuid references committee_approval, taken text not null, deviates boolean not null, proposal uuid, status text not null,
    author uuid not null, approver uuid, ${SEALED})`.execute(db);
  await sql`create index decision_application on decision (application)`.execute(db);
  await sql`create index decision_permit on decision (permit)`.execute(db);
  await sql`create index decision_worker on decision (worker)`.execute(db);
  await sql`create table notice (${HEAD},
    kind text not null, decision uuid references decision, permit uuid references permit, departure uuid,
    worker uuid references worker, employer uuid references employer, addressee text not null, mission text,
    status text not null, "draftedOn" date not null, "servedOn" date, "receivedOn" date, means text, author uuid not null, ${SEALED})`.execute(
    db,
  );
  await sql`create index notice_decision on notice (decision)`.execute(db);
  await sql`create index notice_worker on notice (worker)`.execute(db);
  // One paper about one thing to one addressee; a new one after it came back, or was withdrawn.
  await sql`create unique index one_notice_at_a_time on notice (coalesce(decision, departure), addressee)
    where status in ('drafted', 'served', 'received') and coalesce(decision, departure) is not null`.execute(db);
  await sql`create table note (${HEAD},
    "aboutKind" text not null, about uuid not null, person uuid, "inReplyTo" uuid references note, author uuid not null,
    mentions uuid[] not null, "writtenOn" date not null, ${SEALED})`.execute(db);
  await sql`create index note_about on note (about)`.execute(db);
  await sql`create table register_import (${HEAD},
    file text not null, sha256 text, "rowsRead" integer not null, "rowsImported" integer not null, "rowsRejected" integer not null)`.execute(
    db,
  );
}

async function departures(db: Db): Promise<void> {
  await sql`create table departure (${HEAD},
    worker uuid not null references worker, permit uuid references permit, decision uuid references decision,
    basis text not null, "plannedOn" date, by date, "leftOn" date, destination text, evidence jsonb,
    status text not null check (status in ('planned', 'confirmed', 'cancelled', 'suspended')), author uuid not null, ${SEALED})`.execute(
    db,
  );
  await sql`create index departure_worker on departure (worker)`.execute(db);
  await sql`create index departure_due on departure (by) where status = 'planned'`.execute(db);
  await sql`create unique index one_departure_at_a_time on departure (worker) where status in ('planned', 'suspended')`.execute(db);
  // Locks the standing first: a hold that is being placed at this moment is waited for, and one that comes later finds the departure.
  await sql`create function departure_is_open() returns trigger language plpgsql as $$
    begin
      if new.status = 'planned' then
        perform 1 from protection_standing where worker = new.worker for share;
        if coalesce(protection_forbids(new.worker), true) then
          raise exception 'this departure cannot be ordered' using errcode = 'RS001';
        end if;
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger departure_is_open before insert or update on departure for each row execute function departure_is_open()`.execute(
    db,
  );
  // The other side of it, asked at the commit: whoever comes to be protected has no departure that goes on.
  await sql`create function no_order_outlives_protection() returns trigger language plpgsql as $$
    begin
      if protection_forbids(new.worker) and exists (select from departure where worker = new.worker and status = 'planned') then
        raise exception 'a planned departure would go on' using errcode = 'RS002';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create constraint trigger no_order_outlives_protection after update on protection_standing deferrable initially deferred
    for each row execute function no_order_outlives_protection()`.execute(db);
}

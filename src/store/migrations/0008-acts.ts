import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What granting and declining stand on: whom they wait for, what they count, and the lists that one person proposes and another approves. */
export async function up(db: Db): Promise<void> {
  // A row to lock and nothing else: a lock of a table's row belongs to the schema, which an advisory lock does not.
  await sql`create table register_lock (name text primary key)`.execute(db);
  await sql`insert into register_lock (name) values ('cap')`.execute(db);

  // The few whom a cap counts, found among a million: by nationality (0006), or because nobody knows theirs; then their permits.
  await sql`create index worker_nationality_unknown on worker (id) where nationalities is null`.execute(db);
  await sql`create index permit_worker on permit (worker) include ("validFrom", "lastDay")`.execute(db);
  await sql`create index permit_granted_on on permit ("grantedOn")`.execute(db);

  await counted(db);
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

/**
 * The permits that a cap may count, beside all the others: some thousands of a million, so that granting under a cap reads a table of its
 * own and not three thousand places of two large ones. Whose permits they are is said by `cap_nationality`, which the register fills from
 * the law; triggers keep the rest, once for each statement.
 */
async function counted(db: Db): Promise<void> {
  await sql`create table cap_nationality (code text primary key)`.execute(db);
  await sql`create table permit_counted (
    permit uuid primary key, worker uuid not null, nationalities text[], "validFrom" date not null, "lastDay" date not null)`.execute(db);
  await sql`create index permit_counted_worker on permit_counted (worker)`.execute(db);
  await sql`create function cap_may_count(nationalities text[]) returns boolean language sql stable as
    $$ select nationalities is null or exists (select from cap_nationality where code = any(nationalities)) $$`.execute(db);
  await sql`create function permit_counted_insert() returns trigger language plpgsql as $$
    begin
      insert into permit_counted select f.id, f.worker, w.nationalities, f."validFrom", f."lastDay"
        from fresh f join worker w on w.id = f.worker where cap_may_count(w.nationalities);
      return null;
    end $$`.execute(db);
  await sql`create function permit_counted_update() returns trigger language plpgsql as $$
    begin
      update permit_counted c set "validFrom" = f."validFrom", "lastDay" = f."lastDay" from fresh f where c.permit = f.id;
      return null;
    end $$`.execute(db);
  await sql`create function permit_counted_delete() returns trigger language plpgsql as $$
    begin
      delete from permit_counted c using gone g where c.permit = g.id;
      return null;
    end $$`.execute(db);
  await sql`create function worker_counted() returns trigger language plpgsql as $$
    begin
      delete from permit_counted where worker = new.id;
      if cap_may_count(new.nationalities) then
        insert into permit_counted select id, worker, new.nationalities, "validFrom", "lastDay" from permit where worker = new.id;
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger permit_counted_insert after insert on permit
    referencing new table as fresh for each statement execute function permit_counted_insert()`.execute(db);
  await sql`create trigger permit_counted_update after update on permit
    referencing new table as fresh for each statement execute function permit_counted_update()`.execute(db);
  await sql`create trigger permit_counted_delete after delete on permit
    referencing old table as gone for each statement execute function permit_counted_delete()`.execute(db);
  await sql`create trigger worker_counted after update of nationalities on worker for each row
    when (old.nationalities is distinct from new.nationalities) execute function worker_counted()`.execute(db);
}

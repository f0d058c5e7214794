import { sql } from 'kysely';
import type { LawInForce } from '../../office/law.ts';
import type { Db } from '../../store/db.ts';
import { capsFor } from '../cap/caps.ts';
import { OPEN } from './cases.ts';

/** The records whose events may change what the law says of a permit or an application. */
export const FACT_KINDS = ['worker', 'employer', 'contract', 'permit', 'application', 'committee-approval', 'hold', 'assessment'] as const;

/** What the log has since a leaf, as far as it matters here. */
export interface Since {
  readonly size: number;
  /** Events of facts, counted up to `most` and no further. */
  readonly events: number;
  /** An approval that names neither workers nor an employer may cover anybody. */
  readonly touchesAll: boolean;
}

export async function sinceLeaf(db: Db, leaf: number, most: number): Promise<Since> {
  const { rows } = await sql<Since>`with
    since as materialized (select record_kind, record_id from log_event
      where leaf >= ${leaf} and record_kind = any(${[...FACT_KINDS]}::text[]) limit ${most})
    select (select size from log_head) as size, (select count(*) from since) as events,
      exists (select 1 from since join committee_approval as a on a.id = since.record_id
        where since.record_kind = 'committee-approval' and a.workers is null and a.employer is null) as "touchesAll"`.execute(db);
  return rows[0] ?? { size: 0, events: 0, touchesAll: false };
}

/**
 * Fills `standing_touched` with the permits and applications that the events of these leaves reach. The log is read, and not a list that
 * whoever corrects a fact would have to keep: so nobody can forget to.
 */
export async function findTouched(tx: Db, law: LawInForce, host: string, from: number, to: number): Promise<number> {
  await sql`delete from standing_touched`.execute(tx);
  const open = sql`status = any(${[...OPEN]}::text[])`;
  await sql`insert into standing_touched with
    since as materialized (select distinct record_kind, record_id, person from log_event
      where leaf >= ${from} and leaf < ${to} and record_kind = any(${[...FACT_KINDS]}::text[])),
    -- whom an approval names now and whom it ever named: a correction leaves somebody out
    named as (select (e.body::jsonb -> 'data' -> 'set') as fields from log_event as e
      join since on since.record_kind = 'committee-approval' and e.record_kind = 'committee-approval' and e.record_id = since.record_id),
    someone as (
      select record_id as id from since where record_kind = 'worker'
      union select person from since where record_kind in ('hold', 'assessment')
      union select w::uuid from named, jsonb_array_elements_text(case jsonb_typeof(fields -> 'workers') when 'array' then fields -> 'workers' else '[]' end) as w),
    -- protection is the person's: it reaches every record of theirs
    whole as (select id from someone union
      select other.worker from someone join protection_standing as own on own.worker = someone.id
        join protection_standing as other on other.worker = own.person or (other.person = own.person and other.person <> other.worker)),
    house as (select record_id as id from since where record_kind = 'employer' union select (fields ->> 'employer')::uuid from named)
    select record_id from since where record_kind in ('permit', 'application')
    union select p.id from permit as p join whole on p.worker = whole.id
    union select p.id from permit as p join house on p.employer = house.id
    union select p.id from permit as p join contract as c on c.id = p.contract and c.worker = p.worker
      join since on since.record_kind = 'contract' and since.record_id = c.id
    union select a.id from application as a join whole on a.worker = whole.id where ${open}
    union select a.id from application as a join house on a.employer = house.id where ${open}
    union select a.id from application as a join since on since.record_kind = 'contract' and since.record_id = a.contract where ${open}
    union select a.id from application as a join since on since.record_kind = 'permit' and since.record_id = a.permit where ${open}`.execute(
    tx,
  );
  await sharingCap(tx, law, host);
  // Without being told, the planner takes a table that was just filled for a full one, and reads the register to find ten permits.
  await sql`analyze standing_touched`.execute(tx);
  const { rows } = await sql<{ n: number }>`select count(*) as n from standing_touched`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** A permit that a cap counts takes room from everybody who waits under that cap. */
async function sharingCap(tx: Db, law: LawInForce, host: string): Promise<void> {
  for (const { among } of capsFor(law, host, 'authorise')) {
    const counted = among === null ? sql`true` : sql`(w.nationalities is null or w.nationalities && ${[...among]}::text[])`;
    await sql`insert into standing_touched select a.id from application as a join worker as w on w.id = a.worker
      where a.status = any(${[...OPEN]}::text[]) and a.kind <> 'renewal' and ${counted}
        and exists (select 1 from standing_touched as t join permit as p on p.id = t.subject join worker as w on w.id = p.worker where ${counted})
      on conflict do nothing`.execute(tx);
  }
}

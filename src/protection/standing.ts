import { sql } from 'kysely';
import { NoSuchRecord } from '../access/errors.ts';
import type { Desk } from '../office/desk.ts';
import { type Moment, rowsAt } from '../office/states.ts';
import type { Db } from '../store/db.ts';
import { assessment } from './assessment.ts';
import { hold } from './hold.ts';

/** What the law asks of protection, under the names of a case's facts. Null is unknown. */
export interface ProtectionFacts {
  readonly assessment: 'none' | 'pending' | 'upheld' | 'refused' | null;
  readonly returnProhibited: boolean | null;
}

/**
 * What a case says of a worker's protection: `worker.protectionAssessment` and `worker.returnProhibited`. A hold reads as a pending
 * assessment, so that no decision names a day by which a person who is held must leave. Set-based readers join `protection_standing`.
 */
export async function protectionOf(tx: Db, worker: string): Promise<ProtectionFacts> {
  return (await protectionsOf(tx, [worker])).get(worker) ?? { assessment: null, returnProhibited: null };
}

/** The same for many workers, in one statement. */
export async function protectionsOf(tx: Db, workers: readonly string[]): Promise<ReadonlyMap<string, ProtectionFacts>> {
  const { rows } = await sql<ProtectionFacts & { readonly worker: string }>`
    select worker, assessment, "returnProhibited" from protection_standing where worker = any(${[...workers]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ worker, assessment, returnProhibited }) => [worker, { assessment, returnProhibited }]));
}

/**
 * The same at a moment of the past, from the events of holds and assessments. Which records are one person's is as it is known today: who
 * was held under another number was held then too.
 */
export async function protectionAt(db: Db, worker: string, moment: Moment): Promise<ProtectionFacts> {
  if (moment.asOf === null && moment.knownAt === null) return protectionOf(db, worker);
  const { rows } = await sql<{ upheld: boolean | null; open: boolean; own: ProtectionFacts['assessment']; ownReturn: boolean | null }>`
    with one as (select worker from protection_standing where person = (select person from protection_standing where worker = ${worker})),
    latest as (select distinct on (worker) worker, outcome, "returnProhibited" from ${rowsAt(assessment, moment)} as a
      where worker in (select worker from one) order by worker, ordinal desc)
    select (select bool_or("returnProhibited" is true) from latest) as upheld,
           exists (select from latest where outcome = 'pending')
             or exists (select from ${rowsAt(hold, moment)} as h where worker in (select worker from one) and status <> 'lifted') as open,
           (select outcome from latest where worker = ${worker}) as own,
           (select "returnProhibited" from latest where worker = ${worker}) as "ownReturn"`.execute(db);
  const [{ upheld, open, own, ownReturn } = { upheld: null, open: false, own: null, ownReturn: null }] = rows;
  if (upheld === true) return { assessment: 'upheld', returnProhibited: true };
  return open ? { assessment: 'pending', returnProhibited: null } : { assessment: own, returnProhibited: ownReturn };
}

/** What one record of a person has of its own. */
interface Own {
  readonly holds: number;
  readonly assessment: ProtectionFacts['assessment'];
}

/**
 * The standing, locked against whoever would order a departure. All records of the person are locked in one order.
 * @throws NoSuchRecord
 */
export async function lockStanding(tx: Db, worker: string): Promise<Own> {
  const { rows } = await sql<Own & { readonly worker: string }>`
    select worker, holds, "ownAssessment" as assessment from protection_standing
    where worker = (select person from protection_standing where worker = ${worker})
       or (person = (select person from protection_standing where worker = ${worker}) and person <> worker)
    order by worker for update`.execute(tx);
  const own = rows.find((row) => row.worker === worker);
  if (own === undefined) throw new NoSuchRecord('worker', worker);
  return own;
}

/** One hold more, or one less. */
export async function countHold(desk: Desk, worker: string, by: 1 | -1): Promise<void> {
  await sql`update protection_standing set holds = holds + ${by}::integer where worker = ${worker}`.execute(desk.tx);
  await settle(desk, worker);
}

/** What the last assessment came to. */
export async function standAssessed(desk: Desk, worker: string, { assessment, returnProhibited }: ProtectionFacts): Promise<void> {
  await sql`update protection_standing set "ownAssessment" = ${assessment}::text, "ownReturnProhibited" = ${returnProhibited}::boolean
    where worker = ${worker}`.execute(desk.tx);
  await settle(desk, worker);
}

/**
 * Works out what follows for the person, and ends at once what was ordered of anybody who is protected now. Called by whatever
 * joins records too: a person who is held under one of them is held under each.
 */
export async function settle(desk: Desk, worker: string): Promise<void> {
  const { tx } = desk;
  await sql`select protection_settle(person) from protection_standing where worker = ${worker}`.execute(tx);
  const { rows } = await sql<{ worker: string }>`
    select s.worker from protection_standing s join protection_standing mine on mine.worker = ${worker} and s.person = mine.person
    where protection_forbids(s.worker) order by s.worker`.execute(tx);
  if (rows.length === 0) return;
  for (const react of desk.office.onProtected)
    await react(
      desk,
      rows.map((row) => row.worker),
    );
}

/**
 * Compares the standings with the holds and assessments that they come from, and what follows for a person with all records of theirs, for
 * the check that rebuilds the register.
 * @returns the workers whose standing says something else, or who have none
 */
export async function standingsThatDiffer(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ worker: string }>`
    select coalesce(s.worker, w.id) as worker from protection_standing s
    full join worker w on w.id = s.worker
    left join (select worker, count(*)::integer as holds from protection_hold where status <> 'lifted' group by worker) h on h.worker = s.worker
    left join (select distinct on (worker) worker, outcome, "returnProhibited" from protection_assessment order by worker, ordinal desc) a
      on a.worker = s.worker
    left join (select person, bool_or("ownReturnProhibited" is true) as upheld, bool_or(holds > 0 or "ownAssessment" is not distinct from 'pending') as open
      from protection_standing group by person) one on one.person = s.person
    where s.worker is null or s.holds <> coalesce(h.holds, 0) or s."ownAssessment" is distinct from a.outcome
       or s."ownReturnProhibited" is distinct from a."returnProhibited"
       or s.assessment is distinct from case when one.upheld then 'upheld' when one.open then 'pending' else s."ownAssessment" end
       or s."returnProhibited" is distinct from case when one.upheld then true when one.open then null else s."ownReturnProhibited" end
    order by 1`.execute(db);
  return rows.map(({ worker }) => worker);
}

import { sql } from 'kysely';
import type { Desk } from '../../office/desk.ts';
import { mayBeOrderedToLeave, type Orderable, whoMayBeOrdered } from '../../protection/orderable.ts';
import { databaseError } from '../../store/trouble.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { type Departure, departure } from './departure.ts';
import { type LeavingDuty, leavingDuties } from './duty.ts';
import { DepartureNotOpen } from './errors.ts';

/*
 * Every way to order a departure goes through here: a plan, a notice to leave, a plan for a whole employer, a revocation that names a
 * day, an import. Each takes an `Orderable`, and each is refused by the one sentence of `DepartureNotOpen`.
 */

/** @throws DepartureNotOpen */
export async function requireOrderable(desk: Desk, worker: string): Promise<Orderable> {
  const orderable = await mayBeOrderedToLeave(desk, worker);
  if (orderable === null) throw new DepartureNotOpen();
  return orderable;
}

export interface Order {
  /** The decision on which it rests, where one was taken. */
  readonly decision?: string | null;
  /** The day that the person chose themselves; left out, it is the law that obliges them, and the day is the law's. */
  readonly ownAccord?: IsoDate;
}

/**
 * Orders somebody to leave by the last lawful day that the law on remaining names today. A revocation that names such a day calls this.
 * @throws DepartureNotOpen where no duty is certain, a departure is planned already, or the person has left
 */
export async function orderDeparture(
  desk: Desk,
  orderable: Orderable,
  { decision = null, ownAccord }: Order = {},
): Promise<{ readonly id: string; readonly version: number; readonly by: IsoDate }> {
  const worker = orderable.at(desk);
  const [plan] = ownAccord === undefined ? await plansFor(desk, [worker]) : await ownPlan(desk, worker, ownAccord);
  if (plan === undefined) throw new DepartureNotOpen();
  return writePlan(desk, orderable, { ...plan, decision });
}

/** What would be planned for each of these workers; who is not in the answer is not open, whatever the reason. By worker. */
export async function plansFor(desk: Desk, workers: readonly string[]): Promise<readonly Plan[]> {
  const open = await whoMayBeOrdered(desk, workers);
  const free = await withoutPlan(desk, [...open.keys()]);
  const duties = await leavingDuties(desk.tx, desk.office, free, desk.today);
  return duties.map(({ worker, permit, provision, by }: LeavingDuty) => ({ worker, permit, basis: provision, by }));
}

export interface Plan {
  readonly worker: string;
  readonly permit: string | null;
  /** The provision that requires it, or `own-accord`. */
  readonly basis: string;
  readonly by: IsoDate;
}

async function ownPlan(desk: Desk, worker: string, by: IsoDate): Promise<readonly Plan[]> {
  const free = await withoutPlan(desk, [worker]);
  const { rows } = await sql<{ permit: string }>`
    select id as permit from permit where worker = ${worker} and "validFrom" <= ${desk.today} order by "validFrom" desc limit 1`.execute(
    desk.tx,
  );
  return free.map((each) => ({ worker: each, permit: rows[0]?.permit ?? null, basis: 'own-accord', by }));
}

/** Who of them is here and has no plan yet; locked, so that nobody who is recorded as gone at this moment is planned for. */
async function withoutPlan(desk: Desk, workers: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from worker w where id = any(${[...workers]}::uuid[]) and status = 'active'
      and not exists (select from departure d where d.worker = w.id and d.status = 'planned')
    order by id for share of w`.execute(desk.tx);
  return rows.map(({ id }) => id);
}

/** Writes the plan; one that was suspended and stands open is ordered again. The database asks once more, and its refusal is the same sentence. */
export async function writePlan(
  desk: Desk,
  orderable: Orderable,
  { permit, basis, by, decision }: Plan & { readonly decision: string | null },
): Promise<{ readonly id: string; readonly version: number; readonly by: IsoDate }> {
  const worker = orderable.at(desk);
  const set: Readonly<Record<string, Json>> = {
    ...{ worker, permit, decision, basis, by },
    ...{ plannedOn: desk.today, status: 'planned', author: desk.actor.account },
  };
  try {
    const open = await openDeparture(desk, worker);
    const suspended = open === null ? null : await desk.held(departure, open);
    if (suspended?.state.status === 'planned') throw new DepartureNotOpen(); // by somebody who was a moment quicker
    const { id, version } =
      suspended === null
        ? await desk.create(departure, { event: 'planned', set })
        : await desk.change(suspended, { event: 'ordered-again', set });
    return { id, version, by };
  } catch (error) {
    throw refusedByDatabase(error) ? new DepartureNotOpen() : error;
  }
}

/** RS001 is the trigger on `departure`; a unique violation is a second plan at the same moment. */
function refusedByDatabase(error: unknown): boolean {
  const told = databaseError(error);
  return told?.code === 'RS001' || (told?.code === '23505' && told.message.includes('one_departure_at_a_time'));
}

/** The departure of a worker that is planned or suspended; there is at most one. */
export async function openDeparture(desk: Desk, worker: string): Promise<string | null> {
  const { rows } = await sql<Pick<Departure, 'status'> & { readonly id: string }>`
    select id from departure where worker = ${worker} and status in ('planned', 'suspended') for update`.execute(desk.tx);
  return rows[0]?.id ?? null;
}

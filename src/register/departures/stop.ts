import { sql } from 'kysely';
import type { Desk } from '../../office/desk.ts';
import { departure } from './departure.ts';

/**
 * Suspends what was planned for workers who came to be protected, in the transaction that protects them. It does not go on by itself
 * afterwards: who would order it again asks again.
 */
export async function suspendDepartures(desk: Desk, workers: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from departure where worker = any(${[...workers]}::uuid[]) and status = 'planned' order by id for update`.execute(desk.tx);
  for (const { id } of rows) await desk.change(await desk.held(departure, id), { event: 'suspended', set: { status: 'suspended' } });
}

/** Cancels what was ordered on a decision that is taken back. */
export async function takeBackOrders(desk: Desk, decision: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from departure where decision = ${decision} and status in ('planned', 'suspended') order by id for update`.execute(desk.tx);
  for (const { id } of rows)
    await desk.change(await desk.held(departure, id), { event: 'cancelled', set: { status: 'cancelled' }, more: { decision } });
}

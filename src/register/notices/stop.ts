import { sql } from 'kysely';
import type { Desk } from '../../office/desk.ts';
import { notice } from './notice.ts';

/** Voids the notices to leave of workers who came to be protected: what was drafted, and what was served and now binds nobody. */
export async function voidOrders(desk: Desk, workers: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from notice where worker = any(${[...workers]}::uuid[]) and kind = 'departure'
      and status in ('drafted', 'served', 'received') order by id for update`.execute(desk.tx);
  for (const { id } of rows) await desk.change(await desk.held(notice, id), { event: 'voided', set: { status: 'void' } });
}

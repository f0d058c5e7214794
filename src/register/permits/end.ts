import type { Desk } from '../../office/desk.ts';
import type { Held } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';
import { onePermitAtATime } from './errors.ts';
import { type Permit, permit } from './permit.ts';
import { earliest } from './term.ts';

/** Ends a permit with this last day, or with its own where that comes sooner. The second person approved it. */
export async function revokePermit(desk: Desk, id: string, lastDay: IsoDate): Promise<void> {
  const held = await desk.held(permit, id);
  const last = earliest([lastDay, held.state.lastDay]) ?? lastDay;
  await desk.change(held, {
    event: 'revoked',
    set: { status: 'revoked', lastDay: last },
    more: { before: { status: held.state.status, lastDay: held.state.lastDay } },
  });
}

/** Undoes what an approved decision did to a permit before anybody was told of it. */
export async function restorePermit(desk: Desk, held: Held<Permit>, before: Pick<Permit, 'status' | 'lastDay'>): Promise<void> {
  await onePermitAtATime(desk.change(held, { event: 'restored', set: { status: before.status, lastDay: before.lastDay } }));
}

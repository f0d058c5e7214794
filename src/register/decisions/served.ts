import type { Desk } from '../../office/desk.ts';
import { decision } from './decision.ts';

/** The addressee was told: what was approved has taken effect, and is not edited any more. Called by whoever records the service of a notice. */
export async function served(desk: Desk, id: string): Promise<void> {
  const held = await desk.held(decision, id);
  if (held.state.status === 'approved') await desk.change(held, { event: 'served', set: { status: 'done' } });
}

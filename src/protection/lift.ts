import { z } from 'zod';
import { requireSecondPerson } from '../access/actor.ts';
import { NotInThisState } from '../office/errors.ts';
import { Id, Version, Words, Written } from '../office/fields.ts';
import type { Held } from '../office/record.ts';
import { useCase } from '../office/use-case.ts';
import { type Hold, hold } from './hold.ts';
import { countHold, lockStanding } from './standing.ts';

/*
 * Placing a hold protects somebody and must be quick, so one officer does it. Lifting exposes somebody, and on this desk's own judgement:
 * one mistaken or pressed officer must not be enough. So one proposes, and another lifts the very version that was proposed. It does not
 * go through the office's proposals: those stand in a list that supervisors read, and there the hold would be seen.
 */

export const proposeLift = useCase({
  name: 'hold.propose-lift',
  action: 'hold.lift',
  summary: 'Propose to lift a hold; it holds until another protection officer lifts it',
  input: z.strictObject({ hold: Id, version: Version.optional(), reason: Words }),
  output: Written,
  run: async (desk, { hold: id, version, reason }) => {
    const held = await desk.held(hold, id, version);
    if (held.state.status !== 'placed') throw notThere(held);
    const proposed = await desk.change(held, {
      event: 'lift-proposed',
      set: { status: 'lift-proposed', liftProposedBy: desk.actor.account },
      sealed: { liftReason: reason },
    });
    return { id, version: proposed.version };
  },
});

/** Nothing that was suspended goes on by itself: an order that still stands must be given again, and is asked for again. */
export const liftHold = useCase({
  name: 'hold.lift',
  action: 'hold.lift',
  keepsAttempts: true,
  summary: 'Lift a hold that another protection officer proposed to lift',
  input: z.strictObject({ hold: Id, version: Version.describe('The version that was looked at, reason and all') }),
  output: Written,
  run: async (desk, { hold: id, version }) => {
    const { worker } = (await desk.seen(hold, id)).state;
    await lockStanding(desk.tx, worker); // first the standing, then the hold: everybody locks in this order
    const held = await desk.held(hold, id, version);
    if (held.state.status !== 'lift-proposed' || held.state.liftProposedBy === null) throw notThere(held);
    requireSecondPerson(desk.actor, held.state.liftProposedBy, `the proposal to lift hold ${id}`, id);
    const lifted = await desk.change(held, {
      event: 'lifted',
      set: { status: 'lifted', liftedOn: desk.today, liftedBy: desk.actor.account },
    });
    await countHold(desk, worker, -1);
    return { id, version: lifted.version };
  },
});

export const keepHold = useCase({
  name: 'hold.keep',
  action: 'hold.lift',
  summary: 'Let a hold go on that somebody proposed to lift',
  input: z.strictObject({ hold: Id, version: Version.optional(), reason: Words }),
  output: Written,
  run: async (desk, { hold: id, version, reason }) => {
    const held = await desk.held(hold, id, version);
    if (held.state.status !== 'lift-proposed') throw notThere(held);
    const kept = await desk.change(held, {
      event: 'lift-declined',
      set: { status: 'placed', liftProposedBy: null },
      more: { proposedBy: held.state.liftProposedBy },
      sealed: { keptBecause: reason },
    });
    return { id, version: kept.version };
  },
});

const notThere = ({ id, state }: Held<Hold>): NotInThisState =>
  new NotInThisState(
    `Hold ${id} is ${state.status}.`,
    'A hold is proposed to be lifted by one protection officer, and then lifted by another.',
  );

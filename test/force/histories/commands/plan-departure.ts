import fc from 'fast-check';
import { planDeparture } from '../../../../src/register/departures/plan.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

/** Never of somebody who is held; and whoever is refused is not told why. */
export const plansDeparture = command({
  name: 'plan a departure',
  draw: fc.nat(),
  ask: (world, draw) => {
    const worker = nth(world.workers, draw) ?? '';
    return { act: planDeparture, as: 'first officer', input: { worker, ownAccord: '2017-09-30' }, about: worker };
  },
  reasons: (model, worker) => {
    const isOpen = Model.of(model.people, worker).status === 'active' && model.openLeaving(worker)?.status !== 'planned';
    return isOpen && !model.isHeld(worker) ? [] : ['register.departure-not-open'];
  },
  done: (model, worker, { id }) => {
    const suspended = model.openLeaving(worker);
    if (suspended === undefined) model.leavings.set(String(id), { worker, status: 'planned' });
    else suspended.status = 'planned';
    return suspended === undefined || model.leavings.get(String(id)) === suspended ? undefined : 'it is not the order that was suspended';
  },
});

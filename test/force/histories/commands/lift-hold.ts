import fc from 'fast-check';
import { liftHold } from '../../../../src/protection/lift.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

/** With the version that was seen, which may no longer be the one that stands. */
export const liftsHold = command({
  name: 'lift a hold',
  draw: fc.nat(),
  ask: (world, draw) => {
    const hold = nth(world.holds, draw);
    if (hold === undefined) return null;
    const about = { id: hold.id, seen: hold.version };
    return { act: liftHold, as: 'second protection officer', input: { hold: hold.id, version: hold.version }, about };
  },
  reasons: (model, { id, seen }) => {
    const { version, status } = Model.of(model.holds, id);
    return [
      ...(version === seen ? [] : ['register.version-conflict']),
      ...(status === 'lift-proposed' ? [] : ['register.not-in-this-state']),
    ];
  },
  done: (model, { id }) => {
    const hold = Model.of(model.holds, id);
    hold.status = 'lifted';
    hold.version += 1;
    return undefined;
  },
});

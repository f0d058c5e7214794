import fc from 'fast-check';
import { proposeLift } from '../../../../src/protection/lift.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

export const proposesLift = command({
  name: 'propose to lift a hold',
  draw: fc.nat(),
  ask: (world, draw) => {
    const hold = nth(world.holds, draw);
    const input = { hold: hold?.id, reason: 'The ground has ended.' };
    return hold === undefined ? null : { act: proposeLift, as: 'first protection officer', input, about: hold };
  },
  reasons: (model, { id }) => (Model.of(model.holds, id).status === 'placed' ? [] : ['register.not-in-this-state']),
  done: (model, { id }, { version }) => {
    const hold = Model.of(model.holds, id);
    hold.status = 'lift-proposed';
    hold.version += 1;
    return version === hold.version ? undefined : `it answers version ${version}, and it is version ${hold.version}`;
  },
  learn: (_, hold, { version }) => {
    hold.version = Number(version);
  },
});

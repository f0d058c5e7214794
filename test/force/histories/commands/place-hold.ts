import fc from 'fast-check';
import { placeHold } from '../../../../src/protection/place.ts';
import { command } from '../command.ts';
import { nth } from '../nth.ts';

export const placesHold = command({
  name: 'place a hold',
  draw: fc.nat(),
  ask: (world, draw) => {
    const worker = nth(world.workers, draw) ?? '';
    const input = { worker, ground: 'Counsel says that return is unsafe.' };
    return { act: placeHold, as: 'first protection officer', input, about: worker };
  },
  reasons: () => [],
  done: (model, worker, { id, version }) => {
    model.holds.set(String(id), { worker, version: Number(version), status: 'placed' });
    const leaving = model.openLeaving(worker);
    if (leaving !== undefined) leaving.status = 'suspended';
    return undefined;
  },
  learn: (world, _, { id, version }) => void world.holds.push({ id: String(id), version: Number(version) }),
});

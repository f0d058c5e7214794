import fc from 'fast-check';
import { correctWorker } from '../../../../src/register/workers/correct.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

/** The nationality decides who is counted under the cap: on the baseline day and on every other. */
export const corrects = command({
  name: 'correct a nationality',
  draw: fc.record({ worker: fc.nat(), counted: fc.boolean() }),
  ask: (world, draw) => {
    const worker = nth(world.workers, draw.worker) ?? '';
    const input = { worker, facts: { nationalities: [draw.counted ? 'PRK' : 'IDN'] } };
    return { act: correctWorker, as: 'second officer', input, about: { worker, counted: draw.counted } };
  },
  reasons: (model, { worker, counted }) => (Model.of(model.people, worker).counted === counted ? ['register.nothing-to-correct'] : []),
  done: (model, { worker, counted }) => {
    Model.of(model.people, worker).counted = counted;
    return undefined;
  },
});

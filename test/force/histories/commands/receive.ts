import fc from 'fast-check';
import { receiveApplication } from '../../../../src/register/applications/receive.ts';
import { week } from '../../scene.ts';
import { command } from '../command.ts';
import { nth } from '../nth.ts';

/** For one of two weeks, so that people want the same days. */
export const receives = command({
  name: 'receive an application',
  draw: fc.record({ worker: fc.nat(), week: fc.nat(1) }),
  ask: (world, draw) => {
    const worker = nth(world.workers, draw.worker) ?? '';
    const days = week(draw.week);
    const input = { kind: 'new', worker, employer: world.employer, ...days };
    return { act: receiveApplication, as: 'first officer', input, about: { worker, span: { from: days.wantedFrom, to: days.wantedTo } } };
  },
  reasons: () => [],
  done: (model, about, { id }) => void model.applications.set(String(id), { ...about, status: 'received' }),
  learn: (world, _, { id }) => void world.applications.push(String(id)),
});

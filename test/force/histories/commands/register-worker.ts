import fc from 'fast-check';
import { registerWorker } from '../../../../src/register/workers/register.ts';
import { aWorker } from '../../scene.ts';
import { command } from '../command.ts';

export const registersWorker = command({
  name: 'register a worker',
  draw: fc.constant(null),
  ask: () => ({ act: registerWorker, as: 'first officer', input: aWorker(), about: null }),
  reasons: () => [],
  done: (model, _, { id }) => void model.people.set(String(id), { counted: true, status: 'active' }),
  learn: (world, _, { id }) => void world.workers.push(String(id)),
});

import fc from 'fast-check';
import { recordDeparture } from '../../../../src/register/departures/confirm.ts';
import { command } from '../command.ts';
import { Model, TODAY } from '../model.ts';
import { nth } from '../nth.ts';

/**
 * Whoever leaves of their own accord leaves, held or not; what was planned ends with it, and the permits too. Sometimes it turns out that
 * they had left before the baseline day, so that fewer stood on it.
 */
export const departs = command({
  name: 'record a departure',
  draw: fc.record({ worker: fc.nat(), leftOn: fc.constantFrom(TODAY, '2017-08-03') }),
  ask: (world, draw) => {
    const worker = nth(world.workers, draw.worker) ?? '';
    const input = { worker, leftOn: draw.leftOn, destination: 'CHN', evidence: { kind: 'stamp', reference: 'Zamyn-Uud 12' } };
    return { act: recordDeparture, as: 'first officer', input, about: { worker, leftOn: draw.leftOn } };
  },
  reasons: (model, { worker }) => (Model.of(model.people, worker).status === 'active' ? [] : ['register.not-in-this-state']),
  done: (model, { worker, leftOn }, { id }) => {
    Model.of(model.people, worker).status = 'departed';
    for (const paper of model.papers.values()) if (paper.worker === worker && paper.lastDay > leftOn) paper.lastDay = leftOn;
    const leaving = model.openLeaving(worker);
    if (leaving === undefined) model.leavings.set(String(id), { worker, status: 'confirmed' });
    else leaving.status = 'confirmed';
    return undefined;
  },
});

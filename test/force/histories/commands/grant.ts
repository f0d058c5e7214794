import fc from 'fast-check';
import { proposeDecision } from '../../../../src/register/decisions/propose.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

export const grants = command({
  name: 'grant',
  draw: fc.nat(),
  ask: (world, draw) => {
    const application = nth(world.applications, draw);
    return application === undefined
      ? null
      : { act: proposeDecision, as: 'first officer', input: { application, taken: 'grant' }, about: application };
  },
  reasons: (model, about) => {
    const asking = Model.of(model.applications, about);
    return [
      ...(asking.status === 'received' ? [] : ['register.not-in-this-state']),
      ...(model.outcome(asking) === 'clear' ? [] : ['decision.not-open']),
      ...(model.overlaps(asking) ? ['permit.overlaps'] : []),
    ];
  },
  done: (model, about, { permit, status }) => {
    const asking = Model.of(model.applications, about);
    asking.status = 'granted';
    model.papers.set(String(permit), { worker: asking.worker, from: asking.span.from, lastDay: asking.span.to });
    return status === 'done' ? undefined : `a grant is ${status}`;
  },
});

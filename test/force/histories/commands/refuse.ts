import fc from 'fast-check';
import { proposeDecision } from '../../../../src/register/decisions/propose.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

export const refuses = command({
  name: 'propose to refuse',
  draw: fc.nat(),
  ask: (world, draw) => {
    const application = nth(world.applications, draw);
    const input = { application, taken: 'refuse', reason: 'The site is closed.' };
    return application === undefined ? null : { act: proposeDecision, as: 'first officer', input, about: application };
  },
  reasons: (model, about) => (Model.of(model.applications, about).status === 'received' ? [] : ['register.not-in-this-state']),
  done: (model, about, { proposal, status }, beside) => {
    const asking = Model.of(model.applications, about);
    asking.status = 'waiting';
    model.refusals.set(String(proposal), { application: about, restsOn: model.restsOn(asking, beside), status: 'waiting' });
    return status === 'waiting' ? undefined : `a refusal that nobody approved is ${status}`;
  },
  learn: (world, _, { proposal, contentHash }) => void world.proposals.push({ id: String(proposal), contentHash: String(contentHash) }),
});

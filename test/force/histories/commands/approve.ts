import fc from 'fast-check';
import { approveProposal } from '../../../../src/register/proposals/settle.ts';
import { command } from '../command.ts';
import { Model } from '../model.ts';
import { nth } from '../nth.ts';

/** What was approved is void where anything that it rests on has changed since. */
export const approves = command({
  name: 'approve a refusal',
  draw: fc.nat(),
  ask: (world, draw) => {
    const proposal = nth(world.proposals, draw);
    if (proposal === undefined) return null;
    const input = { proposal: proposal.id, contentHash: proposal.contentHash };
    return { act: approveProposal, as: 'second officer', input, about: proposal.id };
  },
  reasons: (model, about) => (Model.of(model.refusals, about).status === 'waiting' ? [] : ['register.not-in-this-state']),
  done: (model, about, { status }) => {
    const refusal = Model.of(model.refusals, about);
    const asking = Model.of(model.applications, refusal.application);
    const isSame = model.restsOn(asking) === refusal.restsOn;
    refusal.status = isSame ? 'approved' : 'void';
    asking.status = isSame ? 'refused' : 'received';
    return status === refusal.status ? undefined : `it is ${status}, and should be ${refusal.status}`;
  },
});

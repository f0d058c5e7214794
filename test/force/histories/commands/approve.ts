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
  done: (model, about, { status }, beside) => {
    const refusal = Model.of(model.refusals, about);
    const asking = Model.of(model.applications, refusal.application);
    const [then, now] = [refusal.restsOn, model.restsOn(asking, beside)];
    const maybeSame = then.counted === now.counted && then.answers.some((answer) => now.answers.includes(answer));
    const maybeOther = then.counted !== now.counted || then.answers.length > 1 || now.answers.length > 1 || !maybeSame;
    refusal.status = status === 'approved' ? 'approved' : 'void';
    asking.status = status === 'approved' ? 'refused' : 'received';
    if (status === 'approved') return maybeSame ? undefined : 'it is approved, though what it rests on has changed';
    return maybeOther ? undefined : 'it is void, though what it rests on is as it was';
  },
});

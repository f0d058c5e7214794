import { z } from 'zod';
import { NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { Id, Version, Words, Written } from '../fields.ts';
import { requireReach } from '../reading/reach.ts';
import { application } from './application.ts';

export const withdrawApplication = useCase({
  name: 'application.withdraw',
  action: 'application.withdraw',
  summary: 'Record that an application was withdrawn',
  input: z.strictObject({ application: Id, version: Version.optional(), reason: Words.optional() }),
  output: Written,
  run: async (desk, { application: id, version: seen, reason }) => {
    await requireReach(desk.tx, desk.actor, application, id);
    const held = await desk.held(application, id, seen);
    // One sentence whatever the ministry is doing with it: an applicant learns of a decision when it is served.
    if (held.state.status !== 'received')
      throw new NotInThisState(`Application ${id} can no longer be withdrawn.`, 'Wait for its decision, or ask the office.');
    const { version } = await desk.change(held, {
      event: 'withdrawn',
      set: { status: 'withdrawn' },
      ...(reason === undefined ? {} : { sealed: { withdrawalReason: reason } }),
    });
    return { id, version };
  },
});

/** After a refusal or a withdrawal. The decision that settled it stays on record as it was; a new one is made beside it. */
export const reopenApplication = useCase({
  name: 'application.reopen',
  action: 'application.reopen',
  summary: 'Reopen an application that was refused or withdrawn',
  input: z.strictObject({ application: Id, version: Version.optional(), reason: Words }),
  output: Written,
  run: async (desk, { application: id, version: seen, reason }) => {
    const held = await desk.held(application, id, seen);
    const { status, decision } = held.state;
    if (status !== 'refused' && status !== 'withdrawn')
      throw new NotInThisState(`Application ${id} is ${status}.`, 'Only what was refused or withdrawn is reopened.');
    const { version } = await desk.change(held, {
      event: 'reopened',
      set: { status: 'received', decision: null },
      more: { settledBy: decision, was: status },
      sealed: { reopeningReason: reason },
    });
    return { id, version };
  },
});

import { z } from 'zod';
import { ResetRefused } from '../../access/errors.ts';
import { machineNow } from '../../access/instant.ts';
import { requireResettable, resetAccount } from '../../access/reset.ts';
import { Id } from '../fields.ts';
import { propose, type SecondPersonAct } from '../second-person.ts';
import { useCase } from '../use-case.ts';
import { account as accountKind, recordAccount } from './account.ts';

export const RESET_ACCOUNT = 'account.reset';

/** A closed list and no words: what happened to somebody's telephone is nothing for a log that is kept for ever. */
const Reset = z.object({
  account: Id,
  because: z.enum(['forgotten', 'lost', 'stolen', 'other']).describe('What became of password or second factor'),
});

/**
 * Two persons, since whoever hands over the invitation that follows could keep it and become the person: with a supervisor's account an
 * administrator would be their own second person. Whoever fears that an account is misused does not wait for this: they disable it alone.
 */
export const proposeReset = useCase({
  name: 'account.reset',
  action: 'account.reset',
  summary: 'Propose to take password, second factor, sessions and tokens off an account; a second person approves, then it is invited anew',
  input: z.strictObject(Reset.shape),
  output: z.object({ proposal: Id, contentHash: z.string() }),
  run: async (desk, reset) => {
    await requireResettable(desk.tx, reset.account);
    const { id, state } = await propose(desk, RESET_ACCOUNT, { kind: accountKind.kind, id: reset.account }, reset);
    return { proposal: id, contentHash: state.contentHash };
  },
});

export const resetAccountAct: SecondPersonAct = {
  act: RESET_ACCOUNT,
  approve: 'role.approve',
  content: async (_desk, _account, proposed) => proposed,
  carryOut: async (desk, { id, state }) => {
    const { account, because } = Reset.parse(state.content);
    if (account === desk.actor.account)
      throw new ResetRefused('Nobody approves the reset of their own account.', 'Ask another person who may approve.');
    await resetAccount(desk.tx, account, machineNow());
    await recordAccount(desk, account, 'account-reset', { because, proposal: id });
  },
  letGo: async () => undefined,
};

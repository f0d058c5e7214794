import { z } from 'zod';
import { createAccount as makeAccount, setDisabled } from '../../access/accounts.ts';
import { machineNow } from '../../access/instant.ts';
import { NotInThisState } from '../errors.ts';
import { Id, Short, Version, Words } from '../fields.ts';
import { useCase } from '../use-case.ts';
import { recordAccount } from './account.ts';

const Kept = z.object({ account: Id, version: Version });

export const createAccount = useCase({
  name: 'account.create',
  action: 'account.create',
  summary: 'Make an account, without roles and without a password; its person sets that with an invitation',
  input: z.strictObject({ login: z.string().max(64), name: Short }),
  output: Kept,
  run: async (desk, { login, name }) => {
    // The invitation that comes with it is let go: a secret is not kept to be given again. `POST …/invitations` gives one.
    const { account } = await makeAccount(desk.tx, { login, name, madeBy: desk.actor.account }, machineNow());
    const { version } = await recordAccount(desk, account, 'account-made');
    return { account, version };
  },
});

export const disableAccount = useCase({
  name: 'account.disable',
  action: 'account.disable',
  summary: 'Shut an account out at once: its sessions and tokens open nothing any more',
  input: z.strictObject({ account: Id, reason: Words }),
  output: Kept,
  run: async (desk, { account, reason }) => {
    if (account === desk.actor.account)
      throw new NotInThisState('Nobody shuts themselves out: there might be nobody left to undo it.', 'Ask another administrator.');
    await setDisabled(desk.tx, account, true, desk.actor.account, machineNow());
    const { version } = await recordAccount(desk, account, 'account-disabled', { reason });
    return { account, version };
  },
});

export const enableAccount = useCase({
  name: 'account.enable',
  action: 'account.disable',
  summary: 'Let an account in again, with the roles that it had',
  input: z.strictObject({ account: Id, reason: Words }),
  output: Kept,
  run: async (desk, { account, reason }) => {
    await setDisabled(desk.tx, account, false, desk.actor.account, machineNow());
    const { version } = await recordAccount(desk, account, 'account-enabled', { reason });
    return { account, version };
  },
});

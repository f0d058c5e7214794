import { z } from 'zod';
import { listAccounts as allAccounts } from '../../access/accounts.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { grantsOf } from '../../access/grants.ts';
import { machineNow } from '../../access/instant.ts';
import { Id } from '../fields.ts';
import { query } from '../use-case.ts';

const Account = z.object({
  account: Id,
  login: z.string().nullable(),
  name: z.string(),
  roles: z.array(z.string()),
  employer: Id.nullable(),
  hasSecondFactor: z.boolean(),
  isFromProvider: z.boolean(),
  disabledAt: z.string().nullable(),
});

const Grant = z.object({
  role: z.string(),
  employer: Id.nullable(),
  source: z
    .string()
    .describe('`office`: by two persons; `provider`: as the identity provider says; `first`: with which the register began'),
  grantedAt: z.string(),
  until: z.string().nullable(),
  proposedBy: Id.nullable(),
  approvedBy: Id.nullable(),
  endedAt: z.string().nullable(),
  endedBy: Id.nullable(),
});

/** As they are now, whatever moment is asked for: what an account was is in the log, and its login was never kept there. */
export const listAccounts = query({
  name: 'account.list',
  action: 'account.read',
  summary: 'List the accounts with their roles, as they are now',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(Account),
    next: z.null(),
  }),
  run: async ({ db }) => ({
    items: (await allAccounts(db, machineNow())).map((one) => ({ ...one, roles: [...one.roles] })),
    next: null,
  }),
});

export const readAccount = query({
  name: 'account.read',
  action: 'account.read',
  summary: 'Read an account: every role that it has or had, who proposed it and who approved it',
  input: z.strictObject({ account: Id }),
  output: Account.extend({ grants: z.array(Grant) }),
  run: async ({ db }, { account }) => {
    const [found] = await allAccounts(db, machineNow(), account);
    if (found === undefined) throw new NoSuchRecord('account', account);
    return { ...found, roles: [...found.roles], grants: await grantsOf(db, account) };
  },
});

import { z } from 'zod';
import { listAccounts as allAccounts } from '../../access/accounts.ts';
import { machineNow } from '../../access/instant.ts';
import { Id } from '../fields.ts';
import { query } from '../use-case.ts';

/** As they are now, whatever moment is asked for: what an account was is in the log, and its login was never kept there. */
export const listAccounts = query({
  name: 'account.list',
  action: 'account.read',
  summary: 'List the accounts with their roles, as they are now',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        account: Id,
        login: z.string().nullable(),
        name: z.string(),
        roles: z.array(z.string()),
        employer: Id.nullable(),
        hasSecondFactor: z.boolean(),
        isFromProvider: z.boolean(),
        disabledAt: z.string().nullable(),
      }),
    ),
    next: z.null(),
  }),
  run: async ({ db }) => ({
    items: (await allAccounts(db, machineNow())).map((one) => ({ ...one, roles: [...one.roles] })),
    next: null,
  }),
});

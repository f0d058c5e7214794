import { z } from 'zod';
import { listAccounts } from '../../access/accounts.ts';
import { machineNow } from '../../access/instant.ts';
import { MAY, rolesThatCount } from '../../access/roles.ts';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';

/** More than these nobody picks from a list. */
const CALLABLE_MAX = 200;

/** Colleagues whom a note can call: those who read notes and can sign in. It stands for pages alone. */
export const callable = query({
  name: 'note.callable',
  action: 'note.write',
  summary: 'Whom a note can call',
  input: z.strictObject({}),
  output: z.object({ accounts: z.array(z.object({ account: Id, name: z.string() })) }),
  run: async ({ db, actor }) => {
    const all = await listAccounts(db, machineNow());
    const reads = all.filter(
      ({ account, roles, disabledAt }) =>
        account !== actor.account && disabledAt === null && rolesThatCount(roles).some((role) => MAY[role].has('note.read')),
    );
    const named = reads.map(({ account, name }) => ({ account, name })).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return { accounts: named.slice(0, CALLABLE_MAX) };
  },
});

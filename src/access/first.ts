import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { insertAccount, loginOf, setPassword } from './accounts.ts';
import { FirstAccountsRefused } from './errors.ts';
import { insertGrant } from './grants.ts';
import { MAY, type Role } from './roles.ts';

export interface FirstAccount {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
  /** Where the role is that of an employer. */
  readonly employer?: string | null;
}

/**
 * The first accounts of a register, and the only ones whose roles no second person approved: there is nobody yet who could. They must
 * be two persons at least, one to make accounts and another to approve roles, or nobody could ever be granted one.
 * @param db a transaction
 * @returns the ids, in the order given
 * @throws FirstAccountsRefused `access.first-accounts` once there is an account
 */
export async function bootstrap(db: Db, accounts: readonly FirstAccount[], now: string): Promise<string[]> {
  // Two that start at once: the second waits here, and then sees the first one's accounts.
  await sql`lock table access_account in share row exclusive mode`.execute(db);
  const { rows } = await sql`select 1 from access_account limit 1`.execute(db);
  if (rows.length > 0)
    throw new FirstAccountsRefused('This register has accounts already.', 'Sign in as an administrator and make accounts there.');
  requireTwo(accounts);
  const ids: string[] = [];
  for (const { login, name, password, roles, employer } of accounts) {
    const account = randomUUID();
    ids.push(account);
    await insertAccount(db, { account, login: loginOf(login), name, madeBy: null }, now);
    await setPassword(db, account, login, password);
    for (const role of roles) {
      const grant = { account, role, employer: role === 'employer' ? (employer ?? null) : null, until: null };
      await insertGrant(db, grant, { source: 'first', proposedBy: null, approvedBy: null }, now);
    }
  }
  return ids;
}

function requireTwo(accounts: readonly FirstAccount[]): void {
  const proposing = accounts.filter(({ roles }) => roles.some((role) => MAY[role].has('role.propose') && MAY[role].has('account.create')));
  const approving = accounts.filter(({ roles }) => roles.some((role) => MAY[role].has('role.approve')));
  const isEnough = proposing.some((one) => approving.some((other) => other !== one));
  if (isEnough) return;
  throw new FirstAccountsRefused(
    'A register begins with two persons: one who makes accounts and another who approves roles.',
    'Name an administrator and a supervisor (or a second administrator), each with a login and a password of their own.',
  );
}

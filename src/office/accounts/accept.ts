import { acceptInvitation } from '../../access/accounts.ts';
import { machineNow } from '../../access/instant.ts';
import { SYSTEM_ACCOUNT } from '../ids.ts';
import { type Office, transact } from '../office.ts';
import { recordAccount } from './account.ts';

/** Nobody is signed in who takes an invitation up: whoever has its secret does. */
const DOOR = { account: SYSTEM_ACCOUNT, name: 'door', roles: [], employer: null, scopes: null, via: 'job' } as const;

/**
 * Sets a password with an invitation, which is used up. That it was taken up, and when, is in the log: a person who never did knows by
 * it that somebody else had it.
 * @returns the account
 * @throws InvitationInvalid, PasswordTooWeak
 */
export async function takeUpInvitation(office: Office, given: { readonly code: string; readonly password: string }): Promise<string> {
  const { result } = await transact(office, DOOR, { key: null, name: 'invitation.accept', input: null }, async (desk) => {
    const account = await acceptInvitation(desk.tx, given, machineNow());
    await recordAccount(desk, account, 'invitation-accepted');
    return account;
  });
  return result;
}

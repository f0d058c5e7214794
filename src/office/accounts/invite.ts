import { type Invitation, invite } from '../../access/accounts.ts';
import { type Actor, requireMay } from '../../access/actor.ts';
import { ResetNeeded } from '../../access/errors.ts';
import { machineNow } from '../../access/instant.ts';
import { requireInvitable } from '../../access/reset.ts';
import { type Office, transact } from '../office.ts';
import { recordAttempt } from '../perform.ts';
import { recordAccount } from './account.ts';

const NAME = 'account.invite';

/**
 * An invitation with which the person sets a password; earlier ones are void. It is a secret, so the answer is kept nowhere and a retry
 * gives a new one; that it was made, and by whom, is in the log.
 * @throws NotAllowed, NoSuchRecord, ResetNeeded where the account has roles and a password
 */
export async function inviteAccount(office: Office, actor: Actor, account: string): Promise<Invitation> {
  requireMay(actor, 'account.create');
  try {
    const { result } = await transact(office, actor, { key: null, name: NAME, input: null }, async (desk) => {
      await requireInvitable(desk.tx, account, machineNow());
      const invitation = await invite(desk.tx, account, actor.account, machineNow());
      await recordAccount(desk, account, 'account-invited', { expiresAt: invitation.expiresAt });
      return invitation;
    });
    return result;
  } catch (error) {
    if (error instanceof ResetNeeded) await recordAttempt(office, actor, NAME, error, null);
    throw error;
  }
}

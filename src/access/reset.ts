import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { NoSuchRecord, ResetNeeded, ResetRefused } from './errors.ts';
import { isInForce } from './grants.ts';
import { revokeSessions } from './sessions.ts';

/**
 * Takes everything off by which somebody is let in: password, second factor, recovery codes, sessions, tokens, and invitations that
 * wait. What was lost or stolen opens nothing any more, and roles stay as they were. An invitation lets the person in again.
 * @param db a transaction
 */
export async function resetAccount(db: Db, account: string, now: string): Promise<void> {
  await requireResettable(db, account);
  await sql`update access_account set password = null, totp = null, totp_confirmed_at = null, totp_step = null where id = ${account}`.execute(
    db,
  );
  await sql`delete from access_recovery where account = ${account}`.execute(db);
  await revokeSessions(db, account, now);
  await sql`update access_token set revoked_at = ${now} where account = ${account} and revoked_at is null`.execute(db);
  await sql`update access_invitation set expires_at = ${now} where account = ${account} and used_at is null and expires_at > ${now}`.execute(
    db,
  );
}

/** @throws NoSuchRecord, ResetRefused for somebody who signs in at the identity provider */
export async function requireResettable(db: Db, account: string): Promise<void> {
  const { rows } = await sql<{ login: string | null }>`select login from access_account where id = ${account} for no key update`.execute(
    db,
  );
  if (rows[0] === undefined) throw new NoSuchRecord('account', account);
  if (rows[0].login === null)
    throw new ResetRefused('This account has no password here: its person signs in at the identity provider.', 'Have it reset there.');
}

/**
 * One administrator may invite the person of an account that can do nothing yet, or that nobody can sign in to: one without roles, or
 * without a password. For every other, two persons reset it first; else an administrator could become a supervisor alone.
 * @param db a transaction: the account is locked, so that no role comes to it meanwhile
 * @throws ResetNeeded, NoSuchRecord
 */
export async function requireInvitable(db: Db, account: string, now: string): Promise<void> {
  const { rows } = await sql<{ hasPassword: boolean }>`
    select password is not null as "hasPassword" from access_account where id = ${account} for no key update`.execute(db);
  if (rows[0] === undefined) throw new NoSuchRecord('account', account);
  const roles = await sql`select 1 from access_grant g where g.account = ${account} and ${isInForce('g', now)} limit 1`.execute(db);
  if (rows[0].hasPassword && roles.rows.length > 0) throw new ResetNeeded(account);
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { InvitationInvalid, LoginTaken, LoginUnusable, NoSuchRecord, WrongCredentials } from './errors.ts';
import { isInForce } from './grants.ts';
import { minutesFrom } from './instant.ts';
import { hashPassword, requireStrong, verifyPassword } from './password.ts';
import { isRole, type Role } from './roles.ts';
import { hashOf, INVITATION_PREFIX, makeSecretText } from './secret-text.ts';
import { revokeSessions } from './sessions.ts';

const INVITATION_HOURS = 72;
const LOGIN = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

export interface Invitation {
  readonly account: string;
  /** For the person alone, shown once: whoever has it sets the password. */
  readonly code: string;
  readonly expiresAt: string;
}

/** Logins are compared in small letters. @throws LoginUnusable `access.login-unusable` */
export function loginOf(text: string): string {
  const login = text.normalize('NFKC').trim().toLowerCase();
  if (!LOGIN.test(login)) throw new LoginUnusable(text);
  return login;
}

/**
 * An account without roles and without a password: the person sets it with the invitation, so that whoever makes the account does not
 * know it. What remains is that an administrator could keep the invitation; the event names who made it.
 * @throws LoginTaken `access.login-taken`
 */
export async function createAccount(
  db: Db,
  { login, name, madeBy }: { readonly login: string; readonly name: string; readonly madeBy: string | null },
  now: string,
): Promise<Invitation> {
  const account = randomUUID();
  await insertAccount(db, { account, login: loginOf(login), name, madeBy }, now);
  return invite(db, account, madeBy, now);
}

export async function insertAccount(
  db: Db,
  {
    account,
    login,
    name,
    madeBy,
  }: { readonly account: string; readonly login: string; readonly name: string; readonly madeBy: string | null },
  now: string,
): Promise<void> {
  const { rows } = await sql`
    insert into access_account (id, login, name, made_at, made_by) values (${account}, ${login}, ${name.trim()}, ${now}, ${madeBy})
    on conflict (login) do nothing returning id`.execute(db);
  if (rows.length === 0) throw new LoginTaken(login);
}

/** A new invitation for somebody who lost their password; earlier ones are void. A second factor that is set stays asked for. */
export async function invite(db: Db, account: string, madeBy: string | null, now: string): Promise<Invitation> {
  const { text, hash } = makeSecretText(INVITATION_PREFIX);
  const expiresAt = minutesFrom(now, INVITATION_HOURS * 60);
  await sql`update access_invitation set expires_at = ${now} where account = ${account} and used_at is null and expires_at > ${now}`.execute(
    db,
  );
  const { rows } = await sql`
    insert into access_invitation (code, account, made_at, made_by, expires_at)
    select ${hash}, id, ${now}, ${madeBy}, ${expiresAt} from access_account where id = ${account} returning account`.execute(db);
  if (rows.length === 0) throw new NoSuchRecord('account', account);
  return { account, code: text, expiresAt };
}

/**
 * Sets the password with an invitation, which is used up. What was signed in before is signed out.
 * @param db a transaction, so that a password that is too weak does not use the invitation up
 * @returns the account
 * @throws InvitationInvalid `access.invitation-invalid`
 * @throws PasswordTooWeak `access.password-too-weak`
 */
export async function acceptInvitation(
  db: Db,
  { code, password }: { readonly code: string; readonly password: string },
  now: string,
): Promise<string> {
  const { rows } = await sql<{ account: string; login: string }>`
    update access_invitation set used_at = ${now} from access_account
    where access_account.id = access_invitation.account and code = ${hashOf(code)} and used_at is null and expires_at > ${now}
      and disabled_at is null and login is not null
    returning access_account.id as account, login`.execute(db);
  const [invited] = rows;
  if (invited === undefined) throw new InvitationInvalid();
  await setPassword(db, invited.account, invited.login, password);
  await revokeSessions(db, invited.account, now);
  return invited.account;
}

/** @throws PasswordTooWeak `access.password-too-weak` */
export async function setPassword(db: Db, account: string, login: string, password: string): Promise<void> {
  requireStrong(password, login);
  await sql`update access_account set password = ${await hashPassword(password)} where id = ${account}`.execute(db);
}

/**
 * A person changes the password they know. Every session ends, the one it is done in too: what may have been stolen is worth nothing.
 * @throws WrongCredentials `access.wrong-credentials`
 */
export async function changePassword(
  db: Db,
  account: string,
  { old, next }: { readonly old: string; readonly next: string },
  now: string,
): Promise<void> {
  const { rows } = await sql<{ login: string | null; password: string | null }>`
    select login, password from access_account where id = ${account}`.execute(db);
  const [row] = rows;
  const { isRight } = await verifyPassword(old, row?.password ?? null);
  if (!isRight) throw new WrongCredentials();
  await setPassword(db, account, row?.login ?? '', next);
  await revokeSessions(db, account, now);
}

/**
 * Shuts an account out at once, sessions and tokens included, or lets it in again; roles stay as they were.
 * @returns whether anything changed
 */
export async function setDisabled(db: Db, account: string, isDisabled: boolean, by: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update access_account set disabled_at = ${isDisabled ? now : null}, disabled_by = ${isDisabled ? by : null}
    where id = ${account} and (disabled_at is not null) = ${!isDisabled}`.execute(db);
  if (isDisabled) await revokeSessions(db, account, now);
  return (numAffectedRows ?? 0n) > 0n;
}

export interface AccountView {
  readonly account: string;
  readonly login: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly employer: string | null;
  readonly hasSecondFactor: boolean;
  /** Whether the person signs in at the identity provider. */
  readonly isFromProvider: boolean;
  readonly disabledAt: string | null;
}

interface AccountRow extends Omit<AccountView, 'roles'> {
  readonly roles: readonly string[];
}

/** All accounts, by login and name, or the one that is asked for. A ministry has hundreds, not millions. */
export async function listAccounts(db: Db, now: string, only: string | null = null): Promise<AccountView[]> {
  const { rows } = await sql<AccountRow>`
    select a.id as account, login, name, totp_confirmed_at is not null as "hasSecondFactor", subject is not null as "isFromProvider",
      disabled_at as "disabledAt",
      array(select distinct g.role from access_grant g where g.account = a.id and ${isInForce('g', now)} order by 1) as roles,
      (select g.employer from access_grant g where g.account = a.id and g.role = 'employer' and ${isInForce('g', now)}
    order by g.granted_at desc limit 1) as employer
    from access_account a where ${only}::uuid is null or a.id = ${only}::uuid order by login collate "C", name collate "C", id`.execute(db);
  return rows.map((row) => ({ ...row, roles: row.roles.filter(isRole) }));
}

import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { CodeNeeded, WrongCredentials } from './errors.ts';
import { machineNow } from './instant.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { type Secrets, takeCode } from './second-factor.ts';
import { type NewSession, startSession } from './sessions.ts';
import { countAttempt, forgiveAttempt } from './throttle.ts';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Six digits or a recovery code, where the account has a second factor. */
  readonly code?: string;
  /** Where the request comes from; null on the machine itself. */
  readonly address: string | null;
  /** What the person will recognise the session by. */
  readonly label: string;
}

export interface SignedIn extends NewSession {
  readonly account: string;
}

interface Row {
  readonly id: string;
  readonly password: string | null;
  readonly totp: Uint8Array | null;
  readonly isConfirmed: boolean;
  readonly isDisabled: boolean;
}

/**
 * Signs in with login and password, and a code where one is set. An unknown login, a wrong password and a disabled account get one
 * answer after the same work.
 * @param db not a transaction: a failed attempt must stay counted
 * @throws WrongCredentials `access.wrong-credentials`
 * @throws CodeNeeded `access.code-needed`
 * @throws TooManyAttempts `access.too-many-attempts`
 */
export async function login(db: Db, credentials: Credentials, secrets: Secrets, now: string = machineNow()): Promise<SignedIn> {
  const { password, code, address, label } = credentials;
  const name = credentials.login.normalize('NFKC').trim().toLowerCase();
  const tried = { login: name, address };
  await countAttempt(db, tried, now);
  const { rows } = await sql<Row>`
    select id, password, totp, totp_confirmed_at is not null as "isConfirmed", disabled_at is not null as "isDisabled"
    from access_account where login = ${name}`.execute(db);
  const [row] = rows;
  const { isRight, isDated } = await verifyPassword(password, row?.password ?? null);
  if (row === undefined || !isRight || row.isDisabled) throw new WrongCredentials();
  if (row.totp !== null && row.isConfirmed) {
    if (code === undefined || code === '') throw new CodeNeeded();
    if (!(await takeCode(db, row.id, row.totp, code, secrets, now))) throw new WrongCredentials();
  }
  await forgiveAttempt(db, tried, now);
  if (isDated) await sql`update access_account set password = ${await hashPassword(password)} where id = ${row.id}`.execute(db);
  return { account: row.id, ...(await startSession(db, row.id, label, now)) };
}

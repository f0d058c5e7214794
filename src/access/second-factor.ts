import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { Db } from '../store/db.ts';
import { NoSuchRecord, SecondFactorState, WrongCredentials } from './errors.ts';
import { hashOf } from './secret-text.ts';

/** Seals and opens a secret of the service under the master key; brought by whoever has the keyring. */
export interface Secrets {
  readonly sealSecret: (label: string, bytes: Uint8Array) => Uint8Array;
  readonly openSecret: (label: string, sealed: Uint8Array) => Uint8Array;
}

const PERIOD_SECONDS = 30;
/** One step of 30 seconds to either side, for a phone whose clock is off. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

const labelOf = (account: string): string => `totp:${account}`;

const totpOf = (name: string, secret: Uint8Array): TOTP =>
  new TOTP({
    issuer: 'Resolute',
    label: name,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    digits: 6,
    period: PERIOD_SECONDS,
  });

interface Row {
  readonly login: string | null;
  readonly name: string;
  readonly totp: Uint8Array | null;
  readonly isConfirmed: boolean;
}

async function rowOf(db: Db, account: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select login, name, totp, totp_confirmed_at is not null as "isConfirmed" from access_account where id = ${account}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new NoSuchRecord('account', account);
  return row;
}

/**
 * Begins: gives the address that an authenticator reads from a picture. Nothing is asked for until a first code has confirmed it.
 * @throws SecondFactorState `access.second-factor-state` when one is set: it is taken off with a code first
 */
export async function setUpSecondFactor(
  db: Db,
  account: string,
  secrets: Secrets,
): Promise<{ readonly uri: string; readonly secret: string }> {
  const row = await rowOf(db, account);
  if (row.isConfirmed) throw new SecondFactorState('This account has one-time codes already.', 'Take them off with a code first.');
  const secret = randomBytes(20); // as RFC 4226 recommends
  await sql`update access_account set totp = ${secrets.sealSecret(labelOf(account), secret)}, totp_step = null
    where id = ${account} and totp_confirmed_at is null`.execute(db);
  const totp = totpOf(row.login ?? row.name, secret);
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/**
 * Confirms with a first code; from now on it is asked for.
 * @returns recovery codes for the day the phone is lost, each good once, shown once
 * @throws WrongCredentials `access.wrong-credentials`
 */
export async function confirmSecondFactor(db: Db, account: string, code: string, secrets: Secrets, now: string): Promise<string[]> {
  const row = await rowOf(db, account);
  if (row.isConfirmed) throw new SecondFactorState('This account has one-time codes already.', 'Take them off with a code first.');
  if (row.totp === null) throw new SecondFactorState('No one-time codes were set up.', 'Begin the set-up, then confirm it with a code.');
  if (!(await takeStep(db, account, row.totp, code, secrets, now))) throw new WrongCredentials();
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode());
  await sql`delete from access_recovery where account = ${account}`.execute(db);
  await sql`insert into access_recovery (account, code)
    select ${account}::uuid, unnest(${codes.map((each) => hashOf(plainCode(each)))}::bytea[])`.execute(db);
  await sql`update access_account set totp_confirmed_at = ${now} where id = ${account}`.execute(db);
  return codes;
}

/** Takes the second factor off, with one of its codes. @throws WrongCredentials `access.wrong-credentials` */
export async function removeSecondFactor(db: Db, account: string, code: string, secrets: Secrets, now: string): Promise<void> {
  const row = await rowOf(db, account);
  if (row.totp === null || !(await takeCode(db, account, row.totp, code, secrets, now))) throw new WrongCredentials();
  await sql`update access_account set totp = null, totp_confirmed_at = null, totp_step = null where id = ${account}`.execute(db);
  await sql`delete from access_recovery where account = ${account}`.execute(db);
}

/** Whether the code is right, six digits or a recovery code; a right one is used up. */
export async function takeCode(db: Db, account: string, sealed: Uint8Array, code: string, secrets: Secrets, now: string): Promise<boolean> {
  if (/^\d{6}$/.test(code.trim())) return takeStep(db, account, sealed, code.trim(), secrets, now);
  const { numAffectedRows } = await sql`
    update access_recovery set used_at = ${now} where account = ${account} and code = ${hashOf(plainCode(code))} and used_at is null`.execute(
    db,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** A step serves once: the update lets only a later one through, so of two requests with one code a single one passes. */
async function takeStep(db: Db, account: string, sealed: Uint8Array, code: string, secrets: Secrets, now: string): Promise<boolean> {
  const timestamp = Temporal.Instant.from(now).epochMilliseconds;
  const delta = totpOf(account, secrets.openSecret(labelOf(account), sealed)).validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  const { numAffectedRows } = await sql`
    update access_account set totp_step = ${step} where id = ${account} and (totp_step is null or totp_step < ${step})`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

/** 80 bits in four groups, without letters that look alike. */
function recoveryCode(): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // 32 signs, five bits each; no I, L, O or U
  const text = [...randomBytes(16)].map((byte) => letters[byte & 31] ?? '').join('');
  return text.match(/.{4}/g)?.join('-') ?? text;
}

const plainCode = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

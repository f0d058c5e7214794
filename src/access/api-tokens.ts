import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { type Actor, actionsOf } from './actor.ts';
import { ScopeTooWide, TokenRefused } from './errors.ts';
import { minutesFrom } from './instant.ts';
import { API_TOKEN_PREFIX, makeSecretText } from './secret-text.ts';

const DAYS_MAX = 366;

export interface TokenRequest {
  readonly name: string;
  /** Actions, each one that the maker may do. */
  readonly scopes: readonly string[];
  /** ISO instant. */
  readonly expiresAt: string;
}

export interface NewToken {
  readonly token: string;
  /** The secret itself, given once. */
  readonly text: string;
}

/**
 * A token acts as its owner, within its scopes: what it writes its owner wrote, and what its owner loses it loses. Made with a token, it
 * reaches no further than that token.
 * @throws ScopeTooWide `access.scope-too-wide`
 * @throws TokenRefused `access.token-refused`
 */
export async function createToken(db: Db, owner: Actor, { name, scopes, expiresAt }: TokenRequest, now: string): Promise<NewToken> {
  const own: readonly string[] = actionsOf(owner);
  const wide = scopes.filter((scope) => !own.includes(scope));
  if (wide.length > 0) throw new ScopeTooWide(wide);
  if (name.trim() === '') throw new TokenRefused('it has no name');
  if (scopes.length === 0) throw new TokenRefused('it names no scope');
  const [end, latest, begin] = [expiresAt, minutesFrom(now, DAYS_MAX * 24 * 60), now].map((text) => Temporal.Instant.from(text));
  if (end === undefined || latest === undefined || begin === undefined) throw new TokenRefused('it has no expiry');
  if (Temporal.Instant.compare(end, begin) <= 0) throw new TokenRefused('its expiry has passed');
  if (Temporal.Instant.compare(end, latest) > 0) throw new TokenRefused(`it would live longer than ${DAYS_MAX} days`);
  const token = randomUUID();
  const { text, hash } = makeSecretText(API_TOKEN_PREFIX);
  await sql`
    insert into access_token (id, token, account, name, scopes, made_at, expires_at)
    values (${token}, ${hash}, ${owner.account}, ${name.trim()}, ${[...new Set(scopes)].sort()}::text[], ${now}, ${expiresAt})`.execute(db);
  return { token, text };
}

export interface TokenView {
  readonly token: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

/** The tokens of an account, expired and revoked ones too, the latest first. */
export async function tokensOf(db: Db, account: string): Promise<TokenView[]> {
  const { rows } = await sql<TokenView>`
    select id as token, name, scopes, made_at as "madeAt", expires_at as "expiresAt", used_at as "usedAt", revoked_at as "revokedAt"
    from access_token where account = ${account} order by made_at desc, id`.execute(db);
  return rows;
}

/** @returns false when the account has no such token, or it was revoked already */
export async function revokeToken(db: Db, account: string, token: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update access_token set revoked_at = ${now} where id = ${token} and account = ${account} and revoked_at is null`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

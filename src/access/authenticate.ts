import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { Actor } from './actor.ts';
import { isInForce } from './grants.ts';
import { machineNow, minutesFrom } from './instant.ts';
import { isRole } from './roles.ts';
import { API_TOKEN_PREFIX, hashOf, SESSION_PREFIX } from './secret-text.ts';
import { IDLE_MINUTES } from './sessions.ts';

interface Found {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly employer: string | null;
  readonly scopes: readonly string[] | null;
  /** Whether it was last used more than a minute ago, and the use is to be noted. */
  readonly isDue: boolean;
}

/** A use is noted once a minute, not on each of two hundred requests a second. */
const NOTED_EVERY_MINUTES = 1;

/**
 * Who a session or an API token belongs to, as they are now: read from the database every time, so that what was revoked, ended or
 * disabled a moment ago is refused, in whichever process.
 * @param bearer the secret, from the cookie or the `Authorization` header
 * @returns null for anything that is not good, without saying why
 */
export async function authenticate(db: Db, bearer: string, now: string = machineNow()): Promise<Actor | null> {
  const via = bearer.startsWith(SESSION_PREFIX) ? 'session' : bearer.startsWith(API_TOKEN_PREFIX) ? 'token' : null;
  if (via === null) return null;
  const hash = hashOf(bearer);
  const found = via === 'session' ? await ofSession(db, hash, now) : await ofToken(db, hash, now);
  if (found === undefined) return null;
  if (found.isDue) await noteUse(db, via, hash, now);
  const { account, name, roles, employer, scopes } = found;
  return { account, name, roles: roles.filter(isRole), employer, scopes, via };
}

async function ofSession(db: Db, hash: Uint8Array, now: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select ${ofAccount(now)}, null::text[] as scopes, s.seen_at <= ${minutesFrom(now, -NOTED_EVERY_MINUTES)} as "isDue"
    from access_session s join access_account a on a.id = s.account
    where s.token = ${hash} and s.revoked_at is null and s.expires_at > ${now} and s.seen_at > ${minutesFrom(now, -IDLE_MINUTES)}
      and a.disabled_at is null`.execute(db);
  return rows[0];
}

async function ofToken(db: Db, hash: Uint8Array, now: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select ${ofAccount(now)}, t.scopes, coalesce(t.used_at <= ${minutesFrom(now, -NOTED_EVERY_MINUTES)}, true) as "isDue"
    from access_token t join access_account a on a.id = t.account
    where t.token = ${hash} and t.revoked_at is null and t.expires_at > ${now} and a.disabled_at is null`.execute(db);
  return rows[0];
}

const ofAccount = (now: string) => sql`a.id as account, a.name,
  array(select distinct g.role from access_grant g where g.account = a.id and ${isInForce('g', now)} order by 1) as roles,
  (select g.employer from access_grant g where g.account = a.id and g.role = 'employer' and ${isInForce('g', now)}
    order by g.granted_at desc limit 1) as employer`;

async function noteUse(db: Db, via: 'session' | 'token', hash: Uint8Array, now: string): Promise<void> {
  if (via === 'session') await sql`update access_session set seen_at = ${now} where token = ${hash} and seen_at < ${now}`.execute(db);
  else await sql`update access_token set used_at = ${now} where token = ${hash}`.execute(db);
}

/**
 * The actor of work that goes on after the request: the same account with the roles it has now, so that the author of a job is the author.
 * @returns null once the account is disabled
 */
export async function actorOfJob(db: Db, account: string, now: string = machineNow()): Promise<Actor | null> {
  const { rows } = await sql<Omit<Found, 'scopes' | 'isDue'>>`
    select ${ofAccount(now)} from access_account a where a.id = ${account} and a.disabled_at is null`.execute(db);
  const [found] = rows;
  return found === undefined ? null : { ...found, roles: found.roles.filter(isRole), scopes: null, via: 'job' };
}

/** The same for somebody at the machine's own command line, who names an account. */
export async function actorOfCommand(db: Db, login: string, now: string = machineNow()): Promise<Actor | null> {
  const { rows } = await sql<{ id: string }>`select id from access_account where login = ${login.toLowerCase()}`.execute(db);
  const actor = rows[0] === undefined ? null : await actorOfJob(db, rows[0].id, now);
  return actor === null ? null : { ...actor, via: 'command' };
}

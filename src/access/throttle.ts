import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { TooManyAttempts } from './errors.ts';
import { minutesFrom } from './instant.ts';
import { hashOf } from './secret-text.ts';

const WINDOW_MINUTES = 15;
/** Ten for one login, so that a password cannot be guessed; fifty for one address, behind which a whole office may sit. */
const LIMITS = { login: 10, address: 50 } as const;

export interface Tried {
  readonly login: string;
  /** Where the attempt came from; null on the machine itself. */
  readonly address: string | null;
}

/** What is counted is hashed, so that whoever looks at the table does not see it; rows of yesterday are deleted. */
function countedOf({ login, address }: Tried): { who: Uint8Array; limit: number }[] {
  const counted = [{ who: hashOf(`login\0${login}`), limit: LIMITS.login }];
  return address === null ? counted : [...counted, { who: hashOf(`address\0${address}`), limit: LIMITS.address }];
}

/**
 * Counts an attempt *before* it is looked at, so that a hundred at once do not all pass. An unknown login is counted like a known one.
 * Somebody can so lock another's login for a quarter of an hour; the sessions and tokens of that person go on.
 * @throws TooManyAttempts `access.too-many-attempts`
 */
export async function countAttempt(db: Db, tried: Tried, now: string): Promise<void> {
  const begun = minutesFrom(now, -WINDOW_MINUTES);
  for (const { who, limit } of countedOf(tried)) {
    const { rows } = await sql<{ failures: number; since: string }>`
      insert into access_attempt (who, failures, since) values (${who}, 1, ${now})
      on conflict (who) do update set
        failures = case when access_attempt.since <= ${begun} then 1 else access_attempt.failures + 1 end,
        since = case when access_attempt.since <= ${begun} then excluded.since else access_attempt.since end
      returning failures, since`.execute(db);
    const [row] = rows;
    if (row !== undefined && row.failures > limit) throw new TooManyAttempts(secondsUntil(minutesFrom(row.since, WINDOW_MINUTES), now));
  }
}

/** A sign-in that succeeded: the login starts afresh, the address gets back this one attempt and no more. */
export async function forgiveAttempt(db: Db, tried: Tried, now: string): Promise<void> {
  const [login, address] = countedOf(tried);
  await sql`delete from access_attempt where who = ${login?.who} or since < ${minutesFrom(now, -24 * 60)}`.execute(db);
  if (address) await sql`update access_attempt set failures = failures - 1 where who = ${address.who} and failures > 0`.execute(db);
}

const secondsUntil = (instant: string, now: string): number =>
  Math.max(1, Math.ceil(Temporal.Instant.from(now).until(Temporal.Instant.from(instant)).total('seconds')));

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { minutesFrom } from './instant.ts';
import { hashOf, makeSecretText, SESSION_PREFIX } from './secret-text.ts';

/** A working day, then the person signs in again; half an hour without a request, then too. */
export const SESSION_HOURS = 12;
export const IDLE_MINUTES = 30;

export interface NewSession {
  readonly session: string;
  /** The secret itself, given once: the door puts it into a cookie, or hands it to a client program. */
  readonly token: string;
  readonly expiresAt: string;
}

/** @param label what the person will recognise it by in their list: a browser, "command line" */
export async function startSession(db: Db, account: string, label: string, now: string): Promise<NewSession> {
  const session = randomUUID();
  const { text, hash } = makeSecretText(SESSION_PREFIX);
  const expiresAt = minutesFrom(now, SESSION_HOURS * 60);
  await sql`
    insert into access_session (id, token, account, label, made_at, seen_at, expires_at)
    values (${session}, ${hash}, ${account}, ${label.slice(0, 200)}, ${now}, ${now}, ${expiresAt})`.execute(db);
  return { session, token: text, expiresAt };
}

/** Signs out. @returns false when it was over already */
export async function endSession(db: Db, token: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update access_session set revoked_at = ${now} where token = ${hashOf(token)} and revoked_at is null`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Ends one session of an account, or all of them. @returns how many were open */
export async function revokeSessions(db: Db, account: string, now: string, session: string | null = null): Promise<number> {
  const { numAffectedRows } = await sql`
    update access_session set revoked_at = ${now}
    where account = ${account} and revoked_at is null and expires_at > ${now} and (${session}::uuid is null or id = ${session}::uuid)`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
}

export interface SessionView {
  readonly session: string;
  readonly label: string;
  readonly madeAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
}

/** The open sessions of an account, the latest first. */
export async function sessionsOf(db: Db, account: string, now: string): Promise<SessionView[]> {
  const { rows } = await sql<SessionView>`
    select id as session, label, made_at as "madeAt", seen_at as "seenAt", expires_at as "expiresAt" from access_session
    where account = ${account} and revoked_at is null and expires_at > ${now} and seen_at > ${minutesFrom(now, -IDLE_MINUTES)}
    order by made_at desc, id`.execute(db);
  return rows;
}

/**
 * Whose session this was, where it ended by itself within the last day: what was being written in it is kept for that person alone.
 * @returns null where it was ended on purpose, or never was
 */
export async function accountOfEnded(db: Db, token: string, now: string): Promise<string | null> {
  const { rows } = await sql<{ account: string }>`
    select account from access_session
    where token = ${hashOf(token)} and revoked_at is null and seen_at > ${minutesFrom(now, -24 * 60)}`.execute(db);
  return rows[0]?.account ?? null;
}

import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { RegisterNotReadOnly } from './errors.ts';
import { appendEvents } from './log.ts';

/** Since when the register takes no entries, and why; `null` while it does. */
export interface ReadOnly {
  readonly since: string;
  readonly why: string;
}

export async function readOnlyState(db: Db): Promise<ReadOnly | null> {
  const { rows } = await sql<{
    since: string | null;
    why: string | null;
  }>`select read_only_since as since, read_only_why as why from log_head`.execute(db);
  const { since = null, why = null } = rows[0] ?? {};
  return since === null || why === null ? null : { since, why };
}

/**
 * Lets no further entry into the register. The first reason stays: what is found later may follow from it.
 * To be given a transaction of its own, so that it holds whatever else fails.
 * @param why a clause that can follow a colon, naming nobody
 * @param now the clock, ISO 8601 in UTC
 */
export async function makeReadOnly(db: Db, why: string, now: string): Promise<void> {
  await sql`update log_head set read_only_since = ${now}::timestamptz, read_only_why = ${why} where read_only_why is null`.execute(db);
}

/** The register as a record of its own log: it has one id, in every register. */
export const REGISTER_RECORD = { kind: 'register', id: '00000000-0000-4000-8000-000000000001' };

/**
 * Opens the register again after a repair; that, who did it and why, is itself an entry.
 * @param tx  a transaction
 * @param by  `reason`: what was found and repaired; `id`: of the event
 * @throws RegisterNotReadOnly `audit.register-not-read-only`
 */
export async function clearReadOnly(
  tx: Db,
  by: { readonly id: string; readonly actor: string; readonly reason: string },
  now: string,
): Promise<void> {
  const held = await sql<{ since: string; why: string }>`select read_only_since as since, read_only_why as why from log_head
    where read_only_why is not null for update`.execute(tx);
  const [was] = held.rows;
  if (was === undefined) throw new RegisterNotReadOnly();
  await sql`update log_head set read_only_since = null, read_only_why = null`.execute(tx);
  const { rows } = await sql<{ version: number }>`select coalesce(max(version), 0) + 1 as version from log_event
    where record_kind = ${REGISTER_RECORD.kind} and record_id = ${REGISTER_RECORD.id}`.execute(tx);
  const data = { since: was.since, why: was.why, reason: by.reason };
  const event = {
    record: REGISTER_RECORD,
    version: rows[0]?.version ?? 1,
    kind: 'opened-again',
    trueOn: now.slice(0, 10),
    person: null,
    sealed: null,
  };
  await appendEvents(tx, [{ ...event, id: by.id, actor: by.actor, data }], now);
}

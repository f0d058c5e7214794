import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { RECORD_KINDS, type RecordKind as ReachableKind, recordScope, type Scope } from '../../access/scope.ts';
import type { RecordKind } from '../../office/record.ts';
import type { Db } from '../../store/db.ts';

const isReachable = (kind: string): kind is ReachableKind => (RECORD_KINDS as readonly string[]).includes(kind);

/** Which records of this kind the actor reaches; a kind that access does not know is for nobody. */
export function scopeOf(actor: Actor, of: RecordKind<object>): Scope {
  return isReachable(of.kind) ? recordScope(actor, of.kind) : 'none';
}

/**
 * The condition under which the actor may know of a row `r` of this kind. It stands in the statement itself, so that no page, total or
 * export counts what may not be known.
 */
export function reach(actor: Actor, of: RecordKind<object>): RawBuilder<unknown> {
  const scope = scopeOf(actor, of);
  if (scope === 'all') return sql`true`;
  if (scope === 'none') return sql`false`;
  const limits: RawBuilder<unknown>[] = [];
  if (scope.employer !== undefined) limits.push(ofEmployer(of.kind, scope.employer));
  if (scope.acts !== undefined) limits.push(sql`r.act = any(${[...scope.acts]}::text[])`);
  if (scope.addressees !== undefined) limits.push(sql`r.addressee = any(${[...scope.addressees]}::text[])`);
  // What binds nobody yet stays inside: a draft, a proposal, a paper that was not served.
  if (of.kind === 'decision') limits.push(sql`r.status = 'done'`);
  if (of.kind === 'notice') limits.push(sql`r.status not in ('drafted', 'void')`);
  return sql`(${sql.join(limits, sql` and `)})`;
}

/** A worker is an employer's by what was registered, applied for, contracted or permitted; where they are now says nothing of it. */
function ofEmployer(kind: string, employer: string): RawBuilder<unknown> {
  if (kind === 'employer') return sql`r.id = ${employer}`;
  if (kind !== 'worker') return sql`r.employer = ${employer}`;
  return sql`(r."registeredBy" = ${employer} or r.id in (
    select worker from permit where employer = ${employer} union all
    select worker from application where employer = ${employer} union all
    select worker from contract where employer = ${employer}))`;
}

/** For use cases that act on a record. @throws NoSuchRecord when it is not there or the actor may not know of it */
export async function requireReach(db: Db, actor: Actor, of: RecordKind<object>, id: string): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(of.table)} as r where r.id = ${id} and ${reach(actor, of)}`.execute(db);
  if (rows.length === 0) throw new NoSuchRecord(of.kind, id);
}

import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { AuthorCannotApprove, RoleRefused } from './errors.ts';
import type { Role } from './roles.ts';

/** What a second person approves, as plain data: its hash is what an approval is bound to. */
export interface RoleGrant {
  readonly account: string;
  readonly role: Role;
  /** The employer acted for, where the role is that of an employer; else null. */
  readonly employer: string | null;
  /** Until when, ISO instant; null for until it is ended. */
  readonly until: string | null;
}

export interface Approved {
  readonly proposedBy: string;
  readonly approvedBy: string;
}

/** SQL: whether a grant holds at the instant. @param alias of `access_grant` in the statement */
export const isInForce = (alias: string, now: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${alias}.ended_at`)} is null and ${sql.ref(`${alias}.granted_at`)} <= ${now}::timestamptz
  and (${sql.ref(`${alias}.until_at`)} is null or ${sql.ref(`${alias}.until_at`)} > ${now}::timestamptz))`;

/**
 * Grants a role that two persons have agreed on. To be called where an approval is carried out, in its transaction.
 * @returns the grant's id
 * @throws AuthorCannotApprove `access.author-cannot-approve`; the table refuses it as well
 * @throws RoleRefused `access.role-refused`
 */
export async function grantRole(db: Db, grant: RoleGrant, { proposedBy, approvedBy }: Approved, now: string): Promise<string> {
  if (proposedBy === approvedBy) throw new AuthorCannotApprove(`the proposal of the role ${grant.role}`);
  if (approvedBy === grant.account) throw new RoleRefused('Nobody approves a role for themselves.');
  await requireFree(db, grant, now);
  return insertGrant(db, grant, { source: 'office', proposedBy, approvedBy }, now);
}

/** @throws RoleRefused `access.role-refused` */
export async function requireFree(db: Db, { account, role, employer }: RoleGrant, now: string): Promise<void> {
  if ((role === 'employer') !== (employer !== null))
    throw new RoleRefused('An employer’s role names the employer, and no other role does.');
  // Locked, so that two grants at once to one account see each other.
  const { rows: known } = await sql`select id from access_account where id = ${account} for no key update`.execute(db);
  if (known.length === 0) throw new RoleRefused(`There is no account ${account}.`);
  const { rows } = await sql<{ role: string }>`
    select role from access_grant g where account = ${account} and ${isInForce('g', now)}`.execute(db);
  if (rows.some((row) => row.role === role)) throw new RoleRefused(`The account has the role ${role} already.`);
  // Who acts for an employer stands on the other side of the counter.
  if (rows.length > 0 && (role === 'employer' || rows.some((row) => row.role === 'employer'))) {
    throw new RoleRefused('Who acts for an employer can have no role inside the ministry.');
  }
}

export interface GrantSource {
  readonly source: 'office' | 'provider' | 'first';
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
}

export async function insertGrant(db: Db, grant: RoleGrant, from: GrantSource, now: string): Promise<string> {
  const id = randomUUID();
  // A grant whose time is over may still stand open; it gives way to the new one.
  await sql`update access_grant set ended_at = until_at
    where account = ${grant.account} and role = ${grant.role} and ended_at is null and until_at <= ${now}`.execute(db);
  await sql`
    insert into access_grant (id, account, role, employer, source, granted_at, until_at, proposed_by, approved_by)
    values (${id}, ${grant.account}, ${grant.role}, ${grant.employer}, ${from.source}, ${now}, ${grant.until}, ${from.proposedBy}, ${from.approvedBy})`.execute(
    db,
  );
  return id;
}

/**
 * Takes a role away, at once and without a second person. A role that the identity provider gives comes back at the next sign-in
 * unless it is taken away there.
 * @returns false when the account did not have it
 */
export async function endRole(db: Db, account: string, role: Role, by: string | null, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update access_grant set ended_at = ${now}, ended_by = ${by} where account = ${account} and role = ${role} and ended_at is null`.execute(
    db,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export interface GrantView {
  readonly role: string;
  readonly employer: string | null;
  /** `office`: by two persons; `provider`: as the identity provider says; `first`: with which the register began. */
  readonly source: string;
  readonly grantedAt: string;
  readonly until: string | null;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
}

/** Every role that an account has or had, the latest first. */
export async function grantsOf(db: Db, account: string): Promise<GrantView[]> {
  const { rows } = await sql<GrantView>`
    select role, employer, source, granted_at as "grantedAt", until_at as until, proposed_by as "proposedBy", approved_by as "approvedBy",
      ended_at as "endedAt", ended_by as "endedBy"
    from access_grant where account = ${account} order by granted_at desc, id`.execute(db);
  return rows;
}

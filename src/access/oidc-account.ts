import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { endRole, insertGrant } from './grants.ts';
import type { Claimed } from './oidc-claims.ts';
import { isRole, type Role } from './roles.ts';

/** What a sign-in changed, for the caller to write down as events: nobody else saw it happen. */
export interface Arrival {
  readonly account: string;
  readonly isNew: boolean;
  readonly granted: readonly Role[];
  readonly ended: readonly Role[];
}

/**
 * Makes or updates the account of a person at a provider, and sets its roles to what the claims give. They need no second person here:
 * the provider's own procedure granted them. Roles that were granted in the office stay, and end there.
 * @param db a transaction
 * @returns null when the account is disabled
 */
export async function arrive(
  db: Db,
  who: { readonly issuer: string; readonly subject: string },
  claimed: Claimed,
  now: string,
): Promise<Arrival | null> {
  const { rows } = await sql<{ id: string; isNew: boolean; isDisabled: boolean }>`
    insert into access_account (id, name, issuer, subject, made_at)
    values (${randomUUID()}, ${claimed.name}, ${who.issuer}, ${who.subject}, ${now})
    on conflict (issuer, subject) do update set name = excluded.name
    returning id, made_at = ${now}::timestamptz as "isNew", disabled_at is not null as "isDisabled"`.execute(db);
  const [row] = rows;
  if (row === undefined || row.isDisabled) return null;
  const held = await fromProvider(db, row.id);
  const ended = held
    .filter(({ role, employer }) => !claimed.roles.includes(role) || employer !== employerOf(role, claimed))
    .map(({ role }) => role);
  for (const role of ended) await endRole(db, row.id, role, null, now);
  const kept = held.map(({ role }) => role).filter((role) => !ended.includes(role));
  const granted = claimed.roles.filter((role) => !kept.includes(role));
  for (const role of granted) {
    const grant = { account: row.id, role, employer: employerOf(role, claimed), until: null };
    await insertGrant(db, grant, { source: 'provider', proposedBy: null, approvedBy: null }, now);
  }
  return { account: row.id, isNew: row.isNew, granted, ended };
}

const employerOf = (role: Role, { employer }: Claimed): string | null => (role === 'employer' ? employer : null);

async function fromProvider(db: Db, account: string): Promise<{ role: Role; employer: string | null }[]> {
  const { rows } = await sql<{ role: string; employer: string | null }>`
    select role, employer from access_grant where account = ${account} and source = 'provider' and ended_at is null order by role`.execute(
    db,
  );
  return rows.flatMap(({ role, employer }) => (isRole(role) ? [{ role, employer }] : []));
}

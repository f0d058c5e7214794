import { sql } from 'kysely';
import { NoSuchRecord } from '../../access/errors.ts';
import { isInForce } from '../../access/grants.ts';
import { machineNow } from '../../access/instant.ts';
import type { Json } from '../../values/canonical.ts';
import type { Desk } from '../desk.ts';
import type { Held, RecordKind } from '../record.ts';
import { readState } from '../states.ts';

/**
 * What the log tells of an account: that it was made, by whom, whether it is shut out, and which roles it has. Its login and name stand in
 * the tables of access alone, since the log keeps nothing that names a person.
 */
export interface Account {
  readonly disabled: boolean;
  /** In force, sorted. */
  readonly roles: readonly string[];
}

export const account: RecordKind<Account> = {
  kind: 'account',
  table: 'office_account',
  columns: { disabled: 'boolean', roles: 'text[]' },
  sealed: false,
  person: () => null,
};

/**
 * Writes down what has become of an account, read from access as it now stands. The first accounts, and those that an identity provider
 * brings, have no entry before their first change here.
 * @throws NoSuchRecord
 */
export async function recordAccount(
  desk: Desk,
  id: string,
  event: string,
  more: Readonly<Record<string, Json>> = {},
): Promise<Held<Account>> {
  // Locked first: two changes of one account follow one another, and the second sees the first.
  const { rows } = await sql<{ disabled: boolean }>`
    select disabled_at is not null as disabled from access_account where id = ${id} for no key update`.execute(desk.tx);
  const [found] = rows;
  if (found === undefined) throw new NoSuchRecord('account', id);
  const { rows: grants } = await sql<{ role: string }>`
    select distinct g.role from access_grant g where g.account = ${id} and ${isInForce('g', machineNow())} order by 1`.execute(desk.tx);
  const happening = { event, set: { disabled: found.disabled, roles: grants.map(({ role }) => role) }, more };
  const before = await readState(desk.tx, account, id, true);
  return before === null ? desk.create(account, happening, id) : desk.change(before, happening);
}

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { accountsIn, from, known, NOW, SECRETS } from '../../test/support/accounts.ts';
import { aStore, ENGINES } from '../../test/support/register.ts';
import { newId } from '../office/ids.ts';
import { createAccount, listAccounts } from './accounts.ts';
import { may } from './actor.ts';
import { AuthorCannotApprove, RoleRefused } from './errors.ts';
import { endRole, grantRole, type RoleGrant } from './grants.ts';
import { minutesFrom } from './instant.ts';
import { login } from './login.ts';

const grant = (account: string, more: Partial<RoleGrant> = {}): RoleGrant => ({
  account,
  role: 'auditor',
  employer: null,
  until: null,
  ...more,
});

describe.each(ENGINES)('grants of a role on %s', (engine) => {
  test('two persons grant a role, and it holds at the next request', async (context) => {
    const { db, transaction, admin, supervisor, officer } = await accountsIn(await aStore(context, engine));
    const { token } = await login(db, from(), SECRETS, NOW);
    expect(may(await known(db, token), 'hold.read')).toBe(false);
    await transaction((tx) => grantRole(tx, grant(officer), { proposedBy: admin, approvedBy: supervisor }, NOW));
    expect((await known(db, token)).roles).toEqual(['auditor', 'permit-officer']);
    expect(may(await known(db, token), 'hold.read')).toBe(true);
    await expect(transaction((tx) => grantRole(tx, grant(officer), { proposedBy: admin, approvedBy: supervisor }, NOW))).rejects.toThrow(
      RoleRefused,
    );
    await endRole(db, officer, 'auditor', admin, NOW);
    await transaction((tx) => grantRole(tx, grant(officer), { proposedBy: admin, approvedBy: supervisor }, NOW));
  });

  test('nobody approves what they proposed, nor a role for themselves; the table refuses it as well', async (context) => {
    const { db, transaction, admin, supervisor, officer } = await accountsIn(await aStore(context, engine));
    await expect(transaction((tx) => grantRole(tx, grant(officer), { proposedBy: admin, approvedBy: admin }, NOW))).rejects.toThrow(
      AuthorCannotApprove,
    );
    await expect(transaction((tx) => grantRole(tx, grant(supervisor), { proposedBy: admin, approvedBy: supervisor }, NOW))).rejects.toThrow(
      RoleRefused,
    );
    const past = sql`insert into access_grant (id, account, role, source, granted_at, proposed_by, approved_by)
      values (${newId()}, ${officer}, 'auditor', 'office', ${NOW}, ${admin}, ${admin})`;
    await expect(past.execute(db)).rejects.toThrow(/check/);
    expect((await listAccounts(db, NOW)).find(({ account }) => account === officer)?.roles).toEqual(['permit-officer']);
  });

  test('a role for a time ends by itself, and can be granted again', async (context) => {
    const { db, transaction, admin, supervisor, officer } = await accountsIn(await aStore(context, engine));
    const two = { proposedBy: admin, approvedBy: supervisor };
    const until = minutesFrom(NOW, 20);
    await transaction((tx) => grantRole(tx, grant(officer, { until }), two, NOW));
    const { token } = await login(db, from(), SECRETS, NOW);
    expect((await known(db, token, minutesFrom(NOW, 19))).roles).toContain('auditor');
    expect((await known(db, token, until)).roles).not.toContain('auditor');
    await transaction((tx) => grantRole(tx, grant(officer), two, until));
    expect((await known(db, token, until)).roles).toContain('auditor');
  });

  test('who acts for an employer has no role inside, and the employer is named', async (context) => {
    const { db, transaction, admin, supervisor, officer } = await accountsIn(await aStore(context, engine));
    const two = { proposedBy: admin, approvedBy: supervisor };
    const employer = newId();
    const { account } = await createAccount(db, { login: 'works', name: 'An employer', madeBy: admin }, NOW);
    await expect(transaction((tx) => grantRole(tx, grant(account, { role: 'employer' }), two, NOW))).rejects.toThrow(RoleRefused);
    await expect(transaction((tx) => grantRole(tx, grant(account, { employer }), two, NOW))).rejects.toThrow(RoleRefused);
    await expect(transaction((tx) => grantRole(tx, grant(officer, { role: 'employer', employer }), two, NOW))).rejects.toThrow(RoleRefused);
    await transaction((tx) => grantRole(tx, grant(account, { role: 'employer', employer }), two, NOW));
    expect((await listAccounts(db, NOW)).find((each) => each.account === account)).toMatchObject({ roles: ['employer'], employer });
    await expect(transaction((tx) => grantRole(tx, grant(account), two, NOW))).rejects.toThrow(RoleRefused);
  });

  test('two grants at once of roles that exclude each other: one is refused', async (context) => {
    const { db, transaction, admin, supervisor } = await accountsIn(await aStore(context, engine));
    const two = { proposedBy: admin, approvedBy: supervisor };
    const { account } = await createAccount(db, { login: 'works', name: 'An employer', madeBy: admin }, NOW);
    const both = [grant(account), grant(account, { role: 'employer', employer: newId() })];
    const done = await Promise.allSettled(both.map((each) => transaction((tx) => grantRole(tx, each, two, NOW))));
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

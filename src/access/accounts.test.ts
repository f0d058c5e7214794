import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { accountsIn, from, known, NOW, PASSWORD, SECRETS } from '../../test/support/accounts.ts';
import { aStore, ENGINES } from '../../test/support/register.ts';
import { acceptInvitation, changePassword, createAccount, invite, listAccounts, setDisabled } from './accounts.ts';
import { createToken } from './api-tokens.ts';
import { authenticate } from './authenticate.ts';
import { FirstAccountsRefused, InvitationInvalid, LoginTaken, PasswordTooWeak, TooManyAttempts, WrongCredentials } from './errors.ts';
import { bootstrap } from './first.ts';
import { minutesFrom } from './instant.ts';
import { type Credentials, login } from './login.ts';

describe.each(ENGINES)('accounts on %s', (engine) => {
  test('the first accounts are made once, by two persons at least', async (context) => {
    const { db, transaction } = await aStore(context, engine);
    const alone = { login: 'admin', name: 'A', password: PASSWORD, roles: ['administrator', 'supervisor'] as const };
    await expect(transaction((tx) => bootstrap(tx, [alone], NOW))).rejects.toThrow(FirstAccountsRefused);
    expect(await listAccounts(db, NOW)).toEqual([]);
    const both = [alone, { login: 'super', name: 'S', password: PASSWORD, roles: ['supervisor'] as const }];
    const tries = await Promise.allSettled([1, 2, 3].map(() => transaction((tx) => bootstrap(tx, both, NOW))));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await listAccounts(db, NOW)).toMatchObject([
      { login: 'admin', roles: ['administrator', 'supervisor'] },
      { login: 'super', roles: ['supervisor'] },
    ]);
  });

  test('somebody invited sets a password, once, and signs in', async (context) => {
    const { db, transaction, admin } = await accountsIn(await aStore(context, engine));
    const { account, code } = await createAccount(db, { login: 'Bat', name: 'B. Bat', madeBy: admin }, NOW);
    await expect(createAccount(db, { login: 'bat', name: 'Another', madeBy: admin }, NOW)).rejects.toThrow(LoginTaken);
    await expect(login(db, from({ login: 'bat', password: '' }), SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await expect(transaction((tx) => acceptInvitation(tx, { code, password: 'bat bat bat bat' }, NOW))).rejects.toThrow(PasswordTooWeak);
    expect(await transaction((tx) => acceptInvitation(tx, { code, password: PASSWORD }, NOW))).toBe(account);
    await expect(transaction((tx) => acceptInvitation(tx, { code, password: PASSWORD }, NOW))).rejects.toThrow(InvitationInvalid);
    const { token } = await login(db, from({ login: ' BAT ' }), SECRETS, NOW);
    expect(await known(db, token)).toEqual({ account, name: 'B. Bat', roles: [], employer: null, scopes: null, via: 'session' });

    const late = await invite(db, account, admin, NOW);
    await expect(acceptInvitation(db, { code: late.code, password: PASSWORD }, minutesFrom(NOW, 72 * 60))).rejects.toThrow(
      InvitationInvalid,
    );
    const [earlier, later] = [await invite(db, account, admin, NOW), await invite(db, account, admin, NOW)];
    await expect(acceptInvitation(db, { code: earlier.code, password: PASSWORD }, NOW)).rejects.toThrow(InvitationInvalid);
    await acceptInvitation(db, { code: later.code, password: 'another four words' }, NOW);
    expect(await authenticate(db, token, NOW)).toBeNull();
  });

  test('unknown, wrong and disabled get one answer', async (context) => {
    const { db, admin, officer } = await accountsIn(await aStore(context, engine));
    const answer = async (more: Partial<Credentials>) => {
      const error: unknown = await login(db, from(more), SECRETS, NOW).catch((thrown: unknown) => thrown);
      return error instanceof Error ? { ...error, message: error.message } : error;
    };
    const wrong = await answer({ password: 'not the right words' });
    expect(await answer({ login: 'nobody' })).toEqual(wrong);
    await setDisabled(db, officer, true, admin, NOW);
    expect(await answer({})).toEqual(wrong);
    await setDisabled(db, officer, false, admin, NOW);
    expect(await answer({})).toMatchObject({ account: officer });
  });

  test('the eleventh attempt on a login is not looked at, known or unknown, from wherever; another login goes on', async (context) => {
    const { db } = await accountsIn(await aStore(context, engine));
    for (const name of ['dulma', 'nobody']) {
      const tries = await Promise.allSettled(
        Array.from({ length: 14 }, (_, i) =>
          login(db, from({ login: name, password: 'wrong wrong', address: `192.0.2.${i}` }), SECRETS, NOW),
        ),
      );
      const reasons = tries.map((each) => (each.status === 'rejected' ? (each.reason as Error).constructor : null));
      expect(reasons.filter((reason) => reason === WrongCredentials)).toHaveLength(10);
      expect(reasons.filter((reason) => reason === TooManyAttempts)).toHaveLength(4);
    }
    await expect(login(db, from(), SECRETS, minutesFrom(NOW, 5))).rejects.toMatchObject({ retryAfterSeconds: 600, kind: 'limit' });
    expect(await login(db, from({ login: 'admin' }), SECRETS, NOW)).toMatchObject({ expiresAt: '2026-11-25T20:00:00.000000Z' });
    expect(await login(db, from(), SECRETS, minutesFrom(NOW, 15))).toHaveProperty('token');
  });

  test('an address is counted over all logins, and a success there gives back one attempt only', async (context) => {
    const { db } = await accountsIn(await aStore(context, engine));
    await sql`insert into access_attempt (who, failures, since)
      values (sha256(convert_to('address', 'UTF8') || '\\x00'::bytea || convert_to('192.0.2.1', 'UTF8')), 48, ${NOW})`.execute(db);
    await login(db, from(), SECRETS, NOW);
    await login(db, from(), SECRETS, NOW);
    await expect(login(db, from({ login: 'a1' }), SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await expect(login(db, from({ login: 'a2' }), SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await expect(login(db, from(), SECRETS, NOW)).rejects.toThrow(TooManyAttempts);
    await expect(login(db, from({ address: null }), SECRETS, NOW)).resolves.toHaveProperty('token');
  });

  test('a change of password ends what was signed in', async (context) => {
    const { db, officer } = await accountsIn(await aStore(context, engine));
    const { token } = await login(db, from(), SECRETS, NOW);
    await expect(changePassword(db, officer, { old: 'wrong', next: 'a wholly other one' }, NOW)).rejects.toThrow(WrongCredentials);
    await changePassword(db, officer, { old: PASSWORD, next: 'a wholly other one' }, NOW);
    expect(await authenticate(db, token, NOW)).toBeNull();
    await expect(login(db, from(), SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await login(db, from({ password: 'a wholly other one' }), SECRETS, NOW);
  });

  test('nothing that lets somebody in stands in the tables', async (context) => {
    const { db, admin, officer } = await accountsIn(await aStore(context, engine));
    const { token } = await login(db, from(), SECRETS, NOW);
    const actor = await known(db, token);
    const { text } = await createToken(db, actor, { name: 'n', scopes: ['worker.read'], expiresAt: minutesFrom(NOW, 60) }, NOW);
    const { code } = await invite(db, officer, admin, NOW);
    for (const table of ['access_account', 'access_session', 'access_token', 'access_invitation', 'access_attempt']) {
      const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(table)} t`.execute(db);
      const all = rows.map(({ line }) => line).join('\n');
      for (const secret of [token, text, code, PASSWORD, '192.0.2.1']) {
        expect(all).not.toContain(secret);
        expect(all).not.toContain(Buffer.from(secret).toString('hex'));
      }
    }
  });
});

import { describe, expect, test } from 'vitest';
import { accountsIn, from, known, NOW, SECRETS } from '../../test/support/accounts.ts';
import { aStore, ENGINES } from '../../test/support/register.ts';
import { setDisabled } from './accounts.ts';
import { createToken, revokeToken, tokensOf } from './api-tokens.ts';
import { actorOfCommand, actorOfJob, authenticate } from './authenticate.ts';
import { ScopeTooWide, TokenRefused } from './errors.ts';
import { endRole } from './grants.ts';
import { minutesFrom } from './instant.ts';
import { login } from './login.ts';
import { endSession, revokeSessions, sessionsOf } from './sessions.ts';

describe.each(ENGINES)('sessions and tokens on %s', (engine) => {
  test('a session is over after half an hour without a request, after twelve hours, and when it is ended', async (context) => {
    const { db, officer } = await accountsIn(await aStore(context, engine));
    const { token } = await login(db, from(), SECRETS, NOW);
    expect(await authenticate(db, token, minutesFrom(NOW, 29))).not.toBeNull();
    expect(await authenticate(db, token, minutesFrom(NOW, 58))).not.toBeNull();
    expect(await authenticate(db, token, minutesFrom(NOW, 89))).toBeNull();

    const kept = await login(db, from(), SECRETS, NOW);
    for (let minutes = 25; minutes < 12 * 60; minutes += 25)
      expect(await authenticate(db, kept.token, minutesFrom(NOW, minutes))).not.toBeNull();
    expect(await authenticate(db, kept.token, minutesFrom(NOW, 12 * 60))).toBeNull();

    const [one, two] = [await login(db, from({ label: 'one' }), SECRETS, NOW), await login(db, from({ label: 'two' }), SECRETS, NOW)];
    expect(
      (await sessionsOf(db, officer, NOW))
        .map(({ label }) => label)
        .filter((label) => label !== 'test')
        .sort(),
    ).toEqual(['one', 'two']);
    expect(await endSession(db, one.token, NOW)).toBe(true);
    expect(await authenticate(db, one.token, NOW)).toBeNull();
    expect(await revokeSessions(db, officer, NOW, two.session)).toBe(1);
    expect(await authenticate(db, two.token, NOW)).toBeNull();
    expect(await revokeSessions(db, officer, NOW, two.session)).toBe(0); // what is over is not ended again, and keeps its hour
  });

  test('what is taken away is gone at the next request', async (context) => {
    const { db, admin, officer } = await accountsIn(await aStore(context, engine));
    const { token } = await login(db, from(), SECRETS, NOW);
    const { text } = await createToken(
      db,
      await known(db, token),
      { name: 'n', scopes: ['worker.read'], expiresAt: minutesFrom(NOW, 60) },
      NOW,
    );
    expect((await known(db, text)).roles).toEqual(['permit-officer']);
    expect(await endRole(db, officer, 'permit-officer', admin, NOW)).toBe(true);
    expect((await known(db, token)).roles).toEqual([]);
    expect((await known(db, text)).roles).toEqual([]);
    await setDisabled(db, officer, true, admin, NOW);
    expect(await authenticate(db, token, NOW)).toBeNull();
    expect(await authenticate(db, text, NOW)).toBeNull();
    expect(await actorOfJob(db, officer, NOW)).toBeNull();
    await setDisabled(db, officer, false, admin, NOW);
    expect(await authenticate(db, token, NOW)).toBeNull(); // a session that was cut off stays cut off
    expect(await actorOfJob(db, officer, NOW)).toMatchObject({ account: officer, via: 'job' });
    expect(await actorOfCommand(db, 'DULMA', NOW)).toMatchObject({ account: officer, via: 'command' });
  });

  test('a token is as wide as its scopes, never wider than its maker, and ends', async (context) => {
    const { db, officer } = await accountsIn(await aStore(context, engine));
    const { token: session } = await login(db, from(), SECRETS, NOW);
    const actor = await known(db, session);
    const expiresAt = minutesFrom(NOW, 60);
    await expect(createToken(db, actor, { name: 'n', scopes: ['hold.read', 'worker.read'], expiresAt }, NOW)).rejects.toEqual(
      new ScopeTooWide(['hold.read']),
    );
    await expect(createToken(db, actor, { name: 'n', scopes: [], expiresAt }, NOW)).rejects.toThrow(TokenRefused);
    await expect(createToken(db, actor, { name: 'n', scopes: ['worker.read'], expiresAt: NOW }, NOW)).rejects.toThrow(TokenRefused);
    await expect(createToken(db, actor, { name: 'n', scopes: ['worker.read'], expiresAt: '2028-01-01T00:00:00Z' }, NOW)).rejects.toThrow(
      TokenRefused,
    );

    const { token, text } = await createToken(db, actor, { name: 'nightly', scopes: ['worker.read', 'token.create'], expiresAt }, NOW);
    expect(text).toMatch(/^rslt_[A-Za-z0-9_-]{43}$/);
    const narrow = await known(db, text);
    expect(narrow).toMatchObject({ account: officer, scopes: ['token.create', 'worker.read'], via: 'token' });
    await expect(createToken(db, narrow, { name: 'n', scopes: ['decision.read'], expiresAt }, NOW)).rejects.toThrow(ScopeTooWide);
    expect(await tokensOf(db, officer)).toMatchObject([{ name: 'nightly', usedAt: NOW, revokedAt: null }]);

    expect(await authenticate(db, text, expiresAt)).toBeNull();
    expect(await revokeToken(db, newOwner(officer), token, NOW)).toBe(false);
    expect(await revokeToken(db, officer, token, NOW)).toBe(true);
    expect(await authenticate(db, text, NOW)).toBeNull();
  });

  test('a bearer of another shape lets nobody in', async (context) => {
    const { db } = await accountsIn(await aStore(context, engine));
    for (const bearer of ['', 'rslt_', 'rsls_x', 'Bearer x', `rslt_${'A'.repeat(43)}`, "rsls_' or true --"]) {
      expect(await authenticate(db, bearer, NOW)).toBeNull();
    }
  });
});

const newOwner = (account: string): string => `${account.slice(0, -1)}${account.endsWith('0') ? '1' : '0'}`;

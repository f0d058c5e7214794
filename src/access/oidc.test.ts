import { sql } from 'kysely';
import { describe, expect, type TestContext, test } from 'vitest';
import { anIdentityProvider, type IdentityProvider } from '../../test/support/identity-provider.ts';
import { aStore, ENGINES, type EngineName } from '../../test/support/register.ts';
import { newId } from '../office/ids.ts';
import type { Store } from '../store/open.ts';
import { setDisabled } from './accounts.ts';
import { authenticate } from './authenticate.ts';
import { ProviderUnavailable, SignInFailed } from './errors.ts';
import { machineNow, minutesFrom } from './instant.ts';
import { beginSignIn, discoverProvider, finishSignIn, type Provider, type SignedInByProvider } from './oidc.ts';
import { claimedBy } from './oidc-claims.ts';

interface Setting {
  readonly store: Store;
  readonly at: IdentityProvider;
  readonly provider: Provider;
}

async function aSetting(context: TestContext, engine: EngineName): Promise<Setting> {
  const [store, at] = [await aStore(context, engine), await anIdentityProvider(context)];
  at.people.set('dulma', { name: 'D. Officer', groups: ['officers', 'choir'] });
  return { store, at, provider: await discoverProvider(at.config) };
}

/** As far as the browser's return; what it then brings can be spoilt on the way. */
async function asFarAsTheReturn({ store, at, provider }: Setting, returnTo = '/permits') {
  const { url, browser } = await beginSignIn(store.db, provider, returnTo);
  return { browser, callback: await at.signIn(url, 'dulma'), label: 'a browser' };
}

const signIn = async (setting: Setting, returnTo?: string): Promise<SignedInByProvider> =>
  finishSignIn(setting.store, setting.provider, await asFarAsTheReturn(setting, returnTo));

const changed = (callback: string, name: string, value: string): string => {
  const url = new URL(callback);
  url.searchParams.set(name, value);
  return url.href;
};

describe.each(ENGINES)('sign-in at a provider on %s', (engine) => {
  test('makes an account with the roles of the groups, and follows them at the next sign-in', async (context) => {
    const setting = await aSetting(context, engine);
    const first = await signIn(setting);
    expect(first).toMatchObject({ isNew: true, granted: ['permit-officer'], ended: [], returnTo: '/permits' });
    expect(await authenticate(setting.store.db, first.token)).toEqual({
      ...{ account: first.account, name: 'D. Officer', roles: ['permit-officer'], employer: null, scopes: null, via: 'session' },
    });
    expect(await signIn(setting)).toMatchObject({ account: first.account, isNew: false, granted: [], ended: [] });

    setting.at.people.set('dulma', { name: 'D. Chief', groups: 'supervisors' });
    expect(await signIn(setting)).toMatchObject({ account: first.account, granted: ['supervisor'], ended: ['permit-officer'] });
    expect(await authenticate(setting.store.db, first.token)).toMatchObject({ name: 'D. Chief', roles: ['supervisor'] });

    setting.at.people.set('dulma', { name: 'D.' });
    expect(await signIn(setting)).toMatchObject({ granted: [], ended: ['supervisor'] });
    await setDisabled(setting.store.db, first.account, true, newId(), machineNow());
    await expect(signIn(setting)).rejects.toThrow(SignInFailed);
  });

  test('an employer’s account follows its employer', async (context) => {
    const setting = await aSetting(context, engine);
    const [one, other] = [newId(), newId()];
    setting.at.people.set('dulma', { groups: ['works', 'supervisors'], employer: one });
    const first = await signIn(setting);
    expect(await authenticate(setting.store.db, first.token)).toMatchObject({ name: 'dulma', roles: ['employer'], employer: one });
    setting.at.people.set('dulma', { groups: ['works'], employer: other });
    expect(await signIn(setting)).toMatchObject({ granted: ['employer'], ended: ['employer'] });
    expect(await authenticate(setting.store.db, first.token)).toMatchObject({ employer: other });
  });

  test('the same answer shown twice lets in once', async (context) => {
    const setting = await aSetting(context, engine);
    const answer = await asFarAsTheReturn(setting);
    const both = await Promise.allSettled([answer, answer].map((each) => finishSignIn(setting.store, setting.provider, each)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(finishSignIn(setting.store, setting.provider, answer)).rejects.toThrow(SignInFailed);
  });

  test('an attempt is forgotten after ten minutes', async (context) => {
    const setting = await aSetting(context, engine);
    const late = minutesFrom(machineNow(), 10.1);
    await expect(finishSignIn(setting.store, setting.provider, await asFarAsTheReturn(setting), late)).rejects.toThrow(SignInFailed);
  });
});

describe('what comes back spoilt lets nobody in', () => {
  const refused = async (setting: Setting, answer: Parameters<typeof finishSignIn>[2]): Promise<string> => {
    const error: unknown = await finishSignIn(setting.store, setting.provider, answer).catch((thrown: unknown) => thrown);
    if (!(error instanceof SignInFailed)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
    const { rows } = await sql`select 1 from access_session`.execute(setting.store.db);
    expect(rows).toEqual([]);
    expect(error.message).toBe('The sign-in was not completed.');
    const reason = error.cause;
    return reason instanceof Error
      ? [reason.message, reason.cause instanceof Error ? reason.cause.message : JSON.stringify(reason.cause)].join(' / ')
      : String(reason);
  };

  test('another state', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const answer = await asFarAsTheReturn(setting);
    expect(await refused(setting, { ...answer, callback: changed(answer.callback, 'state', 'another') })).toContain('no attempt');
  });

  test('another browser', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const [mine, theirs] = [await asFarAsTheReturn(setting), await asFarAsTheReturn(setting)];
    expect(await refused(setting, { ...mine, browser: theirs.browser })).toContain('no attempt');
  });

  test('another nonce', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const answer = await asFarAsTheReturn(setting);
    await sql`update access_login set nonce = 'another'`.execute(setting.store.db);
    expect(await refused(setting, answer)).toMatch(/nonce/);
  });

  test('another verifier', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const answer = await asFarAsTheReturn(setting);
    await sql`update access_login set verifier = ${'x'.repeat(43)}`.execute(setting.store.db);
    expect(await refused(setting, answer)).toMatch(/invalid_grant|PKCE/i);
  });

  test('a code that was used already, under an attempt of its own', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const [used, fresh] = [await asFarAsTheReturn(setting), await asFarAsTheReturn(setting)];
    const code = new URL(used.callback).searchParams.get('code') ?? '';
    await finishSignIn(setting.store, setting.provider, used);
    await sql`delete from access_session`.execute(setting.store.db);
    expect(await refused(setting, { ...fresh, callback: changed(fresh.callback, 'code', code) })).toMatch(/invalid_grant/);
  });

  test('the answer of another provider', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const answer = await asFarAsTheReturn(setting);
    expect(await refused(setting, { ...answer, callback: changed(answer.callback, 'iss', 'https://idp.example') })).toMatch(/iss/);
  });

  test('a token that has expired', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const answer = await asFarAsTheReturn(setting);
    // As if this machine's clock stood two hours later: the token's hour is over.
    const provider = await discoverProvider({ ...setting.at.config, clockSkewSeconds: 2 * 60 * 60 });
    expect(await refused({ ...setting, provider }, answer)).toMatch(/exp/);
  });

  test('a refusal by the provider', async (context) => {
    const setting = await aSetting(context, 'embedded');
    const answer = await asFarAsTheReturn(setting);
    const url = new URL(changed(answer.callback, 'error', 'access_denied'));
    url.searchParams.delete('code');
    expect(await refused(setting, { ...answer, callback: url.href })).toMatch(/access_denied|authorization/i);
  });
});

test('a return to anywhere but a path of ours leads home', async (context) => {
  const setting = await aSetting(context, 'embedded');
  for (const returnTo of ['https://evil.example/', '//evil.example', '/\\\\evil.example', '/a b', 'permits', '']) {
    await beginSignIn(setting.store.db, setting.provider, returnTo);
  }
  const { rows } = await sql`select distinct return_to from access_login`.execute(setting.store.db);
  expect(rows).toEqual([{ return_to: '/' }]);
});

test('a provider that is not there', async () => {
  const config = { clientId: 'a', clientSecret: 'b', redirectUri: 'http://127.0.0.1:9/', claim: 'groups', roles: {} };
  await expect(discoverProvider({ ...config, issuer: 'http://127.0.0.1:9' })).rejects.toThrow(ProviderUnavailable);
});

describe('claims', () => {
  const config = { claim: 'groups', roles: { officers: 'permit-officer', works: 'employer' }, employerClaim: 'employer' } as const;
  const employer = '0192f000-0000-7000-8000-000000000001';

  test.each([
    ['a list', { groups: ['officers', 'officers', 'choir'] }, { roles: ['permit-officer'], employer: null }],
    ['one text', { groups: 'officers' }, { roles: ['permit-officer'], employer: null }],
    ['none', {}, { roles: [], employer: null }],
    ['something else', { groups: { officers: true } }, { roles: [], employer: null }],
    ['a name of every object', { groups: ['constructor', 'toString'] }, { roles: [], employer: null }],
    ['an employer', { groups: ['works'], employer }, { roles: ['employer'], employer }],
    ['an employer who is also an officer', { groups: ['works', 'officers'], employer }, { roles: ['employer'], employer }],
    ['an employer without which', { groups: ['works', 'officers'] }, { roles: [], employer: null }],
    ['an employer that is none', { groups: ['works'], employer: 'ACME' }, { roles: [], employer: null }],
  ])('%s', (_what, claims, expected) => {
    expect(claimedBy({ sub: 's', ...claims }, config)).toEqual({ name: 's', ...expected });
  });
});

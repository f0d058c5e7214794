import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { anApi, type Person, type TestApi } from '../../../test/support/api.ts';
import { anIdentityProvider } from '../../../test/support/identity-provider.ts';
import { ENGINES } from '../../../test/support/register.ts';
import { createAccount } from '../../access/accounts.ts';
import { bootstrap } from '../../access/first.ts';
import { machineNow, minutesFrom } from '../../access/instant.ts';

const PASSWORD = 'four plain words here';

async function withAccounts(api: TestApi): Promise<void> {
  await api.office.store.transaction((tx) =>
    bootstrap(
      tx,
      [
        { login: 'admin', name: 'A. Administrator', password: PASSWORD, roles: ['administrator'] },
        { login: 'super', name: 'S. Supervisor', password: PASSWORD, roles: ['supervisor'] },
      ],
      machineNow(),
    ),
  );
}

async function signedIn({ http }: TestApi, login: string, more: object = {}): Promise<Person> {
  const { json, status } = await http(null, 'POST /v1/session', { body: { login, password: PASSWORD, ...more } });
  expect(status, JSON.stringify(json)).toBe(201);
  return { account: String(json.account), bearer: String(json.token) };
}

describe.each(ENGINES)('signing in, %s', (engine) => {
  test('a session opens what its roles open, and nothing once it is ended', async (context) => {
    const api = await anApi(context, engine);
    const { http } = api;
    await withAccounts(api);
    expect(await http(null, 'POST /v1/session', { body: { login: 'super', password: 'wrong' } })).toMatchObject({
      status: 401,
      json: { code: 'access.wrong-credentials' },
    });
    const supervisor = await signedIn(api, 'super');
    const me = await http(supervisor, 'GET /v1/me');
    expect(me.json).toMatchObject({ account: supervisor.account, roles: ['supervisor'], via: 'session', employer: null });
    expect(me.json.actions).toContain('decision.approve');
    expect(me.json.actions).not.toContain('worker.register');
    const other = await signedIn(api, 'super');
    const { json } = await http(supervisor, 'GET /v1/sessions');
    const sessions = (json.items as { session: string }[]).map(({ session }) => session);
    expect(sessions).toHaveLength(2);
    expect((await http(supervisor, `DELETE /v1/sessions/${sessions[0]}`)).status).toBe(200);
    expect((await http(supervisor, `DELETE /v1/sessions/${sessions[0]}`)).json.code).toBe('register.no-such-record');
    expect((await http(other, 'GET /v1/me')).status).toBe(401);
    expect((await http(supervisor, 'DELETE /v1/session')).json).toEqual({ ended: true });
    const over = await http(supervisor, 'GET /v1/me');
    expect(over).toMatchObject({ status: 401, json: { code: 'access.not-signed-in' } });
    expect(over.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  test('one-time codes are asked for once they are confirmed, and each serves once', async (context) => {
    const api = await anApi(context, engine);
    const { http } = api;
    await withAccounts(api);
    const admin = await signedIn(api, 'admin');
    const { secret } = (await http(admin, 'POST /v1/me/second-factor')).json as { secret: string };
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    const confirmed = await http(admin, 'POST /v1/me/second-factor/confirmation', { body: { code } });
    expect(confirmed.status).toBe(201);
    const [recovery] = confirmed.json.recoveryCodes as string[];
    const login = { login: 'admin', password: PASSWORD };
    expect((await http(null, 'POST /v1/session', { body: login })).json.code).toBe('access.code-needed');
    expect((await http(null, 'POST /v1/session', { body: { ...login, code } })).json.code).toBe('access.wrong-credentials');
    expect((await http(null, 'POST /v1/session', { body: { ...login, code: recovery } })).status).toBe(201);
    expect((await http(null, 'POST /v1/session', { body: { ...login, code: recovery } })).status).toBe(401);
  });

  test('a token reaches its scopes and nothing else, and not the person’s own secrets', async (context) => {
    const api = await anApi(context, engine);
    const { http, person } = api;
    const officer = await person(['permit-officer']);
    const make = (scopes: string[]) =>
      http(officer, 'POST /v1/tokens', { body: { name: 'import', scopes, expiresAt: minutesFrom(machineNow(), 60) } });
    expect(await make(['worker.read', 'account.create'])).toMatchObject({ status: 403, json: { code: 'access.scope-too-wide' } });
    const made = await make(['worker.read']);
    expect(made.status).toBe(201);
    const token = { account: officer.account, bearer: String(made.json.text) };
    expect((await http(token, 'GET /v1/me')).json).toMatchObject({ via: 'token', actions: ['worker.read'] });
    expect((await http(token, 'GET /v1/workers')).status).toBe(200);
    expect((await http(token, 'POST /v1/workers', { body: {} })).json.code).toBe('access.not-allowed');
    expect((await http(token, 'POST /v1/me/password', { body: { old: 'a', next: 'b' } })).json.code).toBe('api.session-needed');
    expect((await http(token, 'GET /v1/tokens')).json.code).toBe('access.not-allowed');
    const [listed] = (await http(officer, 'GET /v1/tokens')).json.items as { token: string }[];
    expect((await http(officer, `DELETE /v1/tokens/${listed?.token}`)).json).toEqual({ revoked: true });
    expect((await http(token, 'GET /v1/workers')).status).toBe(401);
  });

  test('an invitation sets the password once', async (context) => {
    const api = await anApi(context, engine);
    const { http, office } = api;
    const { code } = await createAccount(office.store.db, { login: 'dulma', name: 'D.', madeBy: null }, machineNow());
    expect((await http(null, 'POST /v1/invitations', { body: { code, password: 'short' } })).json.code).toBe('access.password-too-weak');
    expect((await http(null, 'POST /v1/invitations', { body: { code, password: PASSWORD } })).status).toBe(200);
    expect((await http(null, 'POST /v1/invitations', { body: { code, password: PASSWORD } })).json.code).toBe('access.invitation-invalid');
    const dulma = await signedIn(api, 'dulma');
    const next = 'four other words now';
    expect((await http(dulma, 'POST /v1/me/password', { body: { old: PASSWORD, next } })).status).toBe(200);
    expect((await http(dulma, 'GET /v1/me')).status).toBe(401);
  });

  test('a provider’s sign-in counts only in the browser that began it, and once', async (context) => {
    const { config, people, signIn } = await anIdentityProvider(context, {
      redirectUri: 'http://127.0.0.1:9/v1/session/provider/callback',
    });
    people.set('tsetseg', { name: 'Tsetseg', groups: ['officers'] });
    const { app, http, lines } = await anApi(context, engine, { api: { provider: config } });
    const begun = await app.inject('/v1/session/provider');
    expect(begun.statusCode).toBe(302);
    const [cookie] = begun.cookies as { name: string; value: string; httpOnly: boolean; sameSite: string }[];
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    const back = new URL(await signIn(String(begun.headers.location), 'tsetseg'));
    const url = `${back.pathname}${back.search}`;
    const stranger = await app.inject(url);
    expect(stranger.json()).toMatchObject({ status: 401, code: 'access.sign-in-failed' });
    const cookies = { [String(cookie?.name)]: String(cookie?.value) };
    const { account, token } = (await app.inject({ url, cookies })).json();
    expect((await http({ account, bearer: token }, 'GET /v1/me')).json).toMatchObject({ name: 'Tsetseg', roles: ['permit-officer'] });
    expect((await app.inject({ url, cookies })).statusCode).toBe(401);
    expect(lines.join('\n')).not.toMatch(/Tsetseg|code=|state=/);
  });
});

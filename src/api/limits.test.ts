import { expect, test } from 'vitest';
import { anApi } from '../../test/support/api.ts';

test('too many requests of one account are refused for a while; another account goes on', async (context) => {
  const { http, person } = await anApi(context, 'embedded', { api: { limits: { account_perMinute: 3 } } });
  const [busy, calm] = [await person(['auditor']), await person(['auditor'])];
  for (let i = 0; i < 3; i++) expect((await http(busy, 'GET /v1/me')).status).toBe(200);
  const refused = await http(busy, 'GET /v1/me');
  expect(refused).toMatchObject({ status: 429, json: { code: 'api.too-many-requests' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await http(calm, 'GET /v1/me')).status).toBe(200);
});

test('an address that guesses at tokens is refused before anything is looked up', async (context) => {
  const { http } = await anApi(context, 'embedded', { api: { limits: { address_perMinute: 2 } } });
  const guess = { account: '', bearer: `rslt_${'A'.repeat(43)}` };
  expect((await http(guess, 'GET /v1/me')).status).toBe(401);
  expect((await http(guess, 'GET /v1/me')).status).toBe(401);
  expect((await http(guess, 'GET /v1/me')).status).toBe(429);
});

test('signing in has a limit of its own, and says how long to wait', async (context) => {
  const { http } = await anApi(context, 'embedded', { api: { limits: { signIn_perMinute: 2 } } });
  const body = { login: 'nobody', password: 'a guess of mine' };
  expect((await http(null, 'POST /v1/session', { body })).status).toBe(401);
  expect((await http(null, 'POST /v1/session', { body })).status).toBe(401);
  const refused = await http(null, 'POST /v1/session', { body });
  expect(refused).toMatchObject({ status: 429, json: { code: 'api.too-many-requests' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('ten wrong passwords for one login shut that login out, wherever they come from', async (context) => {
  const { http } = await anApi(context, 'embedded');
  const body = { login: 'nobody', password: 'a guess of mine' };
  for (let i = 0; i < 10; i++) expect((await http(null, 'POST /v1/session', { body })).status).toBe(401);
  const refused = await http(null, 'POST /v1/session', { body });
  expect(refused).toMatchObject({ status: 429, json: { code: 'access.too-many-attempts' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
});

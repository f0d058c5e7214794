import { expect, test } from 'vitest';
import { anApi } from '../../../test/support/api.ts';
import { anIdentityProvider } from '../../../test/support/identity-provider.ts';
import { servePages } from '../serve.ts';
import { browserArrival } from './arrival.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

test('a browser that signs in at the provider is in the office, where it wanted to go; another is told so on the sign-in page', async (context) => {
  const { config, people, signIn } = await anIdentityProvider(context, {
    redirectUri: 'http://127.0.0.1:9/v1/session/provider/callback',
  });
  people.set('tsetseg', { name: 'Tsetseg', groups: ['officers'] });
  const pages = servePages({ zone: 'Asia/Ulaanbaatar', hasProvider: true });
  const { app } = await anApi(context, 'embedded', { api: { provider: config, beside: pages, browsers: browserArrival } });
  const entry = await app.inject({ url: '/sign-in?next=/permits', headers: BROWSER });
  const [, start = ''] = /href="(\/v1\/session\/provider[^"]*)"/.exec(entry.body) ?? [];
  const begun = await app.inject({ url: start, headers: BROWSER });
  const back = new URL(await signIn(String(begun.headers.location), 'tsetseg'));
  const url = `${back.pathname}${back.search}`;
  const cookies = Object.fromEntries(begun.cookies.map(({ name, value }) => [name, value]));

  const stranger = await app.inject({ url, headers: BROWSER });
  expect(stranger.statusCode).toBe(303);
  expect(stranger.cookies.some(({ name }) => name.endsWith('resolute-session'))).toBe(false);
  const told = await app.inject({ url: String(stranger.headers.location), headers: BROWSER });
  expect(told.body).toContain('You were not signed in at the identity provider');

  const arrived = await app.inject({ url, headers: BROWSER, cookies });
  expect(arrived.statusCode).toBe(303);
  expect(arrived.headers.location).toBe('/permits');
  const session = arrived.cookies.find(({ name }) => name.endsWith('resolute-session'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const inside = await app.inject({ url: '/permits', headers: BROWSER, cookies: { [session?.name ?? '']: session?.value ?? '' } });
  expect(inside.statusCode).toBe(200);
  expect(inside.body).toContain('Tsetseg');
});

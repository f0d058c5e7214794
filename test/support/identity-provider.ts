import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'vitest';
import type { ProviderConfig } from '../../src/access/oidc-claims.ts';

export interface IdentityProvider {
  readonly issuer: string;
  readonly config: ProviderConfig;
  /** What it says of each person, by login; may be changed between sign-ins. */
  readonly people: Map<string, Record<string, unknown>>;
  /** Goes through its pages as a browser would. @returns the address that the browser is sent back to */
  readonly signIn: (url: string, login: string) => Promise<string>;
}

/** A real OpenID provider on this machine, with its own login pages, gone at the end of the test. */
export async function anIdentityProvider(context: TestContext, more: Partial<ProviderConfig> = {}): Promise<IdentityProvider> {
  const { default: Provider } = await quietly(() => import('oidc-provider'));
  const people = new Map<string, Record<string, unknown>>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config: ProviderConfig = {
    issuer,
    clientId: 'resolute',
    clientSecret: 'a secret of this test alone',
    redirectUri: 'http://127.0.0.1:9/v1/sign-in/back',
    claim: 'groups',
    roles: { officers: 'permit-officer', supervisors: 'supervisor', works: 'employer' },
    employerClaim: 'employer',
    ...more,
  };
  const provider = await quietly(
    async () =>
      new Provider(issuer, {
        clients: [
          {
            client_id: config.clientId,
            client_secret: config.clientSecret,
            redirect_uris: [config.redirectUri],
            response_types: ['code'],
            grant_types: ['authorization_code'],
          },
        ],
        claims: { openid: ['sub'], profile: ['name', 'groups', 'employer'] },
        conformIdTokenClaims: false, // the claims stand in the token itself, as ministries' providers are set up
        ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 3600, Session: 3600 },
        pkce: { required: () => true },
        cookies: { keys: ['a key of this test alone'] },
        findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
      }),
  );
  server.on('request', provider.callback());
  context.onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { issuer, config, people, signIn: (url, login) => throughThePages(url, login, config.redirectUri) };
}

/** It warns on the terminal that its store and its pages are for trials, which is what they are here for. */
async function quietly<T>(make: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await make();
  } finally {
    console.warn = warn;
  }
}

const STEPS_MAX = 12;

async function throughThePages(url: string, login: string, back: string): Promise<string> {
  const cookies = new Map<string, string>();
  let [next, form]: [string, URLSearchParams | null] = [url, null];
  for (let step = 0; step < STEPS_MAX; step++) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const page = await response.text();
    const location = response.headers.get('location');
    if (location !== null) {
      [next, form] = [new URL(location, next).href, null];
      if (next.startsWith(back)) return next;
      continue;
    }
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? [];
    const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(page) ?? [];
    if (action === undefined) throw new Error(`The provider answered ${response.status}: ${page.slice(0, 300)}`);
    [next, form] = [new URL(action, next).href, new URLSearchParams({ prompt, login, password: 'any' })];
  }
  throw new Error('The provider’s pages do not end.');
}

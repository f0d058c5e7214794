import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SignInFailed } from '../../access/errors.ts';
import { beginSignIn, discoverProvider, finishSignIn, type Provider } from '../../access/oidc.ts';
import type { ProviderConfig } from '../../access/oidc-claims.ts';
import { recordArrival } from '../../office/accounts/arrival.ts';
import type { Office } from '../../office/office.ts';
import { problems } from '../describe.ts';
import { Session } from './session.ts';

const START = '/v1/session/provider';
const CALLBACK = `${START}/callback`;
const COOKIE = 'resolute-sign-in';

/** How a browser goes on that comes back from the provider; a client program gets the session or the problem as JSON. */
export interface BrowserArrival {
  readonly welcome: (
    request: FastifyRequest,
    reply: FastifyReply,
    office: Office,
    arrived: { readonly account: string; readonly token: string; readonly returnTo: string },
  ) => Promise<FastifyReply>;
  readonly turnAway: (reply: FastifyReply) => FastifyReply;
}

/**
 * Sign-in at an OpenID Connect provider: a browser goes to START, comes back to CALLBACK with the cookie that it was given, and gets a
 * session like that of POST /v1/session. What comes back without that cookie, or twice, opens nothing.
 */
export async function serveProvider(
  app: FastifyInstance,
  office: Office,
  config: ProviderConfig,
  browsers?: BrowserArrival,
): Promise<void> {
  await app.register(cookie);
  const provider = discoveredOnce(config);
  const isSecure = new URL(config.redirectUri).protocol === 'https:';
  const path = new URL(config.redirectUri).pathname;
  const finish = async (request: FastifyRequest): Promise<Awaited<ReturnType<typeof finishSignIn>>> => {
    const browser = request.cookies[COOKIE];
    if (browser === undefined) throw new SignInFailed('the browser came without its cookie');
    const arrived = await finishSignIn(office.store, await provider(), { callback: request.url, browser, label: 'identity provider' });
    await recordArrival(office, arrived);
    return arrived;
  };
  app.get<{ Querystring: { returnTo?: string } }>(
    START,
    {
      schema: {
        summary: 'Begin a sign-in at the identity provider',
        tags: ['session'],
        response: { 302: z.undefined().describe('To the provider’s own page'), ...problems([429, 503]) },
      },
    },
    async (request, reply) => {
      const { returnTo } = request.query;
      const { url, browser, expiresAt } = await beginSignIn(
        office.store.db,
        await provider(),
        typeof returnTo === 'string' ? returnTo : '/',
      );
      const expires = new Date(Temporal.Instant.from(expiresAt).epochMilliseconds);
      return reply.setCookie(COOKIE, browser, { path, httpOnly: true, sameSite: 'lax', secure: isSecure, expires }).redirect(url, 302);
    },
  );
  app.get(
    CALLBACK,
    {
      schema: {
        summary: 'Where the provider sends the browser back to; gives the session',
        tags: ['session'],
        response: {
          200: { description: 'Signed in', content: { 'application/json': { schema: Session } } },
          303: z.undefined().describe('A browser: on to the pages'),
          ...problems([401, 429, 503]),
        },
      },
    },
    async (request, reply) => {
      reply.clearCookie(COOKIE, { path });
      const welcoming = (request.headers.accept ?? '').includes('text/html') ? browsers : undefined;
      try {
        const arrived = await finish(request);
        if (welcoming !== undefined) return await welcoming.welcome(request, reply, office, arrived);
        const { session, account, token, expiresAt } = arrived;
        return reply.send({ session, account, token, expiresAt });
      } catch (error) {
        if (welcoming === undefined || !(error instanceof SignInFailed)) throw error;
        return welcoming.turnAway(reply);
      }
    },
  );
}

/** Asked once it is needed, so that the service starts while the provider is away; a failure is tried again. */
function discoveredOnce(config: ProviderConfig): () => Promise<Provider> {
  let known: Promise<Provider> | undefined;
  return () => {
    known ??= discoverProvider(config).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { machineNow } from '../../access/instant.ts';
import { endSession } from '../../access/sessions.ts';
import type { BrowserArrival } from '../../api/own/provider.ts';
import type { Office } from '../../office/office.ts';
import type { SetCookie } from '../answer.ts';
import { languageOf } from '../keep/preference.ts';
import { cookieOf, setCookies } from './cookies.ts';
import { wayOn } from './where-to.ts';

/** What lets a browser in that has just signed in, in the person's language; the session it had before opens nothing any more. */
export async function sessionCookies(
  { store: { db } }: Office,
  request: FastifyRequest,
  { token, account }: { readonly token: string; readonly account: string },
): Promise<readonly SetCookie[]> {
  const before = cookieOf(request, 'session');
  if (before !== undefined) await endSession(db, before, machineNow());
  const language = await languageOf(db, account);
  return [{ name: 'session', value: token }, ...(language === null ? [] : [{ name: 'language', value: language } as const])];
}

/** Browsers that come back from the identity provider: into the office, or to the sign-in page with the reason. */
export const browserArrival: BrowserArrival = {
  welcome: async (request: FastifyRequest, reply: FastifyReply, office, arrived) => {
    setCookies(request, reply, await sessionCookies(office, request, arrived));
    return reply.redirect(wayOn(arrived.returnTo === '/' ? undefined : arrived.returnTo, '/today'), 303);
  },
  turnAway: (reply) => reply.redirect('/sign-in?provider=failed', 303),
};

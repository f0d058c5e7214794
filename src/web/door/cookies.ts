import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SetCookie } from '../answer.ts';

/** On https the browser itself holds the cookie to this very host; plain http is for a machine of one's own. */
const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

/** @param what `session`, `language`, `form` */
export const cookieName = (request: FastifyRequest, what: string): string => `${isSecure(request) ? '__Host-' : ''}resolute-${what}`;

export const cookieOptions = (request: FastifyRequest): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: isSecure(request),
});

export function cookieOf(request: FastifyRequest, what: SetCookie['name']): string | undefined {
  return request.cookies[cookieName(request, what)];
}

/** The session goes with the browser; a language stays a year. */
export function setCookies(request: FastifyRequest, reply: FastifyReply, cookies: readonly SetCookie[]): void {
  for (const { name, value } of cookies) {
    const options = cookieOptions(request);
    if (value === null) reply.clearCookie(cookieName(request, name), options);
    else reply.setCookie(cookieName(request, name), value, name === 'language' ? { ...options, maxAge: 31_536_000 } : options);
  }
}

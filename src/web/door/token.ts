import { Tokens } from '@fastify/csrf';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormNotOurs } from '../errors.ts';
import type { Given } from '../given.ts';
import { cookieName, cookieOptions } from './cookies.ts';

const tokens = new Tokens({ userInfo: false });

/** A token for the forms of a page; it goes with a secret that only this browser has, in a cookie. */
export function tokenFor(request: FastifyRequest, reply: FastifyReply): string {
  const name = cookieName(request, 'form');
  const known = request.cookies[name];
  if (known !== undefined) return tokens.create(known);
  const secret = tokens.secretSync();
  reply.setCookie(name, secret, cookieOptions(request));
  return tokens.create(secret);
}

/** @throws FormNotOurs where the token is not one that goes with this browser's cookie */
export function requireToken(request: FastifyRequest, form: Given): void {
  const secret = request.cookies[cookieName(request, 'form')];
  if (secret === undefined || !tokens.verify(secret, form.text('_csrf'))) throw new FormNotOurs();
}

/**
 * Where the form comes from. Browsers say so themselves, and that is looked at first; the token is for those that do not.
 * @throws FormNotOurs
 */
export function requireOwnSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new FormNotOurs();
}

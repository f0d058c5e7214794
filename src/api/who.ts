import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { authenticate } from '../access/authenticate.ts';
import { NotSignedIn } from '../access/errors.ts';
import type { Office } from '../office/office.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; `null` before it is known, and at the few addresses that are for everybody. */
    actor: Actor | null;
  }
}

/** The secret of `Authorization: Bearer …`; `null` where there is none. */
export function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** The session or token is looked up for each request, so that what was revoked a moment ago is refused. */
export async function identify(office: Office, request: FastifyRequest): Promise<Actor> {
  const bearer = bearerOf(request);
  const actor = bearer === null ? null : await authenticate(office.store.db, bearer);
  if (actor === null) throw new NotSignedIn();
  request.actor = actor;
  return actor;
}

/** @throws NotSignedIn */
export function whoAsks({ actor }: FastifyRequest): Actor {
  if (actor === null) throw new NotSignedIn();
  return actor;
}

export function rememberWhoAsks(app: FastifyInstance): void {
  app.decorateRequest('actor', null);
}

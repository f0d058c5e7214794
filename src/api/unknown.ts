import type { FastifyInstance, HTTPMethods } from 'fastify';
import { AddressUnknown, MethodNotThere } from './errors.ts';

/** Every address with its methods, as registered. */
export type Addresses = ReadonlyMap<string, ReadonlySet<string>>;

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Keeps which addresses there are. To be called before the first of them is registered. */
export function noteRoutes(app: FastifyInstance): Addresses {
  const addresses = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = addresses.get(url) ?? new Set();
    for (const each of Array.isArray(method) ? method : [method]) methods.add(each);
    addresses.set(url, methods);
  });
  return addresses;
}

/** An unknown address gets the nearest one that is known; a known one that lacks the method says which it has. */
export function answerUnknown(app: FastifyInstance, addresses: Addresses): void {
  app.setNotFoundHandler(async (request) => {
    const path = request.url.split('?')[0] ?? '';
    throw new AddressUnknown(
      shortened(path),
      [...addresses.keys()].filter((known) => !known.includes('*')),
    );
  });
}

/** Answers 405 for the methods that an address lacks. To be called after the last address is registered. */
export function answerOtherMethods(app: FastifyInstance, addresses: Addresses): void {
  for (const [url, has] of [...addresses]) {
    if (url.includes('*') || url.startsWith('/docs')) continue;
    const lacks = METHODS.filter((method) => !has.has(method));
    if (lacks.length === 0) continue;
    const allowed = METHODS.filter((method) => has.has(method));
    app.route({
      method: lacks,
      url,
      schema: { hide: true },
      handler: async (request) => {
        throw new MethodNotThere(request.method, url, allowed);
      },
    });
  }
}

/** What was typed may be long, or hold what should not be repeated whole. */
const shortened = (path: string): string => (path.length > 100 ? `${path.slice(0, 99)}…` : path);

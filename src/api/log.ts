import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LogController } from 'fastify';

/**
 * What the log says of a request: never a body, a query string, a header, an address or a name. The route is its template, so that no id
 * of a person stands there either.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    app.log.info({
      request: request.id,
      method: request.method,
      route: templateOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      account: request.actor?.account ?? null,
    });
  });
  app.addHook('onRequestAbort', async (request) => {
    app.log.info({ request: request.id, method: request.method, route: templateOf(request), aborted: true });
  });
}

export const templateOf = (request: FastifyRequest): string => (request.is404 ? 'none' : (request.routeOptions.url ?? 'none'));

/** Fastify's own lines would carry addresses and query strings, and the messages of errors; none of them is written. */
export class QuietLog extends LogController {
  constructor() {
    super({ disableRequestLogging: true });
  }
  override defaultErrorLog(): void {
    // The error handler writes what there is to say.
  }
  override routeNotFound(): void {
    // So does the handler of unknown addresses.
  }
}

/**
 * What the log keeps of an error that nobody expected: its kind and where it was thrown. Not its message, since a database or a parser
 * quotes there what it was given.
 */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const { code, constraint, table, routine } = error as Error & Record<string, unknown>;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    at: frames.slice(0, 12).map((line) => line.trim()),
    ...Object.fromEntries(Object.entries({ code, constraint, table, routine }).filter(([, value]) => typeof value === 'string')),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
}

import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import { TookTooLong } from './errors.ts';

/**
 * Gives up on handlers that take too long. Fastify's own `handlerTimeout` ends its count when the body has arrived, so it covers that alone.
 * What the handler does goes on to its end and is kept whole or not at all; its key gives the answer later. To be called before the
 * routes; a route that says how long it may take is left to itself.
 */
export function answerInTime(app: FastifyInstance, timeout_ms: number): void {
  app.addHook('onRoute', (route) => {
    if (route.handlerTimeout !== undefined) return;
    const { handler } = route;
    const timed: RouteHandlerMethod = async function (request, reply) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new TookTooLong()), timeout_ms);
      });
      try {
        return await Promise.race([handler.call(this, request, reply), late]);
      } finally {
        clearTimeout(timer);
      }
    };
    route.handler = timed;
  });
}

import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../office/ids.ts';
import type { ResoluteError } from '../values/errors.ts';
import { BodyMalformed, BodyOfOtherType, BodyTooLarge, Fault, RequestMalformed, TookTooLong } from './errors.ts';
import { faultOf, templateOf } from './log.ts';
import { isResoluteError, problemOf } from './problems/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The media types of a body, where it is not JSON. */
    reads?: readonly string[];
  }
}

/** Every answer that is no success goes out here, whatever went wrong and wherever. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => refuse(request, reply, error));
}

export function refuse(request: FastifyRequest, reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = understood(thrown, request);
  const problem = problemOf(error, request.id);
  const { retryAfterSeconds, allowed } = error as ResoluteError & { readonly retryAfterSeconds?: unknown; readonly allowed?: unknown };
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="resolute"');
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', Math.ceil(retryAfterSeconds));
  else if (problem.status === 503) reply.header('retry-after', 5);
  if (Array.isArray(allowed)) reply.header('allow', allowed.join(', '));
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

/** Whatever was thrown as an error that a caller may read; a fault of ours is noted first, and told by its request's number alone. */
export const understood = (thrown: unknown, request: FastifyRequest): ResoluteError => expected(thrown, request) ?? noted(thrown, request);

/** The error as one that a caller may read; `null` where it is a fault of ours. */
function expected(thrown: unknown, request: FastifyRequest): ResoluteError | null {
  if (isResoluteError(thrown)) return thrown.kind === 'fault' ? null : thrown;
  const { code, statusCode } = (thrown ?? {}) as { readonly code?: unknown; readonly statusCode?: unknown };
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new BodyOfOtherType(request.routeOptions.config.reads);
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new BodyTooLarge(request.routeOptions.bodyLimit ?? request.server.initialConfig.bodyLimit ?? 0);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new BodyMalformed('its length is not the one of Content-Length');
    case 'FST_ERR_HANDLER_TIMEOUT':
      return new TookTooLong();
  }
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? new RequestMalformed() : null;
}

function noted(thrown: unknown, request: FastifyRequest): ResoluteError {
  request.server.log.error({ request: request.id, method: request.method, route: templateOf(request), fault: faultOf(thrown) });
  return new Fault(request.id);
}

/** What no parser of HTTP reads never becomes a request; its answer is written by hand, and is a problem like every other. */
export function answerBrokenHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const body = JSON.stringify(problemOf(new RequestMalformed(), newId()));
  const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/problem+json; charset=utf-8', 'connection: close'];
  socket.end([...head, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answered } from '../office/office.ts';
import { isKnown, tagOf } from './etag.ts';
import type { Operation } from './operation.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Sends what a use case gave: 201 with the place of what was made, 202 with the proposal that waits, else 200. */
export function sendDone(
  reply: FastifyReply,
  { route }: Operation,
  { result, repeated }: Answered<unknown>,
  isDryRun: boolean,
): FastifyReply {
  if (reply.sent) return reply; // it took too long, and was answered so
  const fields = (result ?? {}) as Fields;
  if (repeated) reply.header('idempotency-replayed', 'true');
  if (isDryRun) return reply.code(200).send(result);
  if (typeof fields.version === 'number') reply.header('etag', `"${fields.version}"`);
  const proposal = waitingProposal(fields);
  if (proposal !== null) return reply.code(202).header('location', `/v1/proposals/${proposal}`).send(result);
  if (route.made !== undefined) return reply.code(201).header('location', placeOf(route.made, fields)).send(result);
  return reply.code(200).send(result);
}

/** What waits for a second person names its proposal; where the answer has a status of its own, that says whether it still waits. */
export function waitingProposal({ proposal, status }: Fields): string | null {
  return typeof proposal === 'string' && (status === undefined || status === 'waiting') ? proposal : null;
}

const placeOf = (template: string, fields: Fields): string =>
  template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(fields[name])));

/** Sends what a query gave: a page with the way to the next, a record with its tag, or 304 where the caller has it already. */
export function sendRead(request: FastifyRequest, reply: FastifyReply, full: unknown, shown: unknown): FastifyReply {
  if (reply.sent) return reply;
  const { next, version } = (full ?? {}) as Fields;
  if (typeof next === 'string') reply.header('link', `<${nextPage(request.url, next)}>; rel="next"`);
  const body = JSON.stringify(shown);
  if (typeof version === 'number') {
    const tag = tagOf(version, body);
    reply.header('etag', tag);
    if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
  }
  return reply.code(200).type('application/json; charset=utf-8').send(body);
}

function nextPage(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?');
  const asked = new URLSearchParams(query);
  asked.set('cursor', cursor);
  return `${path}?${asked}`;
}

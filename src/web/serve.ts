import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../access/authenticate.ts';
import type { Door, ServeBeside } from '../api/beside.ts';
import { AddressUnknown } from '../api/errors.ts';
import type { ResoluteError } from '../values/errors.ts';
import type { Answer } from './answer.ts';
import { cookieOf, setCookies } from './door/cookies.ts';
import { fieldsOf, UPLOAD_BYTES_MAX } from './door/form.ts';
import { servePage } from './door/page.ts';
import { setPolicy } from './door/policy.ts';
import { framed, wordsOf } from './door/request.ts';
import { requireOwnSite, tokenFor } from './door/token.ts';
import { troublePage } from './door/trouble.ts';
import { pathOf, signInFor } from './door/where-to.ts';
import { OnlyByButton } from './errors.ts';
import { frameOf } from './layout/frame.ts';
import type { WebOptions } from './options.ts';
import { pagesOf } from './pages.ts';
import { assets } from './render/assets.ts';
import { render } from './render/templates.ts';

const FORM_BYTES_MAX = 4 * 1024 * 1024;

/** Pages stand in no document of the API. */
const HIDDEN = { schema: { hide: true } } as const;

/** The pages, served beside the API in one service. */
export function servePages(options: WebOptions): ServeBeside {
  return async (app, door) => {
    await app.register(cookie);
    await app.register(formbody, { bodyLimit: FORM_BYTES_MAX });
    await app.register(multipart, { limits: { files: 1, fields: 200, fieldSize: FORM_BYTES_MAX, fileSize: UPLOAD_BYTES_MAX + 1 } });
    await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
    serveAssets(app);
    await app.register(async (rooms) => {
      rooms.addHook('onRequest', (request, reply) => enter(request, reply, door));
      rooms.setErrorHandler((thrown, request, reply) => answerTrouble(request, reply, door, options, door.understood(thrown, request)));
      serveRooms(rooms, door, options);
    });
  };
}

function serveRooms(app: FastifyInstance, door: Door, options: WebOptions): void {
  const pages = pagesOf(options);
  const send = (request: FastifyRequest, reply: FastifyReply, answer: Answer, isRestored = false) =>
    sendAnswer(request, reply, door, options, answer, isRestored);
  for (const page of pages) servePage(app, { door, options, send }, page);
  const read = new Set(pages.filter(({ method }) => method === 'GET').map(({ path }) => path));
  for (const path of new Set(pages.map((page) => page.path)))
    if (!read.has(path))
      app.get(path, HIDDEN, async () => {
        throw new OnlyByButton();
      });
  const known = [...read].filter((path) => !path.includes(':'));
  app.get('/*', HIDDEN, async (request, reply) => {
    // A client program gets the API's own answer.
    if (!(request.headers.accept ?? '').includes('text/html') || request.url.startsWith('/v1')) return reply.callNotFound();
    throw new AddressUnknown(pathOf(request), known);
  });
}

/** A year, since the address changes with the content. */
function serveAssets(app: FastifyInstance): void {
  const { base, files } = assets();
  for (const [name, { type, plain, gzip, brotli }] of files) {
    app.get(`${base}/${name}`, { ...HIDDEN, compress: false }, async (request, reply) => {
      const takes = request.headers['accept-encoding'] ?? '';
      const [body, coding] = takes.includes('br') ? [brotli, 'br'] : takes.includes('gzip') ? [gzip, 'gzip'] : [plain, null];
      reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding').type(type);
      if (coding !== null) reply.header('content-encoding', coding);
      return reply.send(body);
    });
  }
}

/** The session is looked up for each request, so that one that was ended a moment ago opens nothing. */
async function enter(request: FastifyRequest, reply: FastifyReply, { office, limit }: Door): Promise<void> {
  setPolicy(reply);
  if (request.method !== 'GET' && request.method !== 'HEAD') requireOwnSite(request);
  await limit.address(request);
  const token = cookieOf(request, 'session');
  request.actor = token === undefined ? null : await authenticate(office.store.db, token);
  if (request.actor !== null) await limit.account(request);
}

async function answerTrouble(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  options: WebOptions,
  error: ResoluteError,
): Promise<FastifyReply> {
  // Whoever is not signed in is asked to, and comes back to where they wanted to go.
  if (error.code === 'access.not-signed-in')
    return reply.redirect(signInFor(request.method === 'GET' ? request.url : pathOf(request)), 303);
  const { retryAfterSeconds } = error as ResoluteError & { readonly retryAfterSeconds?: unknown };
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', Math.ceil(retryAfterSeconds));
  return sendAnswer(request, reply, door, options, troublePage(error, request, wordsOf(request, options.zone)));
}

async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { office }: Door,
  { zone, standingDay = null }: WebOptions,
  answer: Answer,
  isRestored = false,
): Promise<FastifyReply> {
  if (answer.sort === 'other') {
    setCookies(request, reply, answer.cookies);
    return reply.redirect(answer.to, 303);
  }
  if (answer.sort === 'file') {
    const kind = answer.inline ? 'inline' : 'attachment';
    return reply.header('content-disposition', `${kind}; filename="${answer.name}"`).type(answer.type).send(answer.body);
  }
  const frame = frameOf(framed(office, request, fieldsOf(request), zone), {
    here: pathOf(request),
    csrf: tokenFor(request, reply),
    isRestored,
    standingDay,
  });
  return reply
    .code(answer.status)
    .type('text/html; charset=utf-8')
    .send(render(answer.view, { ...frame, ...answer.model }));
}

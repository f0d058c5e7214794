import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotAllowed, NotSignedIn } from '../../access/errors.ts';
import { machineNow } from '../../access/instant.ts';
import { accountOfEnded } from '../../access/sessions.ts';
import type { Door } from '../../api/beside.ts';
import type { Office } from '../../office/office.ts';
import type { Answer } from '../answer.ts';
import type { Given } from '../given.ts';
import { draftOf, forgetDraft, keepDraft } from '../keep/draft.ts';
import { isFor } from '../layout/nav.ts';
import type { WebOptions } from '../options.ts';
import { type By, NOTHING, type Page } from '../page.ts';
import type { Upload } from '../visit.ts';
import { cookieOf } from './cookies.ts';
import { fieldsOf, UPLOAD_BYTES_MAX, withFileForm } from './form.ts';
import { visitOf } from './request.ts';
import { requireToken } from './token.ts';
import { pathOf } from './where-to.ts';

export interface Rooms {
  readonly door: Door;
  readonly options: WebOptions;
  readonly send: (request: FastifyRequest, reply: FastifyReply, answer: Answer, isRestored?: boolean) => Promise<FastifyReply>;
}

/** A file may take a while to come, and longer to be read. */
const UPLOAD_MS_MAX = 10 * 60_000;

/** One page under its address: who may, what was kept for them, and its answer. */
export function servePage(app: FastifyInstance, rooms: Rooms, page: Page): void {
  const { method, path, takesFile } = page;
  const { limit } = rooms.door;
  app.route({
    method,
    url: path,
    schema: { hide: true },
    ...(takesFile === true && method === 'POST' ? { bodyLimit: UPLOAD_BYTES_MAX, handlerTimeout: UPLOAD_MS_MAX } : {}),
    ...(page.isSignIn === true && method === 'POST' ? { onRequest: (request: FastifyRequest) => limit.signIn(request) } : {}),
    handler: (request, reply) => (method === 'GET' ? show(request, reply, rooms, page) : take(request, reply, rooms, page)),
  });
}

async function show(request: FastifyRequest, reply: FastifyReply, { door, options, send }: Rooms, page: Page): Promise<FastifyReply> {
  requireSomebody(request, page.by);
  const { office } = door;
  const { actor } = request;
  const kept = page.keepsDraft === true && actor !== null ? await draftOf(office, actor.account, pathOf(request)) : null;
  const visit = visitOf(office, request, { form: kept ?? NOTHING, zone: options.zone });
  return send(request, reply, await page.run(visit), kept !== null);
}

async function take(request: FastifyRequest, reply: FastifyReply, { door, options, send }: Rooms, page: Page): Promise<FastifyReply> {
  const { office } = door;
  const act = async (form: Given, upload?: Upload): Promise<FastifyReply> => {
    if (page.keepsDraft === true && request.actor === null) await keepForLater(office, request, form);
    requireSomebody(request, page.by);
    const answer = await page.run(visitOf(office, request, { form, upload, zone: options.zone }));
    if (page.keepsDraft === true && request.actor !== null && answer.sort !== 'view')
      await forgetDraft(office, request.actor.account, pathOf(request));
    return send(request, reply, answer);
  };
  if (page.takesFile === true && request.isMultipart()) return withFileForm(request, office.store.folder, act);
  const form = fieldsOf(request);
  requireToken(request, form);
  return act(form);
}

/** @throws NotSignedIn, NotAllowed */
function requireSomebody({ actor }: FastifyRequest, by: By): void {
  if (by === 'everybody') return;
  if (actor === null) throw new NotSignedIn();
  if (by === 'signed-in' || isFor(actor, by)) return;
  const [first] = typeof by === 'string' ? [by] : by;
  if (first !== undefined) throw new NotAllowed(first);
}

/** The session ended by itself while somebody was writing: what they wrote waits for them. */
async function keepForLater(office: Office, request: FastifyRequest, form: Given): Promise<void> {
  const token = cookieOf(request, 'session');
  const account = token === undefined ? null : await accountOfEnded(office.store.db, token, machineNow());
  if (account !== null) await keepDraft(office, account, pathOf(request), form);
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Action } from '../../access/actions.ts';
import { type Actor, requireMay } from '../../access/actor.ts';
import type { Office } from '../../office/office.ts';
import { admitted } from '../../office/perform.ts';
import { describeOperation } from '../describe.ts';
import { SessionNeeded } from '../errors.ts';
import { operationOf } from '../operation.ts';
import { said } from '../request.ts';
import type { Route } from '../routes.ts';
import { whoAsks } from '../who.ts';

/** What an act of the door itself stands on. */
export interface Standing {
  readonly office: Office;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Something that is no act of the register, and so has no key: it concerns the caller's own sessions and secrets, and gives a secret once,
 * which must not be kept to be given again; or it makes a proof anew each time.
 */
export interface OwnAct<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly route: Route;
  readonly summary: string;
  readonly action: Action | null;
  /** `everybody`: whether signed in or not. `session`: a person who signed in, no token. */
  readonly by: 'everybody' | 'account' | 'session';
  readonly input: I;
  readonly output: O;
  /** What the document shows as a request. */
  readonly example: Readonly<Record<string, unknown>>;
  /** 200 unless given. */
  readonly status?: 201 | 302;
  /** How long it may take, where that is longer than anything else. */
  readonly timeout_ms?: number;
  /** The one text of the answer, where every byte of it counts. */
  readonly text?: (result: z.output<O>) => string;
  readonly run: (standing: Standing & { readonly actor: Actor | null }, input: z.output<I>) => Promise<z.input<O>>;
}

export function ownAct<I extends z.ZodType, O extends z.ZodType>(act: OwnAct<I, O>): OwnAct {
  return act as unknown as OwnAct;
}

/** What is read of somebody who is not signed in. */
const STRANGERS_BYTES_MAX = 16 * 1024;

export function serveOwnAct(app: FastifyInstance, office: Office, act: OwnAct): void {
  const { route, summary, action, by, input, output, status = 200, example, timeout_ms, text } = act;
  const operation = operationOf(route, { name: route.does, action, summary, input, output }, 'own');
  app.route({
    method: route.method,
    url: route.path,
    ...(by === 'everybody' ? { bodyLimit: STRANGERS_BYTES_MAX } : {}),
    ...(timeout_ms === undefined ? {} : { handlerTimeout: timeout_ms }),
    schema: describeOperation(operation, { isOpen: by === 'everybody', status, example }),
    handler: async (request, reply) => {
      const actor = by === 'everybody' ? null : whoAsks(request);
      if (by === 'session' && actor?.via !== 'session') throw new SessionNeeded();
      if (action !== null && actor !== null) requireMay(actor, action);
      const given = admitted(input, said(operation, request).input);
      const result = output.parse(await act.run({ office, request, reply, actor }, given));
      if (reply.sent) return reply;
      return reply
        .code(status)
        .type('application/json; charset=utf-8')
        .send(text === undefined ? result : text(result));
    },
  });
}

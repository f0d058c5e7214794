import type { FastifyInstance } from 'fastify';
import { requireMay } from '../access/actor.ts';
import { InputRefused } from '../office/errors.ts';
import type { Office } from '../office/office.ts';
import { ask, perform } from '../office/perform.ts';
import type { Query, UseCase } from '../office/use-case.ts';
import { sendDone, sendRead } from './answer.ts';
import { describeOperation } from './describe.ts';
import { momentOf } from './moment.ts';
import { type Operation, operationOf } from './operation.ts';
import { said } from './request.ts';
import type { Route } from './routes.ts';
import { whoAsks } from './who.ts';

/** What stands behind the routes. */
export interface Catalogue {
  readonly useCases: readonly UseCase[];
  readonly queries: readonly Query[];
}

/** Every route of the table whose use case is there. */
export function operations(routes: readonly Route[], { useCases, queries }: Catalogue): Operation[] {
  const writes = new Map(useCases.map((useCase) => [useCase.name, useCase]));
  const reads = new Map(queries.map((query) => [query.name, query]));
  return routes.flatMap((route) => {
    const write = writes.get(route.does);
    const read = reads.get(route.does);
    if (write !== undefined) return [operationOf(route, write, 'write')];
    return read === undefined ? [] : [operationOf(route, read, 'read')];
  });
}

export function serveOperation(app: FastifyInstance, office: Office, operation: Operation): void {
  const { route } = operation;
  app.route({
    method: route.method,
    url: route.path,
    schema: describeOperation(operation),
    handler: operation.sort === 'write' ? writing(office, operation) : reading(office, operation),
  });
}

type Handler = Parameters<FastifyInstance['route']>[0]['handler'];

function writing(office: Office, operation: Operation): Handler {
  const useCase = operation.does as UseCase;
  return async (request, reply) => {
    const actor = whoAsks(request);
    // Before what was sent is looked at, so that nobody learns of a form what they may not fill in. Where attempts are kept, the office asks.
    if (useCase.action !== null && useCase.keepsAttempts !== true) requireMay(actor, useCase.action);
    const { input, door, key } = said(operation, request);
    const dryRun = dryRunOf(door.dryRun);
    return sendDone(reply, operation, await perform(office, actor, useCase, input, { key, dryRun }), dryRun);
  };
}

function reading(office: Office, operation: Operation): Handler {
  const query = operation.does as Query;
  return async (request, reply) => {
    const actor = whoAsks(request);
    requireMay(actor, query.action);
    const { input, door } = said(operation, request);
    const full: unknown = await ask(office, actor, query, input, momentOf(door));
    const wanted = typeof door.fields === 'string' ? door.fields.split(',') : null;
    const shown = wanted === null || operation.mask === null ? full : operation.mask(full, wanted);
    return sendRead(request, reply, full, shown);
  };
}

/** @throws InputRefused: what was meant to change nothing must not change anything because of a slip */
function dryRunOf(given: unknown): boolean {
  if (given === undefined || typeof given === 'boolean') return given ?? false;
  throw new InputRefused([{ field: 'dryRun', reason: 'This is neither true nor false.', remedy: 'Write dryRun=true, or leave it out.' }]);
}

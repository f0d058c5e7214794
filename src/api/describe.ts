import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { exampleOf } from './examples.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problems/problem.ts';

/** What the document says of an operation, from the schemas that check it. */
/** @param isOpen whether it is for everybody, signed in or not */
export function describeOperation(operation: Operation, isOpen = false): FastifySchema {
  const { does, route, params, query, body, sort, takesVersion } = operation;
  const isWrite = sort === 'write';
  const isRead = sort === 'read';
  const example = exampleOf(does.name);
  return {
    summary: does.summary,
    description: aboutOf(operation),
    operationId: does.name, // by which the command line finds it
    tags: [does.name.split('.')[0] ?? does.name],
    security: isOpen ? [] : [{ bearer: [] }],
    ...(Object.keys(params).length === 0 ? {} : { params: z.object(params) }),
    ...(Object.keys(query).length === 0 ? {} : { querystring: z.object(query) }),
    ...(body === null ? {} : { body: bodyOf(body, example?.body) }),
    ...(isWrite ? { headers: headersOf(takesVersion) } : {}),
    ...(isRead ? { headers: z.object({ 'if-none-match': z.string().optional() }) } : {}),
    response: {
      200: { description: isWrite ? 'Done (or, in a dry run, what would be)' : 'The answer', content: json(does.output) },
      ...(route.made === undefined ? {} : { 201: { description: 'Made; Location says where it is read', content: json(does.output) } }),
      ...(isWrite ? { 202: { description: 'It waits for a second person; Location is the proposal', content: json(does.output) } } : {}),
      ...(isRead && route.path.includes(':') ? { 304: { description: 'The caller has this very answer', type: 'null' } } : {}),
      ...problems([400, 401, 403, ...(route.path.includes(':') || isWrite ? [404] : []), ...(isWrite ? [409] : [])]),
      ...problems([...(takesVersion ? [412] : []), ...(body === null ? [] : [413, 415]), 422, 429, 500, 503]),
    },
  } as FastifySchema;
}

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

const WHEN: Readonly<Record<number, string>> = {
  400: 'The request is not one that this address understands',
  401: 'Nobody is signed in',
  403: 'This person may not, or a second person must',
  404: 'There is none, or this person may not know of it',
  409: 'The state of the record, or an earlier request under this key, stands against it',
  412: 'The record has changed since it was read',
  413: 'The body is too large',
  415: 'The body is of another media type',
  422: 'What was sent does not fit; every problem is named',
  429: 'Too many requests; Retry-After says how long to wait',
  500: 'A fault of Resolute, with a number that stands in its log',
  503: 'It cannot answer now, or the register is read-only',
};

export const problems = (statuses: readonly number[]): Record<number, unknown> =>
  Object.fromEntries(
    statuses.map((status) => [status, { description: WHEN[status] ?? '', content: { 'application/problem+json': { schema: Problem } } }]),
  );

function bodyOf(shape: Readonly<Record<string, z.core.$ZodType>>, example: unknown): z.ZodType {
  const schema = z.strictObject(shape);
  return example === undefined ? schema : schema.meta({ examples: [example] });
}

const headersOf = (takesVersion: boolean): z.ZodType =>
  z.object({
    'idempotency-key': z
      .string()
      .max(200)
      .optional()
      .describe('Chosen by the caller, best a UUID. The same request with the same key gets the first answer again.'),
    ...(takesVersion
      ? {
          'if-match': z
            .string()
            .optional()
            .describe('The ETag of the record as it was read; the act is refused when it has changed since.'),
        }
      : {}),
  });

function aboutOf({ does, sort }: Operation): string {
  const nothing = sort === 'own' ? 'For one’s own account.' : 'What it needs depends on the record.';
  const needs = does.action === null ? nothing : `Needs \`${does.action}\`.`;
  return sort !== 'read' ? needs : `${needs} \`asOf\` and \`knownAt\` choose the moment on both clocks.`;
}

import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { exampleOf } from './examples/examples.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problems/problem.ts';

/** What the document says of an operation, from the schemas that check it. */
export interface Particulars {
  /** For everybody, signed in or not. */
  readonly isOpen?: boolean;
  /** Of success; 200, and where something is made 201, unless given. */
  readonly status?: number;
  readonly example?: Readonly<Record<string, unknown>>;
}

export function describeOperation(operation: Operation, { isOpen = false, status = 200, example: given }: Particulars = {}): FastifySchema {
  const { does, route, params, query, body, sort, takesVersion } = operation;
  const isWrite = sort === 'write';
  const isRead = sort === 'read';
  const example = given ?? exampleOf(does.name);
  return {
    summary: does.summary,
    description: aboutOf(operation),
    operationId: does.name, // by which the command line finds it
    tags: [does.name.split('.')[0] ?? does.name],
    security: isOpen ? [] : [{ bearer: [] }],
    ...(Object.keys(params).length === 0 ? {} : { params: z.object(shown(params, example)) }),
    ...(Object.keys(query).length === 0 ? {} : { querystring: z.object(shown(query, example)) }),
    ...(body === null ? {} : { body: bodyOf(body, example) }),
    ...(isWrite ? { headers: headersOf(takesVersion) } : {}),
    ...(isRead ? { headers: z.object({ 'if-none-match': z.string().optional() }) } : {}),
    response: {
      [status]: { description: isWrite ? 'Done (or, in a dry run, what would be)' : 'The answer', content: json(does.output) },
      ...(route.made === undefined ? {} : { 201: { description: 'Made; Location says where it is read', content: json(does.output) } }),
      ...(isWrite ? { 202: { description: 'It waits for a second person; Location is the proposal', content: json(does.output) } } : {}),
      ...(isRead && route.path.includes(':') ? { 304: z.undefined().describe('The caller has this very answer') } : {}),
      ...problems([400, 401, 403, ...(route.path.includes(':') || isWrite ? [404] : []), ...(isRead ? [] : [409])]),
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

type Shape = Readonly<Record<string, z.core.$ZodType>>;
type Example = Readonly<Record<string, unknown>> | undefined;

/** Fields of an address with the values that the example has. */
function shown(shape: Shape, example: Example): Shape {
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => {
      const value = example?.[name];
      if (value === undefined) return [name, schema];
      return [name, (schema as z.ZodType).meta({ ...(schema as z.ZodType).meta(), examples: [value] })];
    }),
  );
}

function bodyOf(shape: Shape, example: Example): z.ZodType {
  const schema = z.strictObject(shape);
  if (example === undefined) return schema;
  return schema.meta({ examples: [Object.fromEntries(Object.entries(example).filter(([name]) => Object.hasOwn(shape, name)))] });
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

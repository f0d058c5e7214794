import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';
import type { Route } from '../../src/api/routes.ts';
import type { Heard } from './api.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Described {
  readonly document: Json & { readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>> };
  /** What is wrong with an answer, going by what the document says of this route; empty where it is as described. */
  readonly faultsOf: (route: Pick<Route, 'method' | 'path'>, heard: Heard) => readonly string[];
}

/** The document of a service, as something that answers can be held against. */
export async function described(app: FastifyInstance): Promise<Described> {
  const document = (await app.inject('/openapi.json')).json() as Described['document'];
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });
  ajv.addSchema(document, 'document');
  const known = new Map<string, ValidateFunction | null>();
  const schemaFor = (pointer: string): ValidateFunction | null => {
    const before = known.get(pointer);
    if (before !== undefined) return before;
    const found = pointed(document, pointer) === undefined ? null : ajv.compile({ $ref: `document#${pointer}` });
    known.set(pointer, found);
    return found;
  };
  return {
    document,
    faultsOf: ({ method, path }, { status, headers, json }) => {
      const type = String(headers['content-type']).split(';')[0] ?? '';
      const steps = [
        'paths',
        path.replace(/:(\w+)/g, '{$1}'),
        method.toLowerCase(),
        'responses',
        String(status),
        'content',
        type,
        'schema',
      ];
      const pointer = `/${steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
      const validate = schemaFor(encodeURI(pointer));
      const what = `${method} ${path} ${status} ${type}`;
      if (validate === null) return [`${what}: the document does not know this answer.`];
      return validate(json) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${what}: ${instancePath} ${message}`);
    },
  };
}

function pointed(document: Json, pointer: string): unknown {
  let at: unknown = document;
  for (const step of decodeURI(pointer).split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Json)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return at;
}

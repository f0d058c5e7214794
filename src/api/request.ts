import type { FastifyRequest } from 'fastify';
import { type InputProblem, InputRefused } from '../office/errors.ts';
import { BodyMalformed, HeaderMalformed } from './errors.ts';
import { versionSeen } from './etag.ts';
import type { Operation } from './operation.ts';
import { unknownName } from './query-text.ts';

/** What a request says, put back together as the one input that its use case knows. */
export interface Said {
  readonly input: Readonly<Record<string, unknown>>;
  /** What is of the door: `dryRun`, `asOf`, `knownAt`, `fields`. */
  readonly door: Readonly<Record<string, unknown>>;
  readonly key: string | null;
}

/** @throws InputRefused, HeaderMalformed, BodyMalformed */
export function said(operation: Operation, request: FastifyRequest): Said {
  const asked = Object.entries(operation.reader.read(request.query as Record<string, unknown>));
  const ofDoor = asked.filter(([name]) => operation.isOfDoor(name));
  const ofInput = asked.filter(([name]) => !operation.isOfDoor(name));
  return {
    input: {
      ...bodyOf(operation, request.body),
      ...Object.fromEntries(ofInput),
      ...(request.params as Record<string, string>),
      ...seen(operation, request.headers['if-match']),
    },
    door: Object.fromEntries(ofDoor),
    key: operation.sort === 'write' ? keyOf(request.headers['idempotency-key']) : null,
  };
}

function bodyOf({ body, params, takesVersion }: Operation, given: unknown): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (body === null && typeof given === 'object' && Object.keys(given).length === 0) return {};
  if (body === null) throw new InputRefused([{ field: '(body)', reason: 'Nothing is read from a body here.', remedy: 'Send none.' }]);
  if (typeof given !== 'object' || Array.isArray(given)) throw new BodyMalformed('it is not an object');
  const names = Object.keys(body);
  const problems = Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name): InputProblem => {
      if (Object.hasOwn(params, name)) return { field: name, reason: 'It stands in the address.', remedy: 'Leave it out of the body.' };
      if (name === 'version' && takesVersion)
        return { field: name, reason: 'The version that was seen comes as a header.', remedy: 'Send the ETag of the record as If-Match.' };
      return unknownName(name, names);
    });
  if (problems.length > 0) throw new InputRefused(problems);
  return given as Record<string, unknown>;
}

/** An act that does not rest on a version must not look as if it did. */
function seen({ takesVersion, sort, does }: Operation, ifMatch: string | undefined): { readonly version?: number } {
  if (sort !== 'write' || ifMatch === undefined) return {};
  if (!takesVersion) throw new HeaderMalformed('If-Match', `Leave it out: ${does.name} does not rest on the version of one record.`);
  const version = versionSeen(ifMatch);
  return version === undefined ? {} : { version };
}

/** Visible ASCII, so that the same key is the same bytes on every way here. */
const KEY = /^[\x21-\x7e]{1,200}$/;

function keyOf(given: string | string[] | undefined): string | null {
  if (given === undefined) return null;
  if (typeof given !== 'string' || !KEY.test(given))
    throw new HeaderMalformed('Idempotency-Key', 'Send 1 to 200 visible ASCII characters, best a new UUID for each act.');
  return given;
}

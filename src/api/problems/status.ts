import type { ErrorKind, ResoluteError } from '../../values/errors.ts';

/** The one table from a kind of trouble to an HTTP status. */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  usage: 400,
  input: 422,
  integrity: 503,
  'second-person': 403,
  fault: 500,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  limit: 429,
  unavailable: 503,
};

/** What HTTP itself has a number of its own for. */
export const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'register.version-conflict': 412, // the version comes by If-Match and no other way
  'api.method-not-there': 405,
  'api.body-too-large': 413,
  'api.body-of-other-type': 415,
};

export const statusOf = ({ code, kind }: Pick<ResoluteError, 'code' | 'kind'>): number => STATUS_OF_CODE[code] ?? STATUS_OF_KIND[kind];

/** Where an error stands: whatever is known of it, so that a person can go there. Lines, columns and rows count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The data record of a table, header not counted. */
  readonly row?: number;
  /** Dotted name of the field. */
  readonly field?: string;
  /** What stood there, as it was given. */
  readonly value?: string;
}

/**
 * What kind of trouble it is. Each door has one table from kind to its own sign (exit code, HTTP status).
 * `usage` and `input` are the caller's to mend, `integrity` means that stored things no longer agree,
 * `second-person` that somebody else must act, `fault` that we are wrong. Of a service: `unauthenticated` is nobody we know,
 * `forbidden` somebody who may not, `not-found` what is not there or may not be seen by this person, `conflict` what another
 * write overtook, `limit` too much at once, `unavailable` what cannot answer now and may later.
 */
export type ErrorKind =
  | 'usage'
  | 'input'
  | 'integrity'
  | 'second-person'
  | 'fault'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'limit'
  | 'unavailable';

/** The base of every error that Resolute raises: a stable code, a sentence for people and what to do about it. */
export abstract class ResoluteError extends Error {
  /** Never reused, never renamed. */
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  abstract readonly remedy: string;
  readonly place: Place = {};
}

/** An error as plain data, the same for `--json`, a rejects file and a problem document. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
}

export function reportOf(error: ResoluteError): ErrorReport {
  return { code: error.code, message: error.message, remedy: error.remedy, place: error.place };
}

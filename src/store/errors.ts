import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** The database cannot be reached, or went away. Nothing that was acknowledged is lost; what was under way did not happen. */
export class StoreUnavailable extends ResoluteError {
  readonly code = 'store.unavailable';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy = 'Start the database or mend its address (DATABASE_URL), then try again: what was not acknowledged did not happen.';
  constructor(reason: string) {
    super(`The database does not answer: ${reason}.`);
  }
}

/** No room on the disk of the database. */
export class StoreFull extends ResoluteError {
  readonly code = 'store.full';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy =
    'Make room on the disk of the data folder, then try again. Nothing was lost: the act that met the full disk did not happen.';
  constructor() {
    super('The disk of the database is full.');
  }
}

/** The data were written by a later version of Resolute than this one. */
export class StoreNewer extends ResoluteError {
  readonly code = 'store.newer';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Run the version of Resolute that wrote these data, or a later one. Nothing was changed.';
  constructor(migration: string) {
    super(`These data were written by a newer version of Resolute: it knows the step \`${migration}\`, this one does not.`);
  }
}

/** A step that brings the tables to this version failed; it was undone whole. */
export class MigrationFailed extends ResoluteError {
  readonly code = 'store.migration-failed';
  readonly kind: ErrorKind = 'fault';
  readonly remedy = 'Report it with this message. The step was undone whole, so the version before this one still runs on the data.';
  constructor(migration: string, reason: string) {
    super(`The step \`${migration}\` that brings the data to this version failed: ${reason}`);
  }
}

interface DatabaseError {
  readonly code: string;
  readonly message: string;
}

/** What PostgreSQL or the socket under it said, as far as it has a code. */
export function databaseError(error: unknown): DatabaseError | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? { code: error.code, message: error.message } : null;
}

const NO_CONNECTION = /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_|08|57P0|53300|28)/;

/** A typed error for what can happen to any statement; anything else is given back as it is. */
export function translated(error: unknown): unknown {
  const known = databaseError(error);
  if (known === null) {
    const message = error instanceof Error ? error.message : '';
    return /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(message)
      ? new StoreUnavailable(message)
      : error;
  }
  if (known.code === '53100' || known.code === 'ENOSPC') return new StoreFull();
  if (NO_CONNECTION.test(known.code)) return new StoreUnavailable(known.message);
  return error;
}

/** Two transactions met in a way that only one survives; the other may simply be run again. */
export function isCollision(error: unknown): boolean {
  const code = databaseError(error)?.code;
  return code === '40001' || code === '40P01';
}

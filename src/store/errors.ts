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

/** The connection broke between the order to keep a transaction and the answer to it: it was kept whole, or not at all. */
export class OutcomeUnknown extends ResoluteError {
  readonly code = 'store.outcome-unknown';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy =
    'Send the same request again with the same idempotency key: it gives the first answer if the act was kept, and acts if not.';
  constructor(reason: string) {
    super(`The database went away while it kept this act, so it is not known whether it did: ${reason}.`);
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

/** The database in this process came to an end of its own, as PostgreSQL does rather than go on with a log that it cannot write. */
export class EngineStopped extends ResoluteError {
  readonly code = 'store.engine-stopped';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy =
    'See that the disk of the data folder has room, then start Resolute again: it finds all that was acknowledged, and nothing else.';
  constructor(reason: string) {
    super(`The embedded database stopped: ${reason}.`);
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

/** A data folder of another PostgreSQL than the embedded one, whose files only that one reads. */
export class FolderOfOtherEngine extends ResoluteError {
  readonly code = 'store.other-engine';
  readonly kind: ErrorKind = 'usage';
  readonly remedy =
    'With the version of Resolute that wrote the folder make a backup (`resolute backup`), then restore it into a new folder with this one. Nothing was changed.';
  constructor(folder: string, written: string, ours: number) {
    super(`The data in ${folder} were written by PostgreSQL ${written}; this version of Resolute brings PostgreSQL ${ours}.`);
  }
}

/** The server is too old for the statements that the register needs. */
export class ServerTooOld extends ResoluteError {
  readonly code = 'store.server-too-old';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Name a server of PostgreSQL 15 or later in DATABASE_URL. Nothing was changed.';
  constructor(version: string) {
    super(`The database server is PostgreSQL ${version}.`);
  }
}

/** A step that brings the tables to this version failed; it was undone whole. */
export class MigrationFailed extends ResoluteError {
  readonly code = 'store.migration-failed';
  readonly kind: ErrorKind = 'fault';
  readonly remedy = 'Report it with this message. Every step was undone, so the version before this one still runs on the data.';
  constructor(migration: string, reason: string) {
    super(`The step \`${migration}\` that brings the data to this version failed: ${reason}`);
  }
}

/** What stands in DATABASE_URL is no address of a server. It is not repeated: a password may stand in it. */
export class AddressInvalid extends ResoluteError {
  readonly code = 'store.address-invalid';
  readonly kind: ErrorKind = 'usage';
  readonly remedy =
    'Write it as postgresql://user:password@host:5432/database. In a password write each of : / ? # @ % by its code (%3A %2F %3F %23 %40 %25).';
  constructor(reason: string) {
    super(`DATABASE_URL is not the address of a PostgreSQL server: ${reason}.`);
  }
}

/** The place named for the data cannot hold them. */
export class FolderUnusable extends ResoluteError {
  readonly code = 'store.folder-unusable';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Name in RESOLUTE_DATA a folder on a local disk that this user may write to.';
  constructor(folder: string, reason: string) {
    super(`The data cannot be kept in ${folder}: ${reason}.`);
  }
}

/** Other writers came first each time. */
export class TooManyCollisions extends ResoluteError {
  readonly code = 'store.collisions';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Try again. If it happens often, let fewer writers touch the same records at once.';
  constructor(tries: number) {
    super(`Other writers changed the same records ${tries} times while this act was tried. It did not happen.`);
  }
}

/** Another process has these data open. */
export class FolderInUse extends ResoluteError {
  readonly code = 'store.folder-in-use';
  readonly kind: ErrorKind = 'usage';
  readonly remedy =
    'Stop that process first, or use its API; an embedded database has room for one. A PostgreSQL server (DATABASE_URL) has room for many.';
  /** As far as it is known. */
  readonly pid: number | null;
  constructor(folder: string, pid: number | null) {
    super(`The data in ${folder} are open in ${pid === null ? 'another process' : `process ${pid}`}.`);
    this.pid = pid;
  }
}

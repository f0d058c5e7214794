import { type ErrorKind, ResoluteError } from '../../values/errors.ts';

/** A backup is not what was written: cut off, changed, or no backup at all. */
export class BackupDamaged extends ResoluteError {
  readonly code = 'backup.damaged';
  readonly kind: ErrorKind = 'integrity';
  readonly remedy = 'Take another copy of this backup, or another backup. Nothing was restored.';
  constructor(file: string, what: string) {
    super(`The backup ${file} is not whole: ${what}.`);
  }
}

/** A backup of a later version of Resolute than this one. */
export class BackupNewer extends ResoluteError {
  readonly code = 'backup.newer';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Restore it with the version of Resolute that wrote it, or a later one. Nothing was restored.';
  constructor(file: string, what: string) {
    super(`The backup ${file} was written by a newer version of Resolute: ${what}.`);
  }
}

/** A backup of keys where one of the register is wanted, or the other way round. */
export class BackupOfOtherKind extends ResoluteError {
  readonly code = 'backup.other-kind';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Name the backup of the register first and that of the keys after `--keys`. Nothing was restored.';
  constructor(file: string, found: string, wanted: string) {
    super(`The backup ${file} holds ${found}, not ${wanted}.`);
  }
}

/** A backup is restored whole, so there must be nothing that it would have to be mixed with. */
export class TargetNotEmpty extends ResoluteError {
  readonly code = 'backup.target-not-empty';
  readonly kind: ErrorKind = 'usage';
  readonly remedy =
    'Restore into a new data folder (RESOLUTE_DATA) or a new database, and start the register there once it is verified. Nothing was restored.';
  constructor(what: string) {
    super(`There are ${what} here already.`);
  }
}

/** A backup never takes the place of another file. */
export class BackupExists extends ResoluteError {
  readonly code = 'backup.exists';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Name a new file, as one with the day in its name.';
  constructor(file: string) {
    super(`${file} is there already.`);
  }
}

/** The file of a backup cannot be read or written. */
export class BackupUnusable extends ResoluteError {
  readonly code = 'backup.unusable';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Name a file in a folder that this user may use, on a disk with room. What was written in part is removed.';
  constructor(file: string, reason: string) {
    super(`The backup ${file} cannot be used: ${reason}.`);
  }
}

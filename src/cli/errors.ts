import { type ErrorKind, type Place, ResoluteError } from '../values/errors.ts';

/** The command line itself was wrong: an unknown command or flag, a missing argument. */
export class UsageError extends ResoluteError {
  readonly code = 'cli.usage';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** A file that was named cannot be read or written. */
export class FileTrouble extends ResoluteError {
  readonly code = 'cli.file';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  override readonly place: Place;
  constructor(file: string, message: string, remedy: string) {
    super(message);
    this.place = { file };
    this.remedy = remedy;
  }
}

/** The input is no JSON. */
export class JsonUnreadable extends ResoluteError {
  readonly code = 'cli.json';
  readonly kind: ErrorKind = 'input';
  readonly remedy = 'Give one JSON object with the fields of a case; `resolute check --help` shows one.';
  override readonly place: Place;
  constructor(file: string, message: string, line: number, column: number) {
    super(message);
    this.place = { file, line, column };
  }
}

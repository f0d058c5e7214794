import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';

/** A file that was named cannot be read as a table, or a result cannot be written. */
export class TableTrouble extends ResoluteError {
  readonly code = 'table.file';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  override readonly place: Place;
  constructor(file: string, message: string, remedy: string, place: Place = {}) {
    super(message);
    this.remedy = remedy;
    this.place = { file, ...place };
  }
}

/** The columns of a table cannot be understood as facts: a header, a mapping file or a constant is wrong. */
export class ColumnTrouble extends ResoluteError {
  readonly code = 'table.columns';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  override readonly place: Place;
  constructor(message: string, remedy: string, place: Place = {}) {
    super(message);
    this.remedy = remedy;
    this.place = place;
  }
}

/** The caller interrupted the work; nothing that looks whole was left behind. */
export class Interrupted extends ResoluteError {
  readonly code = 'table.interrupted';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Run the command again; it starts from the beginning.';
  constructor() {
    super('Interrupted. No result was written.');
  }
}

/** What the operating system said of a file, in words with a remedy; another error is thrown as it is. */
export function fileTrouble(file: string, error: unknown): TableTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : '';
  if (code === 'ENOENT') return new TableTrouble(file, `There is no file ${file}.`, 'Check the name and the folder you are in.');
  if (code === 'EISDIR') return new TableTrouble(file, `${file} is a folder.`, 'Name a file.');
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new TableTrouble(file, `${file} is no folder.`, 'Name a folder that exists or can be made.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || /permission denied|read-only file system/i.test(message))
    return new TableTrouble(file, `${file} may not be read or written by you.`, 'Check the rights of the file and its folder.');
  if (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === 'EFBIG' ||
    /no space left|disk quota|file too large|out of (disk )?space/i.test(message)
  )
    return new TableTrouble(file, `The disk is full; nothing was written to ${file}.`, 'Make room or name a folder on another disk.');
  throw error;
}

import { type ErrorKind, type Place, ResoluteError } from '../values/errors.ts';

/** What must be unique is there already: a number of another record, a second quota of one scope. */
export class AlreadyTaken extends ResoluteError {
  readonly code = 'register.already-taken';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Find the record that has it and change that one, or give another.';
  override readonly place: Place;
  constructor(table: string, fields: string) {
    super(`Another ${table} has this ${fields} already.`);
    this.place = { field: fields };
  }
}

const UNIQUE_VIOLATION = '23505';

/** The database is asked, not looked at beforehand: of two who take a number at one moment, one gets this. Null for every other error. */
export function takenFrom(error: unknown): AlreadyTaken | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== UNIQUE_VIOLATION) return null;
  const { table, detail } = error as { readonly table?: unknown; readonly detail?: unknown };
  const [, columns] = /^Key \((.+?)\)=/.exec(typeof detail === 'string' ? detail : '') ?? [];
  // The value is not repeated: of some records it is personal. Without columns it is a constraint of ours, and so a fault.
  return columns === undefined || typeof table !== 'string'
    ? null
    : new AlreadyTaken(table.replaceAll('_', ' '), columns.replaceAll('"', ''));
}

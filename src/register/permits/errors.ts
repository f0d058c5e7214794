import { databaseError } from '../../store/trouble.ts';
import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';

/** A worker has one permit at a time; the database itself refuses a second one. */
export class PermitOverlaps extends ResoluteError {
  readonly code = 'permit.overlaps';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy =
    'Look at the worker’s permits. A renewal begins on the day after the old one ends; a change of employer or of category replaces it.';
  constructor() {
    super('Another permit of this worker stands on one of these days.');
  }
}

/** A day that the permit cannot have been given under a cap of the law. */
export class CapPassed extends ResoluteError {
  readonly code = 'permit.cap-passed';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Correct the permits that were counted wrongly first, or apply for another authorisation.';
  override readonly place: Place = { field: 'validTo' };
  constructor() {
    super('With these days the permits would pass a number that the law sets.');
  }
}

const EXCLUSION = '23P01';

/** Runs a write of permits and gives the database's refusal its name. @throws PermitOverlaps */
export async function onePermitAtATime<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const told = databaseError(error);
    if (told?.code === EXCLUSION && told.message.includes('one_permit_at_a_time')) throw new PermitOverlaps();
    throw error;
  }
}

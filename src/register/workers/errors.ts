import { type ErrorKind, ResoluteError } from '../../values/errors.ts';

/**
 * Something about the person is still open or needed: a permit, an application, a decision, a departure, a notice, or what the protection
 * desk keeps. One sentence for all of them, so that from a refusal nobody learns of a hold.
 */
export class StillNeeded extends ResoluteError {
  readonly code = 'register.still-needed';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy =
    'Settle what is open: permits, applications, decisions, departures, notices. If nothing is, something else is needed for a while: try again later.';
  constructor(worker: string) {
    super(`What is recorded of the worker ${worker} is still needed.`);
  }
}

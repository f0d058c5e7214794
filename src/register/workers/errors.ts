import { type ErrorKind, ResoluteError } from '../../values/errors.ts';

/**
 * Something about the person is still open: a permit, an application, a departure, a proposal, or what the protection desk keeps. One
 * sentence for all, so that nothing is told of the last.
 */
export class StillNeeded extends ResoluteError {
  readonly code = 'worker.still-needed';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Wait until everything about the person is settled. `retention.due` lists who is due.';
  constructor(worker: string) {
    super(`What is recorded of the worker ${worker} is still needed.`);
  }
}

/** The two records cannot be joined as asked. */
export class CannotBeOne extends ResoluteError {
  readonly code = 'worker.cannot-be-one';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy: string;
  constructor(why: string, remedy: string) {
    super(why);
    this.remedy = remedy;
  }
}

import { type ErrorKind, ResoluteError } from '../../values/errors.ts';

/**
 * Nobody can be told why: that the law names no day, that a departure is planned already, that the person has left or that protection
 * stands in the way give this one sentence, so that from a refusal nobody learns of a hold.
 */
export class DepartureNotOpen extends ResoluteError {
  readonly code = 'register.departure-not-open';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy =
    'Ask what the law says of the person’s remaining, and look at their departures. An order can be tried again on a later day.';
  constructor() {
    super('This departure cannot be ordered now.');
  }
}

/** A row of a list of departures that says too little. */
export class DepartureRowIncomplete extends ResoluteError {
  readonly code = 'register.departure-row';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(`This row ${what}.`);
    this.remedy = remedy;
  }
}

import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';

/** Owners hold more than there is. */
export class SharesBeyondWhole extends ResoluteError {
  readonly code = 'employer.shares-beyond-whole';
  readonly kind: ErrorKind = 'input';
  readonly remedy =
    'Give shares in hundredths of a per cent (25 % is 2500), together 10000 at the most; leave out a share that nobody knows.';
  override readonly place: Place = { field: 'owners' };
  constructor(sum: number) {
    super(`The shares come to ${sum / 100} %.`);
  }
}

/** An employer would own itself, through others or directly. */
export class RingOfOwnership extends ResoluteError {
  readonly code = 'employer.ring-of-ownership';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Look at the owners of the owners: one of these links is wrong. Correct that one first.';
  override readonly place: Place = { field: 'owners' };
  constructor(employer: string) {
    super(`With these owners the employer ${employer} would own itself.`);
  }
}

/** Something still stands on the employer. */
export class EmployerInUse extends ResoluteError {
  readonly code = 'employer.in-use';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Let the permits end, revoke them or move their workers, and settle the applications; then close the employer.';
  constructor(employer: string, permits: number, applications: number) {
    super(`The employer ${employer} has ${permits} standing permits and ${applications} open applications.`);
  }
}

/** The employer was closed: nothing new can be recorded under it. */
export class EmployerClosed extends ResoluteError {
  readonly code = 'employer.closed';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Name an employer that is active.';
  constructor(employer: string) {
    super(`The employer ${employer} is closed.`);
  }
}

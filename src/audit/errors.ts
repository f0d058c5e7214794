import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** A check found that stored things no longer agree; since then nothing is written. */
export class RegisterReadOnly extends ResoluteError {
  readonly code = 'audit.register-read-only';
  readonly kind: ErrorKind = 'integrity';
  readonly remedy =
    'Run `resolute audit verify` to see every problem and restore a backup that verifies. An administrator can open the register again with a reason, which is recorded.';
  constructor(since: string, why: string) {
    super(`The register takes no entries since ${since}: ${why}.`);
  }
}

/** The register is open; there is nothing to reopen. */
export class RegisterNotReadOnly extends ResoluteError {
  readonly code = 'audit.register-not-read-only';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Nothing has to be done: the register takes entries.';
  constructor() {
    super('The register is not read-only.');
  }
}

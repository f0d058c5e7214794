import { type ErrorKind, ResoluteError } from '../../values/errors.ts';

/** The register was opened without a key that signs its log. */
export class NothingSigns extends ResoluteError {
  readonly code = 'register.nothing-signs';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Set RESOLUTE_SIGNING_KEY or RESOLUTE_SIGNING_KEY_FILE and start again.';
  constructor() {
    super('Nothing signs the log of this register, so nothing can be proved by it.');
  }
}

/** The register was to be opened again, and its log is not whole. */
export class RegisterStillDamaged extends ResoluteError {
  readonly code = 'register.still-damaged';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Restore a backup that verifies, then open the register again; `resolute audit verify` lists every problem.';
  constructor(count: number, first: string) {
    super(`The log is not whole, so the register stays read-only: ${count === 1 ? '' : `${count} problems, the first: `}${first}.`);
  }
}

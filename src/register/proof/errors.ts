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

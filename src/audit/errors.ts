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

/** The text that is given as a key signs or verifies nothing. */
export class SigningKeyInvalid extends ResoluteError {
  readonly code = 'audit.signing-key-invalid';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'A private key reads PRIVATE+KEY+NAME+ID+BASE64, a public one NAME+ID+BASE64; `resolute audit key` makes a pair.';
  constructor(why: string) {
    super(`The key for checkpoints cannot be used: ${why}.`);
  }
}

/** Checkpoints need a key, and none was named. */
export class SigningKeyMissing extends ResoluteError {
  readonly code = 'audit.signing-key-missing';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Set RESOLUTE_SIGNING_KEY, or RESOLUTE_SIGNING_KEY_FILE to a file that only the service can read.';
  constructor() {
    super('There is no key to sign checkpoints with.');
  }
}

/** Something of the log that must be there is not, or is not what it was. */
export class LogDamaged extends ResoluteError {
  readonly code = 'audit.log-damaged';
  readonly kind: ErrorKind = 'integrity';
  readonly remedy = 'Run `resolute audit verify` to see every problem, then restore a backup that verifies.';
  constructor(what: string) {
    super(`The log is damaged: ${what}.`);
  }
}

/** No signed checkpoint covers the event yet, so nothing can be proved of it to somebody else. */
export class EventNotSigned extends ResoluteError {
  readonly code = 'audit.event-not-signed';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Sign the log as it stands with `resolute audit checkpoint`, then ask again; a running service signs it by itself.';
  constructor(event: string) {
    super(`No signed checkpoint covers event ${event} yet.`);
  }
}

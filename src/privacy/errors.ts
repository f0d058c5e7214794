import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** Sealed bytes do not open with the key they were sealed with: they were changed, or stand beside another record. */
export class PersonalDataDamaged extends ResoluteError {
  readonly code = 'privacy.damaged';
  readonly kind: ErrorKind = 'integrity';
  readonly remedy = 'Stop writing, run `resolute audit verify`, and restore the register from a backup that verifies.';
  /** @param label what was sealed: an event's id, or `state:<record kind>:<record id>:<version>` */
  constructor(label: string) {
    super(`The personal data of ${label} does not open: its bytes were changed.`);
  }
}

/** The wrapped key of a person does not open with the master key. */
export class PersonKeyDamaged extends ResoluteError {
  readonly code = 'privacy.person-key-damaged';
  readonly kind: ErrorKind = 'integrity';
  readonly remedy =
    'Check that the master key is the one of this register; if it is, restore the keys from their own backup (`resolute restore --keys`).';
  constructor(person: string) {
    super(`The key of person ${person} does not open with this master key.`);
  }
}

/** The master key is not the one that this register was sealed with. */
export class MasterKeyWrong extends ResoluteError {
  readonly code = 'privacy.master-key-wrong';
  readonly kind: ErrorKind = 'usage';
  readonly remedy =
    'Give the master key that this register was made with, in RESOLUTE_MASTER_KEY or RESOLUTE_MASTER_KEY_FILE. Nothing was changed.';
  constructor() {
    super('The master key does not open the keys of this register.');
  }
}

/** Personal data was sealed under a key that this register does not have: its keys were not restored together with it. */
export class PersonKeyMissing extends ResoluteError {
  readonly code = 'privacy.person-key-missing';
  readonly kind: ErrorKind = 'integrity';
  readonly remedy = 'Restore the keys from their own backup (`resolute restore --keys`). Until then only what is not personal can be read.';
  constructor(person: string) {
    super(`There is no key of person ${person}.`);
  }
}

/** Something personal was to be written of a person whose key was destroyed. */
export class PersonErased extends ResoluteError {
  readonly code = 'privacy.person-erased';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Nothing personal can be recorded of an erased person. Register the person anew if they come back.';
  constructor(person: string) {
    super(`The personal data of ${person} was erased.`);
  }
}

/** The master key is missing, of the wrong shape, or lies where others can read it. */
export class MasterKeyUnusable extends ResoluteError {
  readonly code = 'privacy.master-key';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(what);
    this.remedy = remedy;
  }
}

/** A master key cannot be replaced while a process works with it. */
export class RegisterInUse extends ResoluteError {
  readonly code = 'privacy.register-in-use';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Stop every service of this register, then try again. Nothing was changed.';
  constructor() {
    super('Another process has this register open, and would go on with the old master key.');
  }
}

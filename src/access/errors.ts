import { type ErrorKind, ResoluteError } from '../values/errors.ts';
import { ACTIONS, type Action } from './actions.ts';

/** Nobody is signed in, or what was shown is no longer good. One error for every cause, so that nobody learns which it was. */
export class NotSignedIn extends ResoluteError {
  readonly code = 'access.not-signed-in';
  readonly kind: ErrorKind = 'unauthenticated';
  readonly remedy = 'Sign in, or send `Authorization: Bearer <token>` with a token that has not expired or been revoked.';
  constructor() {
    super('Nobody is signed in.');
  }
}

/** Somebody is signed in and may not do this. */
export class NotAllowed extends ResoluteError {
  readonly code = 'access.not-allowed';
  readonly kind: ErrorKind = 'forbidden';
  readonly remedy = 'Ask somebody with a role that may; docs/access.md lists who may do what. A token reaches no further than its scopes.';
  constructor(action: Action) {
    super(`Your roles do not allow \`${action}\` (${ACTIONS[action].toLowerCase()}).`);
  }
}

/**
 * A record that is not there, or that this person may not see: one error for both, since the difference would tell that it exists.
 * Every room that looks a record up raises this one.
 */
export class NoSuchRecord extends ResoluteError {
  readonly code = 'register.no-such-record';
  readonly kind: ErrorKind = 'not-found';
  readonly remedy = 'Check the identifier, or find the record through its list.';
  constructor(recordKind: string, id: string) {
    super(`There is no ${recordKind} ${id}.`);
  }
}

/** The author tried to be the second person. An author is an account: its tokens and its jobs are the author too. */
export class AuthorCannotApprove extends ResoluteError {
  readonly code = 'access.author-cannot-approve';
  readonly kind: ErrorKind = 'second-person';
  readonly remedy = 'Ask another person who may approve. The rule holds for administrators too.';
  /** The record that was tried on: the attempt is kept with it. */
  readonly on: string | null;
  /** @param what the thing that waits, as a person would say it: `decision 0192…` */
  constructor(what: string, on: string | null = null) {
    super(`You wrote ${what}, so you cannot approve it.`);
    this.on = on;
  }
}

/** Personal fields were asked for without saying why. */
export class PurposeMissing extends ResoluteError {
  readonly code = 'access.purpose-missing';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(purposes: readonly string[]) {
    super('Personal fields are read for a purpose, and none was given.');
    this.remedy = `Give one of ${purposes.join(', ')}, and say in words what for.`;
  }
}

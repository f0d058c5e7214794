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

/** One error for an unknown login, a wrong password, a wrong code and a disabled account. */
export class WrongCredentials extends ResoluteError {
  readonly code = 'access.wrong-credentials';
  readonly kind: ErrorKind = 'unauthenticated';
  readonly remedy =
    'Check login, password and code. If the password or the second factor is lost, ask an administrator to have the account reset.';
  constructor() {
    super('Login, password or code is wrong.');
  }
}

/** The password was right, and this account has a second factor. */
export class CodeNeeded extends ResoluteError {
  readonly code = 'access.code-needed';
  readonly kind: ErrorKind = 'unauthenticated';
  readonly remedy = 'Send the same again with the six digits of the authenticator, or with one of the recovery codes.';
  constructor() {
    super('This account needs a one-time code.');
  }
}

/** Too many attempts to sign in. */
export class TooManyAttempts extends ResoluteError {
  readonly code = 'access.too-many-attempts';
  readonly kind: ErrorKind = 'limit';
  readonly remedy: string;
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('Too many attempts to sign in.');
    this.retryAfterSeconds = retryAfterSeconds;
    this.remedy = `Wait ${Math.ceil(retryAfterSeconds / 60)} minutes, then try again.`;
  }
}

/** A password that is too easy. */
export class PasswordTooWeak extends ResoluteError {
  readonly code = 'access.password-too-weak';
  readonly kind: ErrorKind = 'input';
  readonly remedy = 'Take at least 12 characters that nobody would guess; several words are easy to keep in mind.';
  constructor(why: string) {
    super(`This password cannot be taken. ${why}`);
  }
}

/** Another account has this login. */
export class LoginTaken extends ResoluteError {
  readonly code = 'access.login-taken';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Choose another login.';
  constructor(login: string) {
    super(`There is an account with the login ${login} already.`);
  }
}

/** A login of a shape that cannot be told apart in a list. */
export class LoginUnusable extends ResoluteError {
  readonly code = 'access.login-unusable';
  readonly kind: ErrorKind = 'input';
  readonly remedy = 'Use 2 to 64 of a to z, digits, dot, hyphen, underscore and @.';
  constructor(login: string) {
    super(`\`${login}\` cannot be a login.`);
  }
}

/** An invitation that was used, has expired or never was. */
export class InvitationInvalid extends ResoluteError {
  readonly code = 'access.invitation-invalid';
  readonly kind: ErrorKind = 'unauthenticated';
  readonly remedy = 'Ask an administrator for a new invitation.';
  constructor() {
    super('This invitation is not good any more.');
  }
}

/** The first accounts are made once, and must be enough to go on from. */
export class FirstAccountsRefused extends ResoluteError {
  readonly code = 'access.first-accounts';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(what);
    this.remedy = remedy;
  }
}

/** The account has the role already, or a second role beside that of an employer. */
export class RoleRefused extends ResoluteError {
  readonly code = 'access.role-refused';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Look at the roles of the account; end one role before granting another that excludes it.';
  constructor(what: string) {
    super(what);
  }
}

/** Whoever gives the invitation could become that person, so where the account can do anything two persons have to want it. */
export class ResetNeeded extends ResoluteError {
  readonly code = 'access.reset-needed';
  readonly kind: ErrorKind = 'second-person';
  readonly remedy = 'Propose to reset the account; once a second person has approved it, invite its person.';
  /** The account: the attempt is kept with it. */
  readonly on: string;
  constructor(account: string) {
    super(`The account ${account} has roles and a password, so nobody invites its person anew alone.`);
    this.on = account;
  }
}

/** An account that cannot be reset, or not by this person. */
export class ResetRefused extends ResoluteError {
  readonly code = 'access.reset-refused';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(what);
    this.remedy = remedy;
  }
}

/** A token would reach further than whoever makes it. */
export class ScopeTooWide extends ResoluteError {
  readonly code = 'access.scope-too-wide';
  readonly kind: ErrorKind = 'forbidden';
  readonly remedy = 'Name only actions that you may do yourself; `GET /v1/me` lists them.';
  constructor(scopes: readonly string[]) {
    super(`You may not do ${scopes.map((scope) => `\`${scope}\``).join(', ')}, so no token of yours can.`);
  }
}

/** A token without scopes, without end, or that lives too long. */
export class TokenRefused extends ResoluteError {
  readonly code = 'access.token-refused';
  readonly kind: ErrorKind = 'input';
  readonly remedy = 'Give a name, at least one scope, and an expiry within 366 days.';
  constructor(why: string) {
    super(`This token cannot be made: ${why}.`);
  }
}

/** The one-time passwords of an account are set already, or are not. */
export class SecondFactorState extends ResoluteError {
  readonly code = 'access.second-factor-state';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(what);
    this.remedy = remedy;
  }
}

/** A sign-in at the identity provider did not end as it began. The cause is for the log, not for whoever tried. */
export class SignInFailed extends ResoluteError {
  readonly code = 'access.sign-in-failed';
  readonly kind: ErrorKind = 'unauthenticated';
  readonly remedy = 'Begin again from the sign-in page. If it fails again, ask an administrator to look at the log.';
  constructor(cause: unknown) {
    super('The sign-in was not completed.', { cause });
  }
}

/** The identity provider cannot be reached, or is not what the configuration says. */
export class ProviderUnavailable extends ResoluteError {
  readonly code = 'access.provider-unavailable';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy = 'Check the issuer’s address and that this service can reach it, then try again.';
  constructor(issuer: string, cause: unknown) {
    super(`The identity provider ${issuer} does not answer as one.`, { cause });
  }
}

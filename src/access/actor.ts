import { type Action, isAction } from './actions.ts';
import { AuthorCannotApprove, NoSuchRecord, NotAllowed } from './errors.ts';
import { MAY, type Role, rolesThatCount } from './roles.ts';
import { isWithin, type Reaching, type RecordFacts, recordScope } from './scope.ts';

/**
 * Who acts. The account is what counts for the second person: whatever comes in by the account's session, token or job is that
 * person's doing.
 */
export interface Actor extends Reaching {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The employer an account of that role acts for; null for everybody else. */
  readonly employer: string | null;
  /** The actions a token was made for; null where nothing narrows the roles. */
  readonly scopes: readonly string[] | null;
  readonly via: 'session' | 'token' | 'job' | 'command';
}

/** Whether the roles, and the scopes of a token, allow the action at all. Which records it reaches is for `requireMay` and `recordScope`. */
export function may(actor: Actor, action: Action): boolean {
  if (actor.scopes !== null && !actor.scopes.includes(action)) return false;
  return rolesThatCount(actor.roles).some((role) => MAY[role].has(action));
}

/**
 * @param record what is known of the record it is to be done to; left out where there is none yet
 * @throws NotAllowed `access.not-allowed` when the role does not have the action
 * @throws NoSuchRecord `register.no-such-record` when the record lies outside of what the actor may know of
 */
export function requireMay(actor: Actor, action: Action, record?: RecordFacts): void {
  if (!may(actor, action)) throw new NotAllowed(action);
  if (record !== undefined && !isWithin(recordScope(actor, record.kind), record)) throw new NoSuchRecord(record.kind, record.id);
}

/**
 * @param author the account that wrote what waits for approval
 * @param what   the thing, as a person would say it
 * @param on     the id of its record, for the entry that the attempt leaves
 * @throws AuthorCannotApprove `access.author-cannot-approve`
 */
export function requireSecondPerson(actor: Actor, author: string, what: string, on: string | null = null): void {
  if (actor.account === author) throw new AuthorCannotApprove(what, on);
}

/** The actions this actor has, sorted: what a page or `whoami` shows. */
export function actionsOf(actor: Actor): readonly Action[] {
  const all = new Set(rolesThatCount(actor.roles).flatMap((role) => [...MAY[role]]));
  return [...all].filter((action) => may(actor, action)).sort();
}

/** Actions among texts; for the scopes of a token, which must be a subset of what the owner may do. */
export const actionsAmong = (texts: readonly string[]): readonly Action[] => texts.filter(isAction);

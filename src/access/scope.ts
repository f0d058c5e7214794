import type { Act } from '../law/vocabulary.ts';
import type { Action } from './actions.ts';
import { MAY, type Role, rolesThatCount } from './roles.ts';

/** The kinds of record that somebody may reach or not. */
export const RECORD_KINDS = [
  ...(['worker', 'employer', 'contract', 'application', 'decision', 'permit', 'notice', 'departure'] as const),
  ...(['committee-approval', 'hold', 'assessment', 'note', 'quota'] as const),
] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

export type Addressee = 'worker' | 'employer' | 'mission';

/** What must be known of a record to say whether an actor reaches it. */
export interface RecordFacts {
  readonly kind: RecordKind;
  readonly id: string;
  /** The employers it concerns: a worker may have had several. */
  readonly employers?: readonly string[];
  /** Of a decision: the act it decides on. */
  readonly act?: Act;
  /** Of a notice: to whom it goes. */
  readonly addressee?: Addressee;
}

/** Which records of a kind an actor reaches: all, none, or those that meet every limit. */
export type Scope = 'all' | 'none' | Limits;

/** What must be known of an actor for that. */
export interface Reaching {
  readonly roles: readonly Role[];
  readonly employer: string | null;
  readonly scopes: readonly string[] | null;
}

export interface Limits {
  readonly employer?: string;
  readonly acts?: readonly Act[];
  readonly addressees?: readonly Addressee[];
}

/**
 * Whether somebody stays or goes on being employed depends on protection, so those decisions are not for outsiders: a `remain` that
 * is clear long after the day of return would tell of a hold. The acts of granting do not depend on it.
 */
export const GRANTING: readonly Act[] = ['authorise', 'renew', 'contract'];

/** What one role reaches of a kind it may read; `all` where nothing stands here. */
const LIMITS: Partial<Record<Role, (kind: RecordKind, actor: Pick<Reaching, 'employer'>) => Scope>> = {
  employer: (kind, { employer }) => {
    if (employer === null) return 'none';
    if (kind === 'decision') return { employer, acts: GRANTING };
    if (kind === 'notice') return { employer, addressees: ['employer'] };
    return { employer };
  },
  'foreign-desk': (kind) => {
    if (kind === 'decision') return { acts: GRANTING };
    if (kind === 'notice') return { addressees: ['mission'] };
    return 'all';
  },
};

/**
 * Which records of a kind the actor may know of. Lists and counts are filtered by this as well: a total over what one may not see is
 * already an answer.
 */
export function recordScope(actor: Reaching, kind: RecordKind): Scope {
  const read = `${kind}.read` as Action;
  if (actor.scopes !== null && !actor.scopes.includes(read)) return writesWithoutReading(actor, kind);
  return ofRoles(actor, kind, read);
}

/** A token may be made to write alone (an import that cannot read back); it reaches what its owner's role would reach. */
function writesWithoutReading(actor: Reaching, kind: RecordKind): Scope {
  const writes = (actor.scopes ?? []).some((scope) => scope.startsWith(`${kind}.`));
  return writes ? ofRoles(actor, kind, `${kind}.read` as Action) : 'none';
}

function ofRoles(actor: Reaching, kind: RecordKind, read: Action): Scope {
  const readers = rolesThatCount(actor.roles).filter((role) => MAY[role].has(read));
  const scopes = readers.map((role) => LIMITS[role]?.(kind, actor) ?? 'all');
  // Only one role inside the ministry has limits, so a wider role beside it simply wins.
  return scopes.includes('all') ? 'all' : (scopes.find((scope) => scope !== 'none') ?? 'none');
}

/** Whether a record meets the limits. A fact that a limit asks for and nobody gave does not meet it. */
export function isWithin(scope: Scope, record: RecordFacts): boolean {
  if (scope === 'all' || scope === 'none') return scope === 'all';
  const { employer, acts, addressees } = scope;
  if (employer !== undefined && !(record.employers ?? []).includes(employer)) return false;
  if (acts !== undefined && (record.act === undefined || !acts.includes(record.act))) return false;
  return addressees === undefined || (record.addressee !== undefined && addressees.includes(record.addressee));
}

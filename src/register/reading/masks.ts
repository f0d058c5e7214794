import type { Action } from '../../access/actions.ts';
import type { Actor } from '../../access/actor.ts';
import { MAY, rolesThatCount } from '../../access/roles.ts';
import type { RecordKind } from '../../office/record.ts';

type Outsider = 'employer' | 'foreign-desk';

/**
 * The fields that somebody outside of the office's inner rooms is shown, a kind a line; what is not named here they do not see.
 * Left out is whatever tells of protection (of a decision: `returnBy`, `protected`, `missing`; of a worker: whether they left), who in
 * the ministry did what, and how far a thing has come that binds nobody yet.
 */
const SHOWN: Readonly<Record<Outsider, Readonly<Record<string, readonly string[]>>>> = {
  employer: {
    worker: ['number', 'nationalities', 'category'],
    employer: ['number', 'name', 'sector', 'private', 'kind', 'owners', 'sites', 'status'],
    contract: ['number', 'worker', 'employer', 'finalisedOn', 'endsOn', 'written', 'evidence', 'status'],
    application: [
      ...['number', 'kind', 'worker', 'employer', 'contract', 'permit', 'category', 'receivedOn', 'wantedFrom', 'wantedTo', 'status'],
    ],
    decision: ['application', 'permit', 'worker', 'employer', 'act', 'asOf', 'outcome', 'taken', 'status'],
    permit: [
      ...['number', 'worker', 'employer', 'contract', 'application', 'category', 'grantedOn', 'validFrom', 'validTo', 'lastDay'],
      ...['status', 'renews'],
    ],
    notice: ['kind', 'decision', 'permit', 'worker', 'employer', 'addressee', 'status', 'servedOn', 'receivedOn', 'means'],
  },
  'foreign-desk': {
    employer: ['number', 'name', 'sector', 'private', 'kind', 'owners', 'listed', 'status'],
    decision: ['employer', 'act', 'asOf', 'outcome', 'un', 'national', 'gap', 'laws', 'taken', 'status'],
    permit: ['number', 'employer', 'category', 'grantedOn', 'validFrom', 'validTo', 'lastDay', 'status'],
    notice: ['kind', 'addressee', 'mission', 'status', 'servedOn', 'receivedOn', 'means'],
    'committee-approval': [
      ...['committee', 'reference', 'requestedOn', 'answeredOn', 'answer', 'approvedOn', 'workers', 'employer', 'countAllowed'],
      ...['countUsed', 'expiresOn'],
    ],
    quota: ['year', 'nationality', 'sector', 'number', 'source'],
  },
};

/**
 * Which outsider the actor is where this kind is concerned, or null for somebody who handles cases: what counts are the roles by which
 * they read it, so that a second role that does not read permits opens no more of a permit.
 */
export function outsider({ roles }: Pick<Actor, 'roles'>, kind: string): Outsider | null {
  const readers = rolesThatCount(roles).filter((role) => MAY[role].has(`${kind}.read` as Action));
  if (readers.includes('employer')) return 'employer';
  return readers.every((role) => role === 'foreign-desk') ? 'foreign-desk' : null;
}

/** The fields of a kind that the actor is shown, in the order of the record. */
export function shownFields(actor: Pick<Actor, 'roles'>, of: RecordKind<object>): readonly string[] {
  const all = Object.keys(of.columns);
  const role = outsider(actor, of.kind);
  if (role === null) return all;
  const shown = SHOWN[role][of.kind] ?? [];
  return all.filter((name) => shown.includes(name));
}

/** The version counts what happened inside of the ministry, proposals that came to nothing too: nothing for outsiders. */
export const showsVersion = (actor: Pick<Actor, 'roles'>, of: RecordKind<object>): boolean => outsider(actor, of.kind) === null;

/** What an outsider reads in place of a status that only says how far the ministry has come. */
export const STATUS_OUTSIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  application: { proposed: 'received', waiting: 'received' },
};

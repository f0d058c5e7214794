import type { Actor } from '../../src/access/actor.ts';
import type { Role } from '../../src/access/roles.ts';
import type { UseCase } from '../../src/office/use-case.ts';
import { liftHold, proposeLift } from '../../src/protection/lift.ts';
import { placeHold } from '../../src/protection/place.ts';
import { receiveApplication } from '../../src/register/applications/receive.ts';
import { proposeDecision } from '../../src/register/decisions/propose.ts';
import { registerEmployer } from '../../src/register/employers/register.ts';
import { writeNote } from '../../src/register/notes/write.ts';
import { correctWorker } from '../../src/register/workers/correct.ts';
import { registerWorker } from '../../src/register/workers/register.ts';

/** What the writers under the kills do, by the names of the use cases. */
export const ACTS: ReadonlyMap<string, UseCase> = new Map(
  [registerEmployer, registerWorker, correctWorker, receiveApplication, proposeDecision, writeNote, placeHold, proposeLift, liftHold].map(
    (act) => [act.name, act as unknown as UseCase],
  ),
);

const ROLES: Readonly<Record<string, readonly Role[]>> = { officer: ['permit-officer', 'supervisor'], protection: ['protection-officer'] };

/** `officer-3` is an account of its own, the same in every process. */
export function actorNamed(name: string): Actor {
  const [role = '', number = '0'] = name.split('-');
  const account = (role === 'officer' ? 0xa0000 : 0xb0000) + Number(number);
  return {
    account: `00000000-0000-7000-8000-${account.toString(16).padStart(12, '0')}`,
    name,
    roles: ROLES[role] ?? [],
    employer: null,
    scopes: null,
    via: 'session',
  };
}

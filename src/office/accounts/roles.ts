import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { grantRole, type RoleGrant, requireFree, endRole as takeRole } from '../../access/grants.ts';
import { machineNow } from '../../access/instant.ts';
import { ALL_ROLES } from '../../access/roles.ts';
import { Id, Version, Words } from '../fields.ts';
import { propose, type SecondPersonAct } from '../second-person.ts';
import { useCase } from '../use-case.ts';
import { account as accountKind, recordAccount } from './account.ts';

export const GRANT_ROLE = 'role.grant';

const Grant = z.object({
  account: Id,
  role: z.enum(ALL_ROLES as [(typeof ALL_ROLES)[number]]),
  employer: Id.nullable().default(null).describe('For whom somebody acts who has the role of an employer'),
  until: z.iso
    .datetime({ offset: true, error: 'An instant with its zone, for instance 2018-03-01T12:00:00Z' })
    .nullable()
    .default(null)
    .describe('Until when; null for until it is ended'),
});

export const proposeRole = useCase({
  name: 'role.propose',
  action: 'role.propose',
  summary: 'Propose a role for an account; a second person approves it',
  input: z.strictObject(Grant.shape),
  output: z.object({ proposal: Id, contentHash: z.string() }),
  run: async (desk, grant) => {
    await requireFree(desk.tx, grant, machineNow());
    const { id, state } = await propose(desk, GRANT_ROLE, { kind: accountKind.kind, id: grant.account }, grant);
    return { proposal: id, contentHash: state.contentHash };
  },
});

/** What is approved is what was proposed, to the letter: a grant depends on nothing that could have changed under it. */
export const grantRoleAct: SecondPersonAct = {
  act: GRANT_ROLE,
  approve: 'role.approve',
  content: async (_desk, _account, proposed) => proposed,
  carryOut: async (desk, { id, state }) => {
    const grant: RoleGrant = Grant.parse(state.content);
    await grantRole(desk.tx, grant, { proposedBy: state.author, approvedBy: desk.actor.account }, machineNow());
    await recordAccount(desk, grant.account, 'role-granted', {
      role: grant.role,
      employer: grant.employer,
      until: grant.until,
      proposal: id,
    });
  },
  letGo: async () => undefined,
};

export const endRole = useCase({
  name: 'role.end',
  action: 'role.end',
  summary: 'End a role of an account, at once and without a second person',
  input: z.strictObject({ account: Id, role: Grant.shape.role, reason: Words }),
  output: z.object({ account: Id, version: Version }),
  run: async (desk, { account, role, reason }) => {
    const ended = await takeRole(desk.tx, account, role, desk.actor.account, machineNow());
    if (!ended) throw new NoSuchRecord(`role ${role} of the account`, account);
    const { version } = await recordAccount(desk, account, 'role-ended', { role, reason });
    return { account, version };
  },
});

import { z } from 'zod';
import { changePassword } from '../../access/accounts.ts';
import { actionsOf } from '../../access/actor.ts';
import { machineNow } from '../../access/instant.ts';
import { confirmSecondFactor, removeSecondFactor, setUpSecondFactor } from '../../access/second-factor.ts';
import { takeUpInvitation } from '../../office/accounts/accept.ts';
import { inviteAccount } from '../../office/accounts/invite.ts';
import { Id } from '../../register/fields.ts';
import { whoAsks } from '../who.ts';
import { ownAct } from './act.ts';

const Password = z.string().min(1).max(1000);
const Code = z.string().trim().min(6).max(40);
const Done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;

export const me = ownAct({
  route: { does: 'me.read', method: 'GET', path: '/v1/me' },
  example: {},
  summary: 'Who one is here, and everything that one may do',
  action: null,
  by: 'account',
  input: z.strictObject({}),
  output: z.object({
    account: Id,
    name: z.string(),
    roles: z.array(z.string()),
    employer: Id.nullable(),
    via: z.enum(['session', 'token', 'job', 'command']),
    actions: z.array(z.string()).describe('A token has only those of its scopes'),
  }),
  run: async ({ request }) => {
    const actor = whoAsks(request);
    const { account, name, roles, employer, via } = actor;
    return { account, name, roles: [...roles], employer, via, actions: [...actionsOf(actor)] };
  },
});

export const newPassword = ownAct({
  route: { does: 'me.password', method: 'POST', path: '/v1/me/password' },
  example: { old: 'four plain words here', next: 'four other words now' },
  summary: 'Change one’s password; every session ends, this one too',
  action: null,
  by: 'session',
  input: z.strictObject({ old: Password, next: Password }),
  output: Done,
  run: async ({ office, request }, passwords) => {
    await office.store.transaction((tx) => changePassword(tx, whoAsks(request).account, passwords, machineNow()));
    return DONE;
  },
});

export const beginSecondFactor = ownAct({
  route: { does: 'me.second-factor', method: 'POST', path: '/v1/me/second-factor' },
  example: {},
  summary: 'Set one-time codes up; nothing is asked for until a first code confirms them',
  action: null,
  by: 'session',
  status: 201,
  input: z.strictObject({}),
  output: z.object({ uri: z.string().describe('For the picture that an authenticator reads'), secret: z.string() }),
  run: ({ office, request }) => setUpSecondFactor(office.store.db, whoAsks(request).account, office.keyring),
});

export const confirm = ownAct({
  route: { does: 'me.second-factor-confirm', method: 'POST', path: '/v1/me/second-factor/confirmation' },
  example: { code: '123456' },
  summary: 'Confirm one-time codes with a first one; gives the recovery codes, once',
  action: null,
  by: 'session',
  status: 201,
  input: z.strictObject({ code: Code }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  run: ({ office, request }, { code }) =>
    office.store.transaction(async (tx) => ({
      recoveryCodes: await confirmSecondFactor(tx, whoAsks(request).account, code, office.keyring, machineNow()),
    })),
});

export const removeFactor = ownAct({
  route: { does: 'me.second-factor-remove', method: 'POST', path: '/v1/me/second-factor/removal' },
  example: { code: '123456' },
  summary: 'Take one-time codes off, with one of them',
  action: null,
  by: 'session',
  input: z.strictObject({ code: Code }),
  output: Done,
  run: async ({ office, request }, { code }) => {
    await office.store.transaction((tx) => removeSecondFactor(tx, whoAsks(request).account, code, office.keyring, machineNow()));
    return DONE;
  },
});

export const accept = ownAct({
  route: { does: 'invitation.accept', method: 'POST', path: '/v1/invitations' },
  example: { code: 'rsli_…', password: 'four plain words here' },
  summary: 'Set one’s password with an invitation, which is then used up',
  action: null,
  by: 'everybody',
  input: z.strictObject({ code: z.string().min(1).max(200), password: Password }),
  output: z.object({ account: Id }),
  run: async ({ office }, given) => ({ account: await takeUpInvitation(office, given) }),
});

export const inviteOne = ownAct({
  route: { does: 'account.invite', method: 'POST', path: '/v1/accounts/:account/invitations' },
  example: { account: '0193f3c1-7d5a-7c3e-8f21-5a4b3c2d1e0f' },
  summary: 'Give the person of an account an invitation to set a password; it is shown once, and earlier ones are void',
  action: 'account.create',
  by: 'account',
  status: 201,
  input: z.strictObject({ account: Id }),
  output: z.object({ account: Id, code: z.string(), expiresAt: z.string() }),
  run: ({ office, request }, { account }) => inviteAccount(office, whoAsks(request), account),
});

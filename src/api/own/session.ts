import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { machineNow } from '../../access/instant.ts';
import { login } from '../../access/login.ts';
import { endSession, revokeSessions, sessionsOf } from '../../access/sessions.ts';
import { Id } from '../../register/fields.ts';
import { bearerOf, whoAsks } from '../who.ts';
import { ownAct } from './act.ts';

/** What lets somebody in; given once and kept nowhere in clear. */
export const Session = z.object({
  session: Id,
  account: Id,
  token: z.string().describe('Sent as `Authorization: Bearer`; ends after twelve hours, or half an hour without a request'),
  expiresAt: z.string(),
});

export const signIn = ownAct({
  route: { does: 'session.start', method: 'POST', path: '/v1/session' },
  example: { login: 'super', password: 'four plain words here', label: 'my client' },
  summary: 'Sign in with login and password, and a one-time code where one is set',
  action: null,
  by: 'everybody',
  status: 201,
  input: z.strictObject({
    login: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
    code: z.string().max(40).optional().describe('Six digits of the authenticator, or a recovery code'),
    label: z.string().max(200).default('API').describe('By what the person will recognise this session in their list'),
  }),
  output: Session,
  run: async ({ office, request }, { login: name, password, code, label }) =>
    login(office.store.db, { login: name, password, label, address: request.ip, ...(code === undefined ? {} : { code }) }, office.keyring),
});

export const signOut = ownAct({
  route: { does: 'session.end', method: 'DELETE', path: '/v1/session' },
  example: {},
  summary: 'Sign out: this session opens nothing any more',
  action: null,
  by: 'session',
  input: z.strictObject({}),
  output: z.object({ ended: z.boolean() }),
  run: async ({ office, request }) => ({ ended: await endSession(office.store.db, bearerOf(request) ?? '', machineNow()) }),
});

export const listSessions = ownAct({
  route: { does: 'session.list', method: 'GET', path: '/v1/sessions' },
  example: {},
  summary: 'List one’s own open sessions',
  action: null,
  by: 'session',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(z.object({ session: Id, label: z.string(), madeAt: z.string(), seenAt: z.string(), expiresAt: z.string() })),
  }),
  run: async ({ office, request }) => ({ items: await sessionsOf(office.store.db, whoAsks(request).account, machineNow()) }),
});

export const endOne = ownAct({
  route: { does: 'session.revoke', method: 'DELETE', path: '/v1/sessions/:session' },
  example: { session: '0193f3c1-7d5a-7c3e-8f21-5a4b3c2d1e0f' },
  summary: 'End one of one’s own sessions',
  action: null,
  by: 'session',
  input: z.strictObject({ session: Id }),
  output: z.object({ ended: z.literal(true) }),
  run: async ({ office, request }, { session }) => {
    const ended = await revokeSessions(office.store.db, whoAsks(request).account, machineNow(), session);
    if (ended === 0) throw new NoSuchRecord('session', session);
    return { ended: true } as const;
  },
});

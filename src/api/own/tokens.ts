import { z } from 'zod';
import { createToken, revokeToken, tokensOf } from '../../access/api-tokens.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { machineNow } from '../../access/instant.ts';
import { Id } from '../../register/fields.ts';
import { whoAsks } from '../who.ts';
import { ownAct } from './act.ts';

/** For the example: a day to come, whenever the document is read. */
const NEXT_YEAR = `${Temporal.Now.plainDateISO('UTC').year + 1}-01-01T00:00:00Z`;

export const makeToken = ownAct({
  route: { does: 'token.create', method: 'POST', path: '/v1/tokens' },
  example: { name: 'nightly figures', scopes: ['token.read'], expiresAt: NEXT_YEAR },
  summary: 'Make an API token of one’s own; the secret is shown once',
  action: 'token.create',
  by: 'account',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(200),
    scopes: z.array(z.string()).min(1).describe('Actions, each one that oneself may do: see GET /v1/me'),
    expiresAt: z.iso.datetime({ offset: true, error: 'An instant with its zone, for instance 2018-03-01T12:00:00Z' }),
  }),
  output: z.object({ token: Id, text: z.string().describe('The secret itself: sent as `Authorization: Bearer`') }),
  run: ({ office, request }, given) => createToken(office.store.db, whoAsks(request), given, machineNow()),
});

export const listTokens = ownAct({
  route: { does: 'token.list', method: 'GET', path: '/v1/tokens' },
  example: {},
  summary: 'List one’s own API tokens, without their secrets',
  action: 'token.read',
  by: 'account',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        token: Id,
        name: z.string(),
        scopes: z.array(z.string()),
        madeAt: z.string(),
        expiresAt: z.string(),
        usedAt: z.string().nullable(),
        revokedAt: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ office, request }) => ({
    items: (await tokensOf(office.store.db, whoAsks(request).account)).map((token) => ({ ...token, scopes: [...token.scopes] })),
  }),
});

export const endToken = ownAct({
  route: { does: 'token.revoke', method: 'DELETE', path: '/v1/tokens/:token' },
  example: { token: '0193f3c1-7d5a-7c3e-8f21-5a4b3c2d1e0f' },
  summary: 'Revoke an API token of one’s own',
  action: 'token.revoke',
  by: 'account',
  input: z.strictObject({ token: Id }),
  output: z.object({ revoked: z.literal(true) }),
  run: async ({ office, request }, { token }) => {
    if (!(await revokeToken(office.store.db, whoAsks(request).account, token, machineNow()))) throw new NoSuchRecord('token', token);
    return { revoked: true } as const;
  },
});

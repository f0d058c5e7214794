import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { TestContext } from 'vitest';
import { insertAccount } from '../../src/access/accounts.ts';
import { createToken } from '../../src/access/api-tokens.ts';
import { authenticate } from '../../src/access/authenticate.ts';
import { insertGrant } from '../../src/access/grants.ts';
import { machineNow, minutesFrom } from '../../src/access/instant.ts';
import type { Role } from '../../src/access/roles.ts';
import { startSession } from '../../src/access/sessions.ts';
import { type ApiOptions, buildApi } from '../../src/api/app.ts';
import { anOffice, type EngineName, type OfficeWishes, type TestOffice } from './register.ts';

/** Somebody with an account and an open session. */
export interface Person {
  readonly account: string;
  /** The secret of the session. */
  readonly bearer: string;
}

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON, where it is some. */
  readonly json: Record<string, unknown>;
}

export interface TestApi extends TestOffice {
  readonly app: FastifyInstance;
  /** Every line of the service's log, as text. */
  readonly lines: readonly string[];
  readonly person: (roles: readonly Role[], employer?: string | null) => Promise<Person>;
  /** A token of that person with these scopes and no more. */
  readonly tokenOf: (person: Person, scopes: readonly string[]) => Promise<Person>;
  /** @param request method and address: `POST /v1/workers` */
  readonly http: (who: Person | null, request: string, asked?: Asked) => Promise<Heard>;
}

/** The whole API over an empty register, without a socket. */
export async function anApi(
  context: TestContext,
  engine: EngineName,
  { api = {}, ...options }: Omit<OfficeWishes, 'host'> & { readonly api?: ApiOptions } = {},
): Promise<TestApi> {
  const test = await anOffice(context, engine, options);
  const lines: string[] = [];
  const log = pino({ base: null, level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const app = await buildApi(test.office, { log, ...api });
  context.onTestFinished(async () => {
    await app.close();
  });
  const { db } = test.office.store;
  return {
    ...test,
    app,
    lines,
    person: async (roles, employer = null) => {
      const [account, now] = [randomUUID(), machineNow()];
      await insertAccount(db, { account, login: `u${account}`, name: roles.join(' and ') || 'nothing', madeBy: null }, now);
      for (const role of roles) {
        const grant = { account, role, employer: role === 'employer' ? employer : null, until: null };
        await insertGrant(db, grant, { source: 'first', proposedBy: null, approvedBy: null }, now);
      }
      return { account, bearer: (await startSession(db, account, 'test', now)).token };
    },
    tokenOf: async ({ account, bearer }, scopes) => {
      const owner = await authenticate(db, bearer);
      if (owner === null) throw new TypeError('This person is not signed in.');
      const now = machineNow();
      const { text } = await createToken(db, owner, { name: 'narrow', scopes, expiresAt: minutesFrom(now, 60) }, now);
      return { account, bearer: text };
    },
    http: async (who, request, { body, headers = {} } = {}) => {
      const [method = 'GET', url = '/'] = request.split(' ');
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { ...(who === null ? {} : { authorization: `Bearer ${who.bearer}` }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = /json/.test(String(answer.headers['content-type']));
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        json: isJson && answer.body !== '' ? (answer.json() as Record<string, unknown>) : {},
      };
    },
  };
}

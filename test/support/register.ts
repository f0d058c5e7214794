import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { TestContext } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../src/access/actor.ts';
import type { Role } from '../../src/access/roles.ts';
import { standingClock } from '../../src/office/clock.ts';
import { newId } from '../../src/office/ids.ts';
import { type Office, openOffice } from '../../src/office/office.ts';
import { ask, type Circumstances, perform } from '../../src/office/perform.ts';
import type { Moment } from '../../src/office/states.ts';
import type { Query, UseCase } from '../../src/office/use-case.ts';
import { SECOND_PERSON_ACTS } from '../../src/register/office.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { pglite } from './pglite.ts';
import { postgresUrl } from './postgres.ts';

export const ENGINES = ['embedded', 'server'] as const;
export type EngineName = (typeof ENGINES)[number];

/** An empty store with a schema of its own, gone at the end of the test. */
export async function aStore(context: TestContext, engine: EngineName, { connections = 6 } = {}): Promise<Store> {
  const schema = `t_${randomBytes(6).toString('hex')}`;
  const store = await openStore(
    engine === 'server' ? { url: await postgresUrl(context), schema, connections } : { pglite: await pglite(), schema },
  );
  context.onTestFinished(async () => {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
    await store.close();
  });
  return store;
}

export interface TestOffice {
  readonly office: Office;
  /** Somebody with these roles, an account of their own each time. */
  readonly somebody: (...roles: Role[]) => Actor;
  readonly act: <I extends z.ZodType, O extends z.ZodType>(
    actor: Actor,
    what: UseCase<I, O>,
    input: z.input<I>,
    circumstances?: Circumstances,
  ) => Promise<z.output<O>>;
  readonly ask: <I extends z.ZodType, O extends z.ZodType>(
    actor: Actor,
    what: Query<I, O>,
    input: z.input<I>,
    moment?: Moment,
  ) => Promise<z.output<O>>;
  /** Moves the register's day. */
  readonly goTo: (day: string) => void;
}

/** An office with an empty register of Mongolia on the day given. */
export async function anOffice(
  context: TestContext,
  engine: EngineName,
  { today = '2017-12-07', connections = 6 } = {},
): Promise<TestOffice> {
  const store = await aStore(context, engine, { connections });
  let clock = standingClock(today);
  const office = await openOffice({
    store,
    masterKey: randomBytes(32),
    host: 'MNG',
    clock: { now: () => clock.now(), today: () => clock.today() },
    secondPersonActs: SECOND_PERSON_ACTS,
  });
  return {
    office,
    somebody: (...roles) => ({ account: newId(), name: roles.join(', '), roles, employer: null, scopes: null, via: 'session' }),
    act: async (actor, what, input, circumstances) => (await perform(office, actor, what, input, circumstances)).result,
    ask: (actor, what, input, moment) => ask(office, actor, what, input, moment),
    goTo: (day) => {
      clock = standingClock(day);
    },
  };
}

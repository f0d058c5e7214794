import { randomBytes } from 'node:crypto';
import type { TestContext } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../src/access/actor.ts';
import type { Role } from '../../src/access/roles.ts';
import type { NoteSigner } from '../../src/audit/note.ts';
import { standingClock } from '../../src/office/clock.ts';
import { newId } from '../../src/office/ids.ts';
import { type Office, openOffice } from '../../src/office/office.ts';
import { ask, type Circumstances, perform } from '../../src/office/perform.ts';
import type { Moment } from '../../src/office/states.ts';
import type { Query, UseCase } from '../../src/office/use-case.ts';
import { ON_PROTECTED, SECOND_PERSON_ACTS } from '../../src/register/office.ts';
import { aStore, ENGINES, type EngineName } from './store.ts';

export { aStore, ENGINES, type EngineName };

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

export interface OfficeWishes {
  readonly today?: string;
  readonly connections?: number;
  readonly host?: string;
  /** What signs the log; nothing unless given. */
  readonly sign?: NoteSigner;
}

/** An office with an empty register on the day given; Mongolia's unless said. */
export async function anOffice(
  context: TestContext,
  engine: EngineName,
  { today = '2017-12-07', connections = 6, host = 'MNG', sign }: OfficeWishes = {},
): Promise<TestOffice> {
  const store = await aStore(context, engine, { connections });
  let clock = standingClock(today);
  const office = await openOffice({
    store,
    masterKey: randomBytes(32),
    host,
    clock: { now: () => clock.now(), today: () => clock.today() },
    secondPersonActs: SECOND_PERSON_ACTS,
    onProtected: ON_PROTECTED,
    ...(sign === undefined ? {} : { proof: { signer: sign, folder: null } }),
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

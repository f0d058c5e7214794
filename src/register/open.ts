import { join } from 'node:path';
import { sql } from 'kysely';
import { loadSigner } from '../audit/signing-key.ts';
import { machineClock, standingClock } from '../office/clock.ts';
import { type Office, openOffice } from '../office/office.ts';
import { readMasterKey } from '../privacy/master-key.ts';
import { finishRotation } from '../privacy/rotate.ts';
import { openStore, type Store } from '../store/open.ts';
import type { IsoDate } from '../values/dates.ts';
import { keepCounted } from './cap/kept.ts';
import type { Configuration } from './configuration.ts';
import { ON_PROTECTED, SECOND_PERSON_ACTS } from './office.ts';

/** A register that is open in this process: the same for the service, the command line and the tests. */
export interface Register {
  readonly office: Office;
  /** The day that stands still in an example register. */
  readonly standingDay: IsoDate | null;
  readonly close: () => Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the register that the configuration names and brings it to this version. @param env for the keys, which are never part of a configuration */
export async function openRegister(configuration: Configuration, env: Environment): Promise<Register> {
  const { folder, databaseUrl } = configuration;
  const schema = env.RESOLUTE_SCHEMA === undefined || env.RESOLUTE_SCHEMA === '' ? {} : { schema: env.RESOLUTE_SCHEMA };
  const store = await openStore({ ...(databaseUrl === null ? { folder: folder ?? '.' } : { url: databaseUrl }), ...schema });
  try {
    return await registerOver(store, configuration, env);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function registerOver(store: Store, { folder, host, zone, standingDay }: Configuration, env: Environment): Promise<Register> {
  await finishRotation(store.db, { env, folder });
  const masterKey = await readMasterKey({ env, folder });
  const signer = await loadSigner(env, folder);
  const day = standingDay ?? (await standingDayOf(store));
  const clock = day === null ? machineClock(zone) : standingClock(day);
  const kept = env.RESOLUTE_CHECKPOINTS;
  const proof = { signer, folder: kept !== undefined && kept !== '' ? kept : folder === null ? null : join(folder, 'checkpoints') };
  const office = await openOffice({
    store,
    masterKey,
    host,
    clock,
    secondPersonActs: SECOND_PERSON_ACTS,
    onProtected: ON_PROTECTED,
    proof,
  });
  // Whom a cap may count is kept apart from the start on, so that no clerk has to wait for it.
  await store.transaction(async (tx) => keepCounted(tx, await office.law(tx), host));
  return { office, standingDay: day, close: () => store.close() };
}

/** Makes a register one whose day stands still: an example, not an office. */
export async function standStillOn(store: Store, day: IsoDate): Promise<void> {
  await sql`insert into office_setting (name, value) values ('standing-day', ${day}) on conflict (name) do update set value = excluded.value`.execute(
    store.db,
  );
}

async function standingDayOf(store: Store): Promise<IsoDate | null> {
  const { rows } = await sql<{ value: string }>`select value from office_setting where name = 'standing-day'`.execute(store.db);
  return rows[0]?.value ?? null;
}

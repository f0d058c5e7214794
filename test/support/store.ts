import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { TestContext } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.ts';
import { pglite } from './pglite.ts';
import { postgresUrl } from './postgres.ts';

/** Whatever touches the store is tested on both: `describe.each(ENGINES)`. */
export const ENGINES = ['embedded', 'server'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A schema of the test's own. */
export function aSchema(): string {
  return `t_${randomBytes(6).toString('hex')}`;
}

/** How a store of this engine is opened: the PGlite that all tests of a worker share, or the server of the run. */
export async function storeOptions(
  context: TestContext,
  engine: EngineName,
  schema = aSchema(),
): Promise<StoreOptions & { schema: string }> {
  return engine === 'embedded' ? { pglite: await pglite(), schema } : { url: await postgresUrl(context), schema };
}

/** A store in a schema of its own, which is gone when the test ends. Leaves the test out, saying why, where there is no server. */
export async function aStore(context: TestContext, engine: EngineName, options: StoreOptions = {}): Promise<Store> {
  const store = await openStore({ ...(await storeOptions(context, engine)), ...options });
  context.onTestFinished(() => dropped(store));
  return store;
}

async function dropped(store: Store): Promise<void> {
  await sql`drop schema if exists ${sql.id(store.schema)} cascade`.execute(store.db);
  await store.close();
}

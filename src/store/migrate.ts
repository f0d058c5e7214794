import { sql } from 'kysely';
import { ResoluteError } from '../values/errors.ts';
import type { Db } from './db.ts';
import { MigrationFailed, StoreNewer } from './errors.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import type { Store } from './store.ts';
import { isCollision } from './trouble.ts';

/** Steps by their names, in whose order they are done. */
type Steps = Readonly<Record<string, () => Promise<Migration>>>;

/** Where the steps done are kept, in the schema itself. */
const STEPS = 'store_step';

/**
 * Brings the tables to this version, once, however many processes start at the same moment: all steps that are due, or none. Quick where
 * nothing is to do.
 *
 * Kysely's Migrator is not used: its lock belongs to the session and is given back by a statement, which PostgreSQL refuses after a
 * failed step, so that the lock stays with the connection and the reason is lost.
 * @throws StoreNewer, MigrationFailed
 */
export async function migrate(store: Pick<Store, 'db' | 'schema' | 'transaction'>, steps: Steps = MIGRATIONS): Promise<void> {
  if (dueOf(await stepsDone(store.db, store.schema), steps).length === 0) return;
  await store.transaction((tx) => migrateIn(tx, store.schema, steps));
}

/**
 * The same within a transaction of the caller's.
 * @param steps all there are; the last of them may be left out
 */
export async function migrateIn(tx: Db, schema: string, steps: Steps = MIGRATIONS): Promise<void> {
  await lockSchema(tx, schema);
  await prepare(tx, schema);
  for (const name of dueOf(await stepsDone(tx, schema), steps)) await step(tx, name, steps[name]);
}

/** Until the end of the transaction nobody else makes or fills the tables of this schema. */
export async function lockSchema(tx: Db, schema: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`resolute.migrate.${schema}`}))`.execute(tx);
}

async function step(tx: Db, name: string, load: Steps[string] | undefined): Promise<void> {
  try {
    const migration = await load?.();
    await migration?.up(tx);
    await sql`insert into ${sql.table(STEPS)} (name, done_at) values (${name}, now())`.execute(tx);
  } catch (error) {
    if (error instanceof ResoluteError || isCollision(error)) throw error; // a lost connection, a full disk: not the step's fault
    throw new MigrationFailed(name, error instanceof Error ? error.message : String(error));
  }
}

/** @returns the names of the steps done, in their order; empty for a schema that is not there */
export async function stepsDone(db: Db, schema: string): Promise<readonly string[]> {
  const table = `${schema}.${STEPS}`;
  const found = await sql<{ there: string | null }>`select to_regclass(${table})::text as there`.execute(db);
  if (found.rows[0]?.there == null) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)} order by name collate "C"`.execute(db);
  return rows.map(({ name }) => name);
}

/** @throws StoreNewer `store.newer` */
function dueOf(done: readonly string[], steps: Steps): readonly string[] {
  const unknown = done.find((name) => steps[name] === undefined);
  if (unknown !== undefined) throw new StoreNewer(unknown);
  return Object.keys(steps).filter((name) => !done.includes(name));
}

/** `if not exists` is no guard against another who makes the same thing at the same moment; a lock is. */
async function prepare(tx: Db, schema: string): Promise<void> {
  await sql`create schema if not exists ${sql.id(schema)}`.execute(tx);
  await sql`create table if not exists ${sql.id(schema, STEPS)} (name text primary key, done_at timestamptz not null)`.execute(tx);
  const extension = sql`select 1 from pg_extension where extname = 'btree_gist'`;
  if ((await extension.execute(tx)).rows.length > 0) return;
  // All schemas of a database share an extension.
  await sql`select pg_advisory_xact_lock(hashtext('resolute.extension'))`.execute(tx);
  await sql`create extension if not exists btree_gist schema public`.execute(tx);
}

import { sql } from 'kysely';
import { ResoluteError } from '../values/errors.ts';
import type { Db } from './db.ts';
import { MigrationFailed, StoreNewer } from './errors.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Store } from './open.ts';
import { isCollision } from './trouble.ts';

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
export async function migrate(store: Pick<Store, 'db' | 'schema' | 'transaction'>): Promise<void> {
  if (dueOf(await stepsDone(store.db, store.schema)).length === 0) return;
  await store.transaction((tx) => migrateIn(tx, store.schema));
}

/**
 * The same within a transaction of the caller's.
 * @param last up to and with this step
 */
export async function migrateIn(tx: Db, schema: string, last?: string): Promise<void> {
  await prepare(tx, schema);
  for (const name of dueOf(await stepsDone(tx, schema))) {
    if (last !== undefined && name > last) return;
    await step(tx, name);
  }
}

async function step(tx: Db, name: string): Promise<void> {
  try {
    const migration = await MIGRATIONS[name]?.();
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
export function dueOf(done: readonly string[]): readonly string[] {
  const unknown = done.find((name) => MIGRATIONS[name] === undefined);
  if (unknown !== undefined) throw new StoreNewer(unknown);
  return Object.keys(MIGRATIONS).filter((name) => !done.includes(name));
}

/** `if not exists` is no guard against another who makes the same thing at the same moment; a lock is. */
async function prepare(tx: Db, schema: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`resolute.migrate.${schema}`}))`.execute(tx);
  await sql`create schema if not exists ${sql.id(schema)}`.execute(tx);
  await sql`create table if not exists ${sql.id(schema, STEPS)} (name text primary key, done_at timestamptz not null)`.execute(tx);
  const extension = sql`select 1 from pg_extension where extname = 'btree_gist'`;
  if ((await extension.execute(tx)).rows.length > 0) return;
  // All schemas of a database share an extension.
  await sql`select pg_advisory_xact_lock(hashtext('resolute.extension'))`.execute(tx);
  await sql`create extension if not exists btree_gist schema public`.execute(tx);
}

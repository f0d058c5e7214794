import { sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import type { Db } from './db.ts';
import { MigrationFailed, StoreNewer } from './errors.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Store } from './open.ts';

/** Brings the tables to this version, once, however many processes start at the same moment. Quick where nothing is to do. */
export async function migrate({ db, schema }: Pick<Store, 'db' | 'schema'>): Promise<void> {
  const done = await doneSteps(db, schema);
  const unknown = done.find((name) => MIGRATIONS[name] === undefined);
  if (unknown !== undefined) throw new StoreNewer(unknown);
  if (Object.keys(MIGRATIONS).every((name) => done.includes(name))) return;
  await prepare(db, schema);
  const provider: MigrationProvider = {
    getMigrations: async () =>
      Object.fromEntries(await Promise.all(Object.entries(MIGRATIONS).map(async ([name, load]) => [name, await load()] as const))),
  };
  const migrator = new Migrator({ db, provider, migrationTableSchema: schema });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  if (failed === undefined) throw error;
  throw new MigrationFailed(failed, error instanceof Error ? error.message : String(error));
}

async function doneSteps(db: Db, schema: string): Promise<readonly string[]> {
  const table = `${schema}.kysely_migration`;
  const found = await sql<{ there: string | null }>`select to_regclass(${table})::text as there`.execute(db);
  if (found.rows[0]?.there == null) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Schema and extension are shared by all that start at once, and `if not exists` alone is no guard against that. */
async function prepare(db: Db, schema: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('resolute.migrate'))`.execute(tx);
    await sql`create schema if not exists ${sql.id(schema)}`.execute(tx);
    await sql`create extension if not exists btree_gist schema public`.execute(tx);
  });
}

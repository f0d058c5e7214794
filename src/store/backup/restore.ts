import { sql } from 'kysely';
import { copyIn } from '../copy.ts';
import type { Db } from '../db.ts';
import { lockSchema, migrateIn } from '../migrate.ts';
import { MIGRATIONS } from '../migrations.ts';
import type { Store } from '../open.ts';
import { BackupDamaged, BackupNewer, BackupOfOtherKind, TargetNotEmpty } from './errors.ts';
import { type Backup, openBackup } from './file.ts';
import type { Manifest, TableEntry } from './manifest.ts';
import { quoted, tablesOf } from './tables.ts';

export interface RestoreOptions {
  /** A backup of keys, restored together with the register's: the latest there is, since it knows who was erased. */
  readonly keys?: string;
  /** A last look within the transaction, as at the chain of the log and at a sample of decisions: where it throws, nothing was restored. */
  readonly check?: (tx: Db, manifest: Manifest) => Promise<void>;
}

/**
 * Fills an empty store from a backup, of either engine, and brings it to this version: all of it or nothing. Every byte of the file is
 * checked first.
 * @param store opened with `migrate: false`
 * @throws BackupDamaged, BackupNewer, BackupOfOtherKind, BackupUnusable, TargetNotEmpty
 */
export async function restore(store: Store, file: string, { keys, check }: RestoreOptions = {}): Promise<Manifest> {
  return using(file, 'register', async (register) => {
    const act = (keysOf?: Backup): Promise<void> =>
      store.transaction(async (tx) => {
        await makeSchema(tx, store.schema, register.manifest);
        await load(store, tx, file, register);
        await migrateIn(tx, store.schema);
        if (keys !== undefined && keysOf !== undefined) await load(store, tx, keys, keysOf);
        await check?.(tx, register.manifest);
      });
    await (keys === undefined ? act() : using(keys, 'keys', act));
    return register.manifest;
  });
}

/**
 * Puts the keys of people back into a register that has none. Keys of before an erasure would bring the erased back, so use the latest.
 * @throws BackupDamaged, BackupNewer, BackupOfOtherKind, BackupUnusable, TargetNotEmpty
 */
export async function restoreKeys(store: Store, file: string): Promise<Manifest> {
  return using(file, 'keys', async (keys) => {
    await store.transaction(async (tx) => {
      await lockSchema(tx, store.schema);
      for (const { name } of await tablesOf(tx, store.schema, 'keys'))
        if (await hasRows(tx, store.schema, name)) throw new TargetNotEmpty(`keys in \`${name}\``);
      await load(store, tx, file, keys);
    });
    return keys.manifest;
  });
}

/** The head of a backup whose every byte was checked, restored nowhere. @throws BackupDamaged, BackupNewer, BackupUnusable */
export async function checkBackup(file: string): Promise<Manifest> {
  const { manifest, close } = await openBackup(file);
  await close();
  return manifest;
}

async function using<T>(file: string, wanted: Manifest['holds'], act: (opened: Backup) => Promise<T>): Promise<T> {
  const opened = await openBackup(file);
  try {
    const { holds, steps } = opened.manifest;
    if (holds !== wanted) throw new BackupOfOtherKind(file, WORDS[holds], WORDS[wanted]);
    const unknown = steps.find((step) => MIGRATIONS[step] === undefined);
    if (unknown !== undefined) throw new BackupNewer(file, `it knows the step \`${unknown}\`, this one does not`);
    return await act(opened);
  } finally {
    await opened.close();
  }
}

const WORDS = { register: 'a register', keys: 'the keys of people' } as const;

async function makeSchema(tx: Db, schema: string, { steps }: Manifest): Promise<void> {
  await lockSchema(tx, schema);
  const { rows } = await sql`select 1 from pg_class where relnamespace = to_regnamespace(${schema}) limit 1`.execute(tx);
  if (rows.length > 0) throw new TargetNotEmpty('data');
  await migrateIn(tx, schema, Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => steps.includes(name))));
}

/**
 * Loads tables in any order: what one table demands of another is lifted first and laid on again when all are there, which checks it.
 * Triggers speak of acts, and loading is none.
 */
async function load(store: Store, tx: Db, file: string, { manifest, rowsOf }: Backup): Promise<void> {
  const here = new Map((await tablesOf(tx, store.schema, manifest.holds)).map((table) => [table.name, table]));
  const foreign = await liftForeignKeys(tx, store.schema);
  for (const table of manifest.tables) {
    const known = here.get(table.name)?.columns ?? [];
    if (!table.columns.every((column) => known.includes(column)))
      throw new BackupDamaged(file, `its table \`${table.name}\` has no place here`);
    await loadTable(store, tx, table, rowsOf(table), file);
  }
  for (const { name, last } of manifest.sequences)
    await sql`select setval(${quoted(store.schema, name)}::regclass, ${last}::bigint)`.execute(tx);
  for (const each of foreign)
    await sql`alter table ${sql.raw(each.table)} add constraint ${sql.id(each.name)} ${sql.raw(each.definition)}`.execute(tx);
}

async function loadTable(store: Store, tx: Db, table: TableEntry, rows: AsyncIterable<string>, file: string): Promise<void> {
  const name = sql.id(store.schema, table.name);
  await sql`alter table ${name} disable trigger user`.execute(tx);
  await sql`delete from ${name}`.execute(tx); // what a step put there is in the backup too, as it became
  const columns = table.columns.map((column) => quoted(column)).join(', ');
  await copyIn(store, tx, `${quoted(store.schema, table.name)} (${columns})`, rows);
  const counted = await sql<{ rows: number }>`select count(*) as rows from ${name}`.execute(tx);
  if (counted.rows[0]?.rows !== table.rows)
    throw new BackupDamaged(file, `\`${table.name}\` has ${counted.rows[0]?.rows} rows of ${table.rows}`);
  await sql`alter table ${name} enable trigger user`.execute(tx);
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

async function liftForeignKeys(tx: Db, schema: string): Promise<readonly ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = to_regnamespace(${schema}) order by 1, 2`.execute(tx);
  for (const { table, name } of rows) await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(tx);
  return rows;
}

async function hasRows(tx: Db, schema: string, table: string): Promise<boolean> {
  return (await sql`select 1 from ${sql.id(schema, table)} limit 1`.execute(tx)).rows.length > 0;
}

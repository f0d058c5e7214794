import { sql } from 'kysely';
import { ENGINE } from '../../decide/engine.ts';
import { copyOut } from '../copy.ts';
import type { Db } from '../db.ts';
import { stepsDone } from '../migrate.ts';
import type { Store } from '../open.ts';
import { writeBackup } from './file.ts';
import { FORMAT, type Manifest } from './manifest.ts';
import { quoted, sequencesOf, tablesOf } from './tables.ts';

export interface BackupOptions {
  /** Size and root of the log, read in the backup's own transaction; the log itself is of a floor above. */
  readonly log?: (tx: Db) => Promise<{ readonly size: number; readonly root: string }>;
}

/**
 * Writes the register as of one instant into one new file, while others go on to write (on the embedded database they wait). It holds no
 * key of a person: see `backupKeys`.
 * @param file must not be there yet
 * @returns what stands at the head of the file
 * @throws BackupExists, BackupUnusable
 */
export function backup(store: Store, file: string, options: BackupOptions = {}): Promise<Manifest> {
  return write(store, file, 'register', options);
}

/** Writes the wrapped keys of people, which open nothing without the master key. @throws BackupExists, BackupUnusable */
export function backupKeys(store: Store, file: string): Promise<Manifest> {
  return write(store, file, 'keys', {});
}

async function write(store: Store, file: string, holds: Manifest['holds'], { log }: BackupOptions): Promise<Manifest> {
  return store.transaction(
    async (tx) => {
      const plan = await planOf(tx, store, holds, log === undefined ? null : await log(tx));
      return writeBackup(file, plan, (table) =>
        copyOut(
          store,
          tx,
          quoted(store.schema, table.name),
          table.columns.map((each) => quoted(each)),
        ),
      );
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

async function planOf(tx: Db, store: Store, holds: Manifest['holds'], log: Manifest['log']): Promise<Manifest> {
  const { rows } = await sql<{ at: string; version: string }>`select now() as at, current_setting('server_version') as version`.execute(tx);
  const [{ at, version } = { at: '', version: '' }] = rows;
  const tables = await tablesOf(tx, store.schema, holds);
  return {
    format: FORMAT,
    holds,
    writtenBy: ENGINE,
    madeAt: at,
    engine: store.engine,
    postgres: version,
    steps: [...(await stepsDone(tx, store.schema))],
    log,
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns], rows: 0, bytes: 0, sha256: '0'.repeat(64) })),
    sequences: holds === 'register' ? [...(await sequencesOf(tx, store.schema))] : [],
  };
}

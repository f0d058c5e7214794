import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import { dbOver } from './db.ts';
import { migrate } from './migrate.ts';
import type { Store } from './store.ts';
import { transaction } from './transaction.ts';
import { translated } from './trouble.ts';

export type { Store } from './store.ts';

export interface StoreOptions {
  /** Address of a PostgreSQL server, 15 or later. Without it the data live in `folder`. */
  readonly url?: string;
  /** Folder of the embedded database; without it everything is in memory and gone at the end. */
  readonly folder?: string;
  readonly schema?: string;
  /** An open PGlite of the caller's, which `close` leaves open. */
  readonly pglite?: PGlite;
  /** Connections to a server at most. */
  readonly connections?: number;
  /** `false` leaves the tables as they are, or absent: only for `restore`, which makes them as its backup had them. */
  readonly migrate?: boolean;
}

const DEFAULT_SCHEMA = 'resolute';

/**
 * Opens the store and brings its tables to this version.
 * @throws FolderInUse, FolderUnusable, FolderOfOtherEngine, AddressInvalid, ServerTooOld, StoreUnavailable, StoreFull, StoreNewer, MigrationFailed
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const schema = options.schema ?? DEFAULT_SCHEMA;
  // It stands in the search path and in connection options, where nothing quotes it.
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new TypeError(`${schema} is no name of a schema: small letters, digits and _ only.`);
  const { pool, pglite, release } = await opened(options, schema);
  const db = dbOver(pool);
  let closing: Promise<void> | undefined;
  const store: Store = {
    db,
    pool,
    engine: pglite === null ? 'server' : 'embedded',
    schema,
    pglite,
    folder: pglite === null ? null : (options.folder ?? null),
    transaction: (act, how) => transaction(pool, act, how),
    close: () => {
      closing ??= db.destroy().finally(release);
      return closing;
    },
  };
  try {
    if (options.migrate !== false) await migrate(store);
  } catch (error) {
    await store.close();
    throw translated(error);
  }
  return store;
}

interface Opened {
  readonly pool: pg.Pool;
  readonly pglite: PGlite | null;
  readonly release: () => Promise<void>;
}

/** Only the engine that is asked for is loaded: PGlite alone takes a quarter of a second. */
async function opened(options: StoreOptions, schema: string): Promise<Opened> {
  if (options.url === undefined) {
    const { borrowEmbedded, openEmbedded } = await import('./embedded.ts');
    return options.pglite === undefined ? openEmbedded(options.folder, schema) : borrowEmbedded(options.pglite, schema);
  }
  const { checkServer, serverPool } = await import('./server.ts');
  const pool = serverPool(options.url, schema, options.connections);
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, pglite: null, release: async () => undefined };
}

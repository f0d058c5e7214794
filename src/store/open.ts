import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { makeFolder } from '../files/table/folder.ts';
import { type Db, dbOn, dbOver } from './db.ts';
import { isCollision, translated } from './errors.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrate.ts';
import { TYPES } from './types.ts';

export interface Store {
  /** Each statement for itself, on any connection. */
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly engine: 'embedded' | 'server';
  readonly schema: string;
  readonly pglite: PGlite | null;
  /** The folder of the embedded data; `null` on a server. */
  readonly folder: string | null;
  /** Runs `act` in one transaction: all of it or none. It is run again, whole, when another transaction collided with it. */
  readonly transaction: <T>(act: (tx: Db) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

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
}

const DEFAULT_SCHEMA = 'resolute';
const TRIES = 8;

/**
 * Opens the store and brings its tables to this version.
 * @throws FolderInUse, StoreUnavailable, StoreFull, StoreNewer, MigrationFailed
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const schema = options.schema ?? DEFAULT_SCHEMA;
  const { pool, pglite, release } = options.url === undefined ? await embedded(options, schema) : server(options.url, options, schema);
  // A connection that breaks while nobody uses it would otherwise end the process; the next user of the pool gets the error.
  pool.on('error', () => undefined);
  const db = dbOver(pool);
  const store: Store = {
    db,
    pool,
    engine: pglite === null ? 'server' : 'embedded',
    schema,
    pglite,
    folder: options.url === undefined ? (options.folder ?? null) : null,
    transaction: (act) => transaction(pool, act),
    close: async () => {
      await db.destroy();
      await release();
    },
  };
  try {
    await migrate(store);
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

function server(url: string, options: StoreOptions, schema: string): Opened {
  const pool = new pg.Pool({
    connectionString: url,
    types: TYPES,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'resolute',
    options: `-c search_path=${schema},public -c timezone=UTC -c datestyle=ISO`,
  });
  return { pool, pglite: null, release: async () => undefined };
}

async function embedded(options: StoreOptions, schema: string): Promise<Opened> {
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  if (options.folder !== undefined) await makeFolder(options.folder);
  const unlock = options.folder === undefined ? () => undefined : lockFolder(options.folder);
  try {
    const pglite = options.pglite ?? (await openPglite(options.folder === undefined ? undefined : join(options.folder, 'pgdata')));
    // One session stands behind the pool, whatever its size: a second client would run inside the transaction of the first.
    const pool = new pg.Pool({
      ...createPgConfig(pglite),
      types: TYPES,
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 30_000,
    } as unknown as pg.PoolConfig);
    // Several stores of a test share one session, so the path is set by whoever takes it.
    pool.on('acquire', (client) => void client.query(`set search_path to ${schema}, public; set timezone to 'UTC'; set datestyle to ISO`));
    const release = async (): Promise<void> => {
      if (options.pglite === undefined) await pglite.close();
      unlock();
    };
    return { pool, pglite, release };
  } catch (error) {
    unlock();
    throw translated(error);
  }
}

/** @param folder without one the data are in memory */
export async function openPglite(folder?: string): Promise<PGlite> {
  const [{ PGlite }, { btree_gist }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/btree_gist'),
  ]);
  return PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), extensions: { btree_gist } });
}

async function transaction<T>(pool: pg.Pool, act: (tx: Db) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(pool, act);
    } catch (error) {
      if (!isCollision(error) || tries === TRIES) throw translated(error);
    }
  }
}

async function once<T>(pool: pg.Pool, act: (tx: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await act(dbOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away; the server rolls back when it is gone.
    await client.query('rollback').catch((second: unknown) => {
      broken = second instanceof Error ? second : new Error(String(second));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

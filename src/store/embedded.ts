import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { makeFolder } from '../files/table/folder.ts';
import { FolderOfOtherEngine, FolderUnusable } from './errors.ts';
import { lockFolder } from './lock.ts';
import { translated } from './trouble.ts';
import { TYPES } from './types.ts';

/** The PostgreSQL that PGlite is; its files are read by no other. */
export const ENGINE_MAJOR = 18;
const DATA = 'pgdata';
/** Where a database is made before it gets its name: a process killed meanwhile leaves nothing that passes for data. */
const MAKING = 'pgdata.making';
const WAIT_MS_MAX = 30_000;

export interface Embedded {
  readonly pool: pg.Pool;
  readonly pglite: PGlite;
  /** Ends the database, if it is ours, and gives the folder back. */
  readonly release: () => Promise<void>;
}

/**
 * The database in this process.
 * @param folder without one the data are in memory
 * @throws FolderInUse, FolderUnusable, FolderOfOtherEngine, StoreFull, EngineStopped
 */
export async function openEmbedded(folder: string | undefined, schema: string): Promise<Embedded> {
  if (folder === undefined) return owned(await openPglite(), schema, () => undefined);
  await usable(folder);
  const unlock = lockFolder(folder);
  try {
    return await owned(await openFolder(folder), schema, unlock);
  } catch (error) {
    unlock();
    throw translated(error);
  }
}

/** A pool over a PGlite of the caller's, who may have lent it to other stores too, so each use names its schema anew. */
export async function borrowEmbedded(pglite: PGlite, schema: string): Promise<Embedded> {
  const pool = await poolOver(pglite);
  // A statement after it fails for the same reason and tells it.
  pool.on('acquire', (client) => void client.query(sessionOf(schema)).catch(() => undefined));
  return { pool, pglite, release: async () => undefined };
}

/** PGlite with the extensions of the register. @param folder without one the data are in memory; made if it is not there */
export async function openPglite(folder?: string): Promise<PGlite> {
  const [{ PGlite }, { btree_gist }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/btree_gist'),
  ]);
  if (folder === undefined) return PGlite.create({ extensions: { btree_gist } });
  const { DurableFolder, durableParams } = await import('./durable.ts');
  return PGlite.create({
    fs: new DurableFolder(folder),
    startParams: durableParams(PGlite.defaultStartParams),
    extensions: { btree_gist },
  });
}

async function openFolder(folder: string): Promise<PGlite> {
  const data = join(folder, DATA);
  if (existsSync(data)) checkEngine(folder, data);
  else await makeDatabase(folder, data);
  return openPglite(data);
}

/** Making a database waits for no disk; so all of it is brought there at once, and only then does it get its name. */
async function makeDatabase(folder: string, data: string): Promise<void> {
  const making = join(folder, MAKING);
  rmSync(making, { recursive: true, force: true });
  await (await openPglite(making)).close();
  const { syncFolder, syncNames } = await import('./durable.ts');
  chmodSync(making, 0o700); // as a server keeps its own
  syncFolder(making);
  renameSync(making, data);
  syncNames(folder);
  syncNames(dirname(folder));
}

/** @throws FolderOfOtherEngine, FolderUnusable */
function checkEngine(folder: string, data: string): void {
  const file = join(data, 'PG_VERSION');
  if (!existsSync(file)) throw new FolderUnusable(folder, `${DATA} in it is not a database`);
  const written = readFileSync(file, 'utf8').trim();
  if (written !== String(ENGINE_MAJOR)) throw new FolderOfOtherEngine(folder, written, ENGINE_MAJOR);
}

/** @throws FolderUnusable */
async function usable(folder: string): Promise<void> {
  try {
    if (existsSync(folder) && !statSync(folder).isDirectory()) throw new FolderUnusable(folder, 'it is a file');
    await makeFolder(folder);
  } catch (error) {
    if (error instanceof FolderUnusable) throw error;
    throw new FolderUnusable(folder, error instanceof Error ? error.message : String(error));
  }
}

async function owned(pglite: PGlite, schema: string, unlock: () => void): Promise<Embedded> {
  const pool = await poolOver(pglite, async (client) => {
    await client.query(sessionOf(schema));
  });
  const release = async (): Promise<void> => {
    try {
      if (!pglite.closed) await pglite.close();
    } finally {
      unlock();
    }
  };
  return { pool, pglite, release };
}

async function poolOver(pglite: PGlite, onConnect?: (client: pg.ClientBase) => Promise<void>): Promise<pg.Pool> {
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  // One session stands behind the pool, whatever its size: a second client would run inside the transaction of the first.
  const options = {
    ...createPgConfig(pglite),
    types: TYPES,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: WAIT_MS_MAX,
    ...(onConnect === undefined ? {} : { onConnect }),
  };
  const pool = new pg.Pool(options as unknown as pg.PoolConfig);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function sessionOf(schema: string): string {
  return `set search_path to ${schema}, public; set timezone to 'UTC'; set datestyle to ISO; set intervalstyle to postgres`;
}

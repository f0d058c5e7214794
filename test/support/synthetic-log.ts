import { hash, randomBytes } from 'node:crypto';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { sql } from 'kysely';
import pg from 'pg';
import type { TestContext } from 'vitest';
import type { EventDraft } from '../../src/audit/event.ts';
import { type Db, dbOn, dbOver } from '../../src/store/db.ts';
import { up as log } from '../../src/store/migrations/0001-log.ts';
import { up as append } from '../../src/store/migrations/0014-append.ts';
import type { Store } from '../../src/store/open.ts';
import { TYPES } from '../../src/store/types.ts';
import { pglite } from './pglite.ts';
import { postgresUrl } from './postgres.ts';
import type { EngineName } from './store.ts';

/** A store that has the log and nothing else, in a schema of its own: the log is tested without the rooms above it. */
export async function aLog(context: TestContext, engine: EngineName): Promise<Store> {
  const url = engine === 'server' ? await postgresUrl(context) : null;
  const store = await logStore(url);
  context.onTestFinished(async () => {
    await sql`drop schema ${sql.id(store.schema)} cascade`.execute(store.db);
    await store.close();
  });
  return store;
}

/** @param url of a server; `null` for the PGlite of this worker */
export async function logStore(url: string | null): Promise<Store> {
  const schema = `log_${randomBytes(6).toString('hex')}`;
  const embedded = url === null ? await pglite() : null;
  const config =
    embedded === null
      ? { connectionString: url ?? '', max: 4, options: `-c search_path=${schema} -c timezone=UTC -c datestyle=ISO` }
      : { ...createPgConfig(embedded), max: 1 };
  const pool = new pg.Pool({ ...config, types: TYPES } as unknown as pg.PoolConfig);
  pool.on('error', () => undefined); // the cluster is stopped under an idle connection at the end of the run
  // Stores of one worker share the session of its PGlite, so the path is set by whoever takes it.
  const path = `set search_path to ${schema}; set timezone to 'UTC'; set datestyle to ISO`;
  if (embedded !== null) pool.on('acquire', (client) => void client.query(path));
  const db = dbOver(pool);
  await sql`create schema ${sql.id(schema)}`.execute(db);
  await log(db);
  await append(db);
  const transaction = async <T>(act: (tx: Db) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const result = await act(dbOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  const name = embedded === null ? 'server' : 'embedded';
  return { db, pool, engine: name, schema, pglite: embedded, folder: null, transaction, close: () => db.destroy() };
}

/** A UUID that follows from its name. */
export function uuidOf(name: string): string {
  const hex = hash('sha256', name, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const ACTOR = uuidOf('an officer');

/** The event that has this number: the same one every time. Every third is about a person and has something sealed. */
export function syntheticEvent(number: number): EventDraft {
  const hex = number.toString(16).padStart(12, '0');
  const isPersonal = number % 3 === 0;
  return {
    id: `00000000-0000-7000-8000-${hex}`,
    record: { kind: number % 2 === 0 ? 'permit' : 'application', id: `00000000-0000-7000-9000-${hex}` },
    version: 1,
    kind: number % 2 === 0 ? 'granted' : 'received',
    trueOn: `2017-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`,
    actor: ACTOR,
    person: isPersonal ? `00000000-0000-7000-a000-${hex}` : null,
    data: { host: 'MNG', number, category: 'construction "B"', employer: `00000000-0000-7000-b000-${hex}`, validTo: '2018-06-30' },
    sealed: isPersonal ? Buffer.from(`sealed bytes of event ${number}`) : null,
  };
}

/** Events first to first + count - 1. Millions of them are made a second, so that what is measured is the log. */
export function* syntheticEvents(count: number, first = 0): Generator<EventDraft> {
  for (let number = first; number < first + count; number++) yield syntheticEvent(number);
}

import { sql } from 'kysely';
import pg from 'pg';
import { dbOver } from './db.ts';
import { ServerTooOld } from './errors.ts';
import { PIPELINED } from './pipelined.ts';
import { keepPrepared } from './prepared.ts';
import { sessionName } from './session-name.ts';
import { checkAddress } from './trouble.ts';
import { TYPES } from './types.ts';

const OLDEST = 150_000;
const CONNECTIONS_MAX = 10;
const CONNECT_MS_MAX = 10_000;

/** @throws AddressInvalid `store.address-invalid` */
export function serverPool(url: string, schema: string, connections: number = CONNECTIONS_MAX): pg.Pool {
  checkAddress(url);
  const pool = new pg.Pool({
    ...PIPELINED,
    connectionString: url,
    types: TYPES,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    keepAlive: true, // a server that vanished with its machine is noticed, if late
    application_name: sessionName(schema),
    options: `-c search_path=${schema},public -c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres`,
  });
  // A connection that breaks while nobody speaks on it tells so by an event, and an event that nobody hears ends the process: while it
  // is in the pool the pool hears it, while it is lent out we do. Whoever uses it next gets the error.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    keepPrepared(client);
  });
  return pool;
}

/** @throws StoreUnavailable, ServerTooOld */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await sql<{ number: number; version: string }>`
    select current_setting('server_version_num')::integer as number, current_setting('server_version') as version`.execute(dbOver(pool));
  const [found] = rows;
  if (found === undefined || found.number < OLDEST) throw new ServerTooOld(found?.version ?? 'of an unknown version');
}

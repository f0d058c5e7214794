import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { inTurn } from './pipelined.ts';
import { forgetStale, isStalePlan, statement } from './prepared.ts';
import { translated } from './trouble.ts';

/** Where SQL runs: the store itself, or one transaction of it. Every statement is Kysely's `sql` tag, with its row type said beside it. */
export type Db = Kysely<unknown>;

/** The connection under a transaction's `Db`, for COPY, which no query builder speaks. */
const CLIENTS = new WeakMap<Db, pg.PoolClient>();
const BOUND = new WeakMap<pg.PoolClient, Db>();

/** A `Db` over the whole pool: each statement may run on another connection. */
export function dbOver(pool: pg.Pool): Db {
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await connection(pool);
    const { query, release } = speaking(client, (broken) => client.release(broken));
    // Alone, a statement that met a changed table is simply sent again; in a transaction the whole transaction is.
    const again = (text: string, values: unknown[]): Promise<unknown> =>
      query(text, values).catch((error: unknown) => (isStalePlan(error) ? query(text, values) : Promise.reject(error)));
    return { query: again, release } as unknown as pg.PoolClient;
  };
  return kyselyOn(connect, () => pool.end());
}

/** A `Db` whose every statement runs on this one connection; the caller begins, ends and releases. */
export function dbOn(client: pg.PoolClient): Db {
  let bound = BOUND.get(client);
  if (bound === undefined) {
    const borrowed = speaking(client, () => undefined) as unknown as pg.PoolClient;
    bound = kyselyOn(
      async () => borrowed,
      async () => undefined,
    );
    BOUND.set(client, bound);
    CLIENTS.set(bound, client);
  }
  return bound;
}

/** A connection of the pool. @throws StoreUnavailable */
export async function connection(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw translated(error);
  }
}

/** INVARIANT: only a `Db` that `transaction` gave has a connection of its own. */
export function clientOf(db: Db): pg.PoolClient {
  const client = CLIENTS.get(db);
  if (client === undefined) throw new TypeError('COPY needs the Db of a transaction.');
  return client;
}

interface Speaking {
  readonly query: (text: string, values: unknown[]) => Promise<unknown>;
  readonly release: (broken?: Error | boolean) => void;
}

function kyselyOn(connect: () => Promise<pg.PoolClient>, end: () => Promise<void>): Db {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool: { connect, end } as unknown as pg.Pool }) });
}

/** The connection as Kysely uses it, where each statement fails with a typed error. */
function speaking(client: pg.PoolClient, release: (broken?: Error | boolean) => void): Speaking {
  const query = async (text: string, values: unknown[]): Promise<unknown> => {
    try {
      return await inTurn(client, () => client.query(statement(client, text, values)));
    } catch (error) {
      forgetStale(client, error);
      throw translated(error);
    }
  };
  return { query, release };
}

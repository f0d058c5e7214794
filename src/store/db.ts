import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';

/** Where SQL runs: the store itself, or one transaction of it. Every statement is Kysely's `sql` tag, with its row type said beside it. */
export type Db = Kysely<unknown>;

/** The connection under a transaction's `Db`, for COPY, which no query builder speaks. */
const CLIENTS = new WeakMap<Db, pg.PoolClient>();
const BOUND = new WeakMap<pg.PoolClient, Db>();

/** A `Db` over the whole pool: each statement may run on another connection. */
export function dbOver(pool: pg.Pool): Db {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

/** A `Db` whose every statement runs on this one connection; the caller begins, ends and releases. */
export function dbOn(client: pg.PoolClient): Db {
  let bound = BOUND.get(client);
  if (bound === undefined) {
    const borrowed = { query: client.query.bind(client), release: () => undefined } as unknown as pg.PoolClient;
    const pool = { connect: async () => borrowed, end: async () => undefined };
    bound = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
    BOUND.set(client, bound);
    CLIENTS.set(bound, client);
  }
  return bound;
}

/** INVARIANT: only a `Db` that `transaction` gave has a connection of its own. */
export function clientOf(db: Db): pg.PoolClient {
  const client = CLIENTS.get(db);
  if (client === undefined) throw new TypeError('COPY needs the Db of a transaction.');
  return client;
}

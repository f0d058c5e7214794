import { setTimeout as pause } from 'node:timers/promises';
import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { connection, type Db, dbOn } from './db.ts';
import { OutcomeUnknown, StoreUnavailable, TooManyCollisions } from './errors.ts';
import { forgetStale, isStalePlan, statement } from './prepared.ts';
import { isCollision, translated } from './trouble.ts';

export interface TransactionOptions {
  /** `read committed` unless said otherwise; a `repeatable read` sees one moment throughout. */
  readonly isolation?: 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
}

const TRIES = 8;
const PAUSE_MS_MAX = 20;

/**
 * Runs `act` in one transaction: all of it or none. It is run again, whole, when another transaction collided with it.
 * @throws StoreUnavailable, StoreFull, OutcomeUnknown, TooManyCollisions, and whatever `act` throws
 */
export async function transaction<T>(pool: pg.Pool, act: (tx: Db) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    try {
      return await once(pool, act, options);
    } catch (error) {
      if (!isCollision(error) && !isStalePlan(error)) throw translated(error);
    }
    await pause(Math.random() * PAUSE_MS_MAX); // two that met would meet again
  }
  throw new TooManyCollisions(TRIES);
}

interface Last {
  readonly query: CompiledQuery;
  readonly explained: (error: unknown) => unknown;
}

const LAST = new WeakMap<Db, Last>();

/**
 * Gives a transaction its last statement, which is sent together with the commit: what it locks is locked for no longer than the server
 * takes, however busy this process is. Where it fails, so does the transaction.
 * @param explained makes a typed error of the server's
 */
export function sayLast(tx: Db, query: CompiledQuery, explained: (error: unknown) => unknown): void {
  LAST.set(tx, { query, explained });
}

async function once<T>(pool: pg.Pool, act: (tx: Db) => Promise<T>, options: TransactionOptions): Promise<T> {
  const client = await begun(pool, options);
  let broken: Error | undefined;
  try {
    const tx = dbOn(client);
    LAST.delete(tx);
    const result = await act(tx);
    await end(client, LAST.get(tx));
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

/**
 * A connection in a new transaction. One that the server closed while it lay in the pool shows it here at the earliest; nothing was
 * done yet, so another is taken, at most as many times as the pool may hold such.
 */
async function begun(pool: pg.Pool, { isolation, readOnly }: TransactionOptions): Promise<pg.PoolClient> {
  const begin = `begin${isolation === undefined ? '' : ` isolation level ${isolation}`}${readOnly === true ? ' read only' : ''}`;
  for (let left = pool.options.max; ; left -= 1) {
    const client = await connection(pool);
    try {
      await client.query(begin);
      return client;
    } catch (error) {
      client.release(true);
      const reason = translated(error);
      if (!(reason instanceof StoreUnavailable) || left <= 0) throw reason;
    }
  }
}

/**
 * The last statement, where there is one, and the commit. A server that refuses the one answers the other with a rollback.
 * @throws OutcomeUnknown when the connection broke before the answer to the commit
 */
async function end(client: pg.PoolClient, last: Last | undefined): Promise<void> {
  const said =
    last === undefined
      ? null
      : client.query(statement(client, last.query.sql, [...last.query.parameters])).then(
          () => null,
          (error: unknown) => ({ error }),
        );
  const [refused, ended] = await Promise.allSettled([said, client.query('commit')]);
  if (ended.status === 'rejected') {
    const reason = translated(ended.reason);
    throw reason instanceof StoreUnavailable ? new OutcomeUnknown(reason.message) : reason;
  }
  if (refused.status === 'fulfilled' && refused.value !== null) {
    forgetStale(client, refused.value.error);
    throw last?.explained(refused.value.error);
  }
  // PostgreSQL answers ROLLBACK, and no error, where an error within was caught and the act went on as if nothing were.
  if (ended.value.command !== 'COMMIT')
    throw new TypeError('A statement of this transaction failed and its error was swallowed; nothing was kept.');
}

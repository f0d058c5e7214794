import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import type { Db } from './db.ts';
import type { TransactionOptions } from './transaction.ts';

/** Where the register's tables are. */
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
  readonly transaction: <T>(act: (tx: Db) => Promise<T>, options?: TransactionOptions) => Promise<T>;
  readonly close: () => Promise<void>;
}

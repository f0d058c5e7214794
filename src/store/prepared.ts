import type pg from 'pg';
import { databaseError } from './trouble.ts';

/** Texts that a connection keeps prepared; beyond it a statement is parsed anew, so that made-up texts cannot fill the server's memory. */
const TEXTS_MAX = 500;

/** Of an array. PostgreSQL plans a kept statement for about ten elements, and that plan is a poor one for thousands. */
const ELEMENTS_MAX = 64;

/** Connections whose server keeps a statement for them alone. Behind PGlite's socket all connections share one session, and names would meet. */
const KEEPING = new WeakSet<object>();
const NAMES = new Map<string, string>();

export const keepPrepared = (client: object): void => void KEEPING.add(client);

/** The statement as pg takes it: prepared once a connection, and from then on neither parsed nor, mostly, planned again. */
export function statement(client: object, text: string, values: unknown[]): pg.QueryConfig {
  const isOften = KEEPING.has(client) && values.every((value) => !Array.isArray(value) || value.length <= ELEMENTS_MAX);
  const name = isOften ? nameOf(text) : undefined;
  return name === undefined ? { text, values } : { name, text, values };
}

function nameOf(text: string): string | undefined {
  const known = NAMES.get(text);
  if (known !== undefined || NAMES.size >= TEXTS_MAX) return known;
  const name = `s${NAMES.size}`;
  NAMES.set(text, name);
  return name;
}

/** A table was changed under a prepared statement (by a newer service's migration): this connection prepares no more. */
export function forgetStale(client: object, error: unknown): void {
  if (isStalePlan(error)) KEEPING.delete(client);
}

export function isStalePlan(error: unknown): boolean {
  const known = databaseError(error);
  return known?.code === '0A000' && /cached plan must not change/i.test(known.message);
}

import type pg from 'pg';
import { databaseError } from './trouble.ts';

/** Texts that a connection keeps prepared; beyond it a statement is parsed anew, so that made-up texts cannot fill the server's memory. */
const TEXTS_MAX = 500;

/** Of an array. PostgreSQL plans a kept statement for about ten elements, and that plan is a poor one for thousands. */
const ELEMENTS_MAX = 64;

/** Without values a text may be several statements at once, which no server prepares; this is surely one. */
const ONE_QUERY = /^\s*select\b[^;]*$/i;

/**
 * The names of what each connection keeps, by the text, where its server keeps a statement for that connection alone. Behind PGlite's
 * socket all connections share one session, and names would meet.
 */
const KEPT = new WeakMap<object, Map<string, string>>();

export const keepPrepared = (client: object): void => void KEPT.set(client, new Map());

/** The statement as pg takes it: prepared once a connection, and from then on neither parsed nor, mostly, planned again. */
export function statement(client: object, text: string, values: unknown[]): pg.QueryConfig {
  const isSmall = values.every((value) => !Array.isArray(value) || value.length <= ELEMENTS_MAX);
  const kept = isSmall && (values.length > 0 || ONE_QUERY.test(text)) ? KEPT.get(client) : undefined;
  const name = kept && nameIn(kept, text);
  return name === undefined ? { text, values } : { name, text, values };
}

function nameIn(kept: Map<string, string>, text: string): string | undefined {
  const known = kept.get(text);
  if (known !== undefined || kept.size >= TEXTS_MAX) return known;
  const name = `s${kept.size}`;
  kept.set(text, name);
  return name;
}

/** A table was changed under a prepared statement (by a newer service's migration): this connection prepares no more. */
export function forgetStale(client: object, error: unknown): void {
  if (isStalePlan(error)) KEPT.delete(client);
}

export function isStalePlan(error: unknown): boolean {
  const known = databaseError(error);
  return known?.code === '0A000' && /cached plan must not change/i.test(known.message);
}

import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * Tables that no backup of the register holds, beside those of the keys: a session or a half-made login of the day of the backup must not
 * open the register again, and the steps are done anew by the restore itself.
 */
export const EXCEPT: readonly string[] = ['access_session', 'access_login', 'store_step'];
/** Tables of keys are backed up apart, so that a backup restored with the keys of today cannot read a person erased since. */
export const KEYS = 'key_';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the register's backup holds, or the keys', in the order of names. Columns that PostgreSQL computes are left out. */
export async function tablesOf(db: Db, schema: string, holds: 'register' | 'keys'): Promise<readonly Table[]> {
  const { rows } = await sql<Table>`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = to_regnamespace(${schema}) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname collate "C"`.execute(db);
  return rows.filter(({ name }) => (name.startsWith(KEYS) ? holds === 'keys' : holds === 'register' && !EXCEPT.includes(name)));
}

export interface Sequence {
  readonly name: string;
  readonly last: number;
}

/** The sequences that have given a number. */
export async function sequencesOf(db: Db, schema: string): Promise<readonly Sequence[]> {
  const { rows } = await sql<Sequence>`select sequencename::text as name, last_value as last from pg_sequences
    where schemaname = ${schema} and last_value is not null order by sequencename collate "C"`.execute(db);
  return rows;
}

/** A name as SQL writes it. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

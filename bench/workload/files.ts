/** The register as files, made once and kept in bench/out: the name holds the size, so another size is another file. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { caseJsonSql } from './cases.ts';
import { writePostgresCsv } from './load.ts';
import { registerSql } from './register.ts';

/** Raise it when register.ts changes what it makes. */
const EDITION = 1;
const FOLDER = join(import.meta.dirname, '..', 'out');

export async function openDuckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  return await instance.connect();
}

export const outFile = (name: string): string => {
  mkdirSync(FOLDER, { recursive: true });
  return join(FOLDER, name);
};

export async function parquetOf(connection: DuckDBConnection, rows: number): Promise<string> {
  return await once(`register-${EDITION}-${rows}.parquet`, async (file) => {
    await connection.run(`COPY (${registerSql(rows)}) TO '${file}' (FORMAT parquet)`);
  });
}

/** One nested case a line. */
export async function jsonLinesOf(connection: DuckDBConnection, rows: number): Promise<string> {
  const parquet = await parquetOf(connection, rows);
  return await once(`register-${EDITION}-${rows}.jsonl`, async (file) => {
    // JSON text as it is: no quote and a delimiter that it cannot hold.
    await connection.run(`COPY (${caseJsonSql(`'${parquet}'`)}) TO '${file}' (FORMAT csv, HEADER false, QUOTE '', DELIMITER E'\\x01')`);
  });
}

export async function postgresCsvOf(connection: DuckDBConnection, rows: number): Promise<string> {
  const parquet = await parquetOf(connection, rows);
  return await once(`postgres-${EDITION}-${rows}.csv`, (file) => writePostgresCsv(connection, parquet, file));
}

/**
 * The columns and notation of DECISION: lists by `|`, approvals as `1718:2017-10-02`, `none` for an empty list. About one row in a hundred
 * is bad (a nationality "Korea", a day that does not exist, an approval without its date), for a file without rejects is nobody's file.
 */
export async function decisionCsvOf(connection: DuckDBConnection, rows: number): Promise<string> {
  const parquet = await parquetOf(connection, rows);
  return await once(`register-${EDITION}-${rows}.csv`, async (file) => {
    await connection.run(`
      COPY (SELECT * REPLACE (
        CASE WHEN hash(id, 1) % 400 = 0 THEN 'Korea' ELSE array_to_string("worker.nationalities", '|') END AS "worker.nationalities",
        CASE WHEN hash(id, 2) % 400 = 0 THEN '2017-02-30' ELSE "asOf"::VARCHAR END AS "asOf",
        CASE WHEN approvals = [] THEN 'none'
          ELSE array_to_string(list_transform(approvals, lambda a: a.committee || ':' || coalesce(a."approvedOn"::VARCHAR, '')), '|') END AS approvals)
      FROM '${parquet}') TO '${file}' (FORMAT csv, HEADER)`);
  });
}

async function once(name: string, make: (file: string) => Promise<void>): Promise<string> {
  const file = outFile(name);
  if (existsSync(file)) return file;
  await make(`${file}.partial`);
  renameSync(`${file}.partial`, file); // an interrupted run leaves no half file that looks whole
  return file;
}

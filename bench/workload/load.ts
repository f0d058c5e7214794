/** The register in PostgreSQL, a server's or PGlite's: the same rows, carried over as CSV that DuckDB writes. */
import { createReadStream, openAsBlob } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PGlite } from '@electric-sql/pglite';
import type { Client, Submittable } from 'pg';
import { POSTGRES_TABLE } from '../hand/postgres.ts';
import { peer } from '../peers/load.ts';

type CopyStreams = { from(sql: string): Submittable & Writable };

/** Arrays go over in PostgreSQL's own notation: `{PRK,RUS}` and `{"(1718,2017-10-02)"}`; an unquoted empty field is null. */
export async function writePostgresCsv(connection: DuckDBConnection, parquet: string, csv: string): Promise<void> {
  await connection.run(`
    COPY (SELECT * REPLACE (
      '{' || list_aggregate("worker.nationalities", 'string_agg', ',') || '}' AS "worker.nationalities",
      '{' || coalesce(list_aggregate(list_transform(approvals,
        lambda a: '"(' || coalesce(a.committee, '') || ',' || coalesce(a."approvedOn"::VARCHAR, '') || ')"'), 'string_agg', ','), '')
        || CASE WHEN approvals IS NULL THEN NULL ELSE '}' END AS approvals)
    FROM '${parquet}') TO '${csv}' (FORMAT csv, HEADER false)`);
}

export async function loadServer(client: Client, csv: string): Promise<void> {
  const { from: copyFrom } = await peer<CopyStreams>('pg-copy-streams');
  await client.query(POSTGRES_TABLE);
  await pipeline(createReadStream(csv), client.query(copyFrom('COPY permits FROM STDIN (FORMAT csv)')));
  await client.query('VACUUM ANALYZE permits');
}

export async function loadPglite(pglite: PGlite, csv: string): Promise<void> {
  await pglite.exec(POSTGRES_TABLE);
  await pglite.query("COPY permits FROM '/dev/blob' (FORMAT csv)", [], { blob: await openAsBlob(csv) });
  await pglite.exec('VACUUM ANALYZE permits');
}

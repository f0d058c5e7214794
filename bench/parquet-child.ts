/** `parquet-child.ts STATEMENT.sql OUT.parquet`: runs one statement into a Parquet file and says how long it took and how much memory the process held. */
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [statement, out] = process.argv.slice(2);
if (statement === undefined || out === undefined) throw new Error('parquet-child.ts STATEMENT.sql OUT.parquet');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const sql = readFileSync(statement, 'utf8');
const start = performance.now();
await connection.run(`COPY (${sql}) TO '${out}' (FORMAT parquet)`);
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ ms, peakMiB: process.resourceUsage().maxRSS / 1024 }));

/** `csv-child.ts IN.csv OUT.csv`: DuckDB reads a CSV and writes it again, every column as text, so that no bad field stops it. */
import { DuckDBInstance } from '@duckdb/node-api';

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error('csv-child.ts IN.csv OUT.csv');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`COPY (FROM read_csv('${from}', all_varchar = true)) TO '${to}' (FORMAT csv, HEADER)`);

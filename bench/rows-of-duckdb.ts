/** Decisions as DuckDB made them, in the order of their ids, with days as ISO text. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Answered } from './compare.ts';
import { COLUMNS } from './hand/row.ts';

/** @param source a table or a file in quotes that has the columns of a decision */
export async function readRows(connection: DuckDBConnection, source: string): Promise<Answered[]> {
  const columns = COLUMNS.map((name) => (name === 'returnBy' ? `"${name}"::VARCHAR` : `"${name}"`)).join(', ');
  const result = await connection.stream(`SELECT ${columns} FROM ${source} ORDER BY id`);
  const rows: Answered[] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const [id, outcome, un, national, gap, returnBy, isProtected, missing, provisions] of chunk.getRows()) {
      rows.push({ id, outcome, un, national, gap, returnBy, protected: isProtected, missing, provisions });
    }
  }
  return rows;
}

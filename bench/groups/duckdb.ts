/** The compiled statement in DuckDB against the hand-written one, from a table in memory to a table in memory. */
import { sqlOf } from '../../src/decide/sql/sql-of.ts';
import { compile, loadRegimes } from '../../src/resolute.ts';
import { differing } from '../compare.ts';
import type { Context } from '../context.ts';
import { handDuckDbSql } from '../hand/duckdb.ts';
import { decideByHand } from '../hand/hand-js.ts';
import { sideBySide } from '../measure.ts';
import { readRows } from '../rows-of-duckdb.ts';
import { atMost, type Section } from '../section.ts';
import { readCases } from '../workload/cases.ts';
import { openDuckDb, parquetOf } from '../workload/files.ts';

const HAND = 'hand-written SQL';
const COMPILED = 'compiled SQL';

export async function duckdb({ rows, rounds }: Context): Promise<Section> {
  const connection = await openDuckDb();
  const parquet = await parquetOf(connection, rows);
  await connection.run(`CREATE TABLE permits AS SELECT * FROM '${parquet}'`);
  const { programme } = compile(await loadRegimes());
  const compiled = sqlOf(programme, { dialect: 'duckdb', from: 'permits', settleProtection: true });
  const into = (table: string, statement: string) => async (): Promise<undefined> => {
    await connection.run(`CREATE OR REPLACE TABLE ${table} AS ${statement}`);
  };
  const lines = await sideBySide(
    [
      { name: HAND, decisions: rows, turn: into('by_hand', handDuckDbSql('permits')), note: 'written for these norms alone' },
      { name: COMPILED, decisions: rows, turn: into('by_law', compiled), note: 'from the regime pack' },
    ],
    { rounds },
  );
  const right = (await readCases(connection, parquet, rows)).map(decideByHand);
  return {
    id: 'duckdb',
    title: 'DuckDB, a table in memory to a table in memory',
    about: 'Real lists: nationalities are `VARCHAR[]`, approvals a list of structs. Both statements write the same nine columns.',
    lines,
    against: HAND,
    checks: [
      differing('hand-written DuckDB against hand-written JavaScript', await readRows(connection, 'by_hand'), right),
      differing('compiled DuckDB against hand-written JavaScript', await readRows(connection, 'by_law'), right),
    ],
    targets: [atMost('compiled DuckDB against hand-written SQL', lines, COMPILED, HAND, 1.2)],
    notes: [],
  };
}

/** The truth tables again, line by line, in every other form of a condition. */
import { expect, test } from 'vitest';
import { programmeOf } from '../../src/decide/programme.ts';
import { conditionsSql } from '../../src/decide/sql/sql-of.ts';
import { pglite } from '../support/pglite.ts';
import { postgresClient } from '../support/postgres.ts';
import { type Database, duckdb, load, postgresql, sourceIn } from './databases.ts';
import { conditionFunctions } from './functions.ts';
import { conditionOf, LAW, QUESTIONS, TABLES, THE_CASE, VOCABULARY } from './tables.ts';

const LINES = Object.values(TABLES).flat();
const NODES = LINES.map(([source]) => conditionOf(source));
const TERM_NODES = new Map(LAW.regimes[0]?.regime.terms.map((term) => [term.id, term.means.node]));
const ALL = Object.fromEntries(LINES);

test('generated JavaScript', () => {
  const functions = conditionFunctions(programmeOf(LAW), 'tables', NODES);
  expect(Object.fromEntries(LINES.map(([source], index) => [source, functions[index]?.(THE_CASE)]))).toEqual(ALL);
});

test('DuckDB', async () => expect(await answersOf(await duckdb())).toEqual(ALL));

test('PGlite', async () => {
  const client = await pglite();
  expect(await answersOf(postgresql('PGlite', { query: (sql) => client.query(sql) }))).toEqual(ALL);
});

test('a PostgreSQL server', async (context) => {
  expect(await answersOf(postgresql('PostgreSQL', await postgresClient(context)))).toEqual(ALL);
});

async function answersOf(database: Database): Promise<Record<string, unknown>> {
  const questions = QUESTIONS.map(({ id }) => id);
  await load(database, VOCABULARY, questions, [THE_CASE]);
  const sql = conditionsSql(NODES, { vocabulary: VOCABULARY, questions: QUESTIONS, terms: TERM_NODES }, sourceIn(database, questions));
  const [row] = await database.rows(sql);
  return Object.fromEntries(LINES.map(([source], index) => [source, row?.[`c${index}`]]));
}

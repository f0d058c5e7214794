/** The compiled statement in PostgreSQL, a server and PGlite, against the hand-written one. */
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { sqlOf } from '../../src/decide/sql/sql-of.ts';
import { compile, loadRegimes } from '../../src/resolute.ts';
import { startCluster } from '../../test/support/cluster.ts';
import { type Answered, differing } from '../compare.ts';
import type { Context } from '../context.ts';
import { decideByHand } from '../hand/hand-js.ts';
import { handPostgresSql } from '../hand/postgres.ts';
import type { Row } from '../hand/row.ts';
import { type Contestant, sideBySide } from '../measure.ts';
import type { Check, Section } from '../section.ts';
import { readCases } from '../workload/cases.ts';
import { openDuckDb, parquetOf, postgresCsvOf } from '../workload/files.ts';
import { loadPglite, loadServer } from '../workload/load.ts';

/** PGlite holds all in the memory of this process and takes seconds a million: a part of the register will do. */
const PGLITE_ROWS = 200_000;
const DATE = 1082;

type Database = {
  name: string;
  rows: number;
  run(sql: string): Promise<void>;
  rowsOf(table: string): Promise<Answered[]>;
  stop(): Promise<void>;
};

export async function postgres({ rows, rounds }: Context): Promise<Section> {
  const duckdb = await openDuckDb();
  const permits = await readCases(duckdb, await parquetOf(duckdb, rows), rows);
  const right = permits.map(decideByHand);
  const { programme } = compile(await loadRegimes());
  const compiled = sqlOf(programme, { dialect: 'postgresql', from: 'permits', settleProtection: true });
  const few = Math.min(rows, PGLITE_ROWS);
  const server = await openServer(await postgresCsvOf(duckdb, rows), rows);
  const pglite = await openPglite(await postgresCsvOf(duckdb, few), few);
  const databases = 'why' in server ? [pglite] : [server, pglite];

  const contestants = databases.flatMap((database): Contestant[] => [
    { name: `${database.name}: hand-written SQL`, decisions: database.rows, turn: into(database, 'by_hand', handPostgresSql()) },
    { name: `${database.name}: compiled SQL`, decisions: database.rows, turn: into(database, 'by_law', compiled) },
  ]);
  const lines = await sideBySide(contestants, { rounds: Math.min(rounds, 5), warmUps: 1 });
  const checks: Check[] = [];
  for (const database of databases) {
    checks.push(await check(database, 'by_hand', 'hand-written', right), await check(database, 'by_law', 'compiled', right));
    await database.stop();
  }
  return {
    id: 'postgres',
    title: 'PostgreSQL, a table to a table',
    about:
      'Nationalities are `text[]`, approvals an array of a composite type. Each statement makes an unlogged table of the same nine columns.',
    lines,
    against: `${databases[0]?.name}: hand-written SQL`,
    checks,
    targets: [],
    notes: 'why' in server ? [`The server was left out: ${server.why}.`] : [],
  };
}

const into = (database: Database, table: string, statement: string) => async (): Promise<undefined> => {
  await database.run(`DROP TABLE IF EXISTS ${table}; CREATE UNLOGGED TABLE ${table} AS ${statement}`);
};

async function check(database: Database, table: string, which: string, right: readonly Row[]): Promise<Check> {
  return differing(
    `${which} ${database.name} against hand-written JavaScript`,
    await database.rowsOf(table),
    right.slice(0, database.rows),
  );
}

const ordered = (table: string): string => `SELECT * FROM ${table} ORDER BY id`;

async function openServer(csv: string, rows: number): Promise<Database | { why: string }> {
  const cluster = await startCluster();
  if ('why' in cluster) return cluster;
  const types = new pg.TypeOverrides();
  types.setTypeParser(DATE, String);
  const client = new pg.Client({ connectionString: cluster.url, types });
  await client.connect();
  const { rows: version } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.query('CREATE SCHEMA bench; SET search_path TO bench');
  await loadServer(client, csv);
  return {
    name: `PostgreSQL ${version[0]?.server_version.split(' ')[0]}`,
    rows,
    run: async (sql) => void (await client.query(sql)),
    rowsOf: async (table) => (await client.query<Answered>(ordered(table))).rows,
    stop: async () => {
      await client.query('DROP SCHEMA bench CASCADE'); // a server of the user's own is left as it was
      await client.end();
      await cluster.stop();
    },
  };
}

async function openPglite(csv: string, rows: number): Promise<Database> {
  const pglite = await PGlite.create();
  await loadPglite(pglite, csv);
  const parsers = { [DATE]: (day: string) => day };
  return {
    name: 'PGlite',
    rows,
    run: async (sql) => void (await pglite.exec(sql)),
    rowsOf: async (table) => (await pglite.query<Answered>(ordered(table), [], { parsers })).rows,
    stop: () => pglite.close(),
  };
}

/** Ten million permits from a Parquet file to a Parquet file of decisions. Each turn is a process of its own, so that its peak memory is its own. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sqlOf } from '../../src/decide/sql/sql-of.ts';
import { compile, loadRegimes } from '../../src/resolute.ts';
import type { Context } from '../context.ts';
import { handDuckDbSql } from '../hand/duckdb.ts';
import { type Contestant, round, sideBySide } from '../measure.ts';
import { atMost, type Check, type Section } from '../section.ts';
import { openDuckDb, outFile, parquetOf } from '../workload/files.ts';

const HAND = 'hand-written SQL';
const COMPILED = 'compiled SQL';
const CHILD = join(import.meta.dirname, '..', 'parquet-child.ts');

export async function parquet({ manyRows, rounds }: Context): Promise<Section> {
  const connection = await openDuckDb();
  const source = `read_parquet('${await parquetOf(connection, manyRows)}')`;
  const { programme } = compile(await loadRegimes());
  const peaks = new Map<string, number>();
  const contestant = (name: string, statement: string): Contestant => ({
    name,
    decisions: manyRows,
    turn: async () => {
      const { ms, peakMiB } = await inAProcess(outFile(`${name.replace(' ', '-')}.sql`), statement, decisionsFile(name));
      peaks.set(name, Math.max(peaks.get(name) ?? 0, peakMiB));
      return ms;
    },
  });
  const lines = await sideBySide(
    [
      contestant(HAND, handDuckDbSql(source)),
      contestant(COMPILED, sqlOf(programme, { dialect: 'duckdb', from: source, settleProtection: true })),
    ],
    { rounds: Math.min(rounds, 5), warmUps: 1 },
  );
  const peak = round((peaks.get(COMPILED) ?? Number.NaN) / 1024, 2);
  return {
    id: 'parquet',
    title: `${manyRows.toLocaleString('en')} permits, Parquet to Parquet`,
    about:
      'Reading, deciding and writing, each turn in a fresh process; the time is that of the statement, the memory that of the whole process at its peak.',
    lines: lines.map((line) => ({ ...line, note: `${round(peaks.get(line.name) ?? Number.NaN, 0).toLocaleString('en')} MiB at the peak` })),
    against: HAND,
    checks: [await sameFiles(decisionsFile(HAND), decisionsFile(COMPILED)), await inOrder(decisionsFile(COMPILED))],
    targets: [
      atMost('10 M permits from Parquet to Parquet against the hand-written statement', lines, COMPILED, HAND, 1.3),
      { what: 'memory of that process', limit: 'under 2 GB', measured: `${peak} GiB`, holds: peak * 1.073741824 < 2 },
    ],
    notes: [],
  };
}

const decisionsFile = (name: string): string => outFile(`decisions-${name.replace(' ', '-')}.parquet`);

async function inAProcess(file: string, statement: string, out: string): Promise<{ ms: number; peakMiB: number }> {
  writeFileSync(file, statement);
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, file, out]);
  return JSON.parse(stdout) as { ms: number; peakMiB: number };
}

async function sameFiles(one: string, other: string): Promise<Check> {
  const connection = await openDuckDb();
  const result = await connection.runAndReadAll(
    `SELECT count(*) FILTER (a IS DISTINCT FROM b), count(*) FROM '${one}' AS a FULL JOIN '${other}' AS b USING (id)`,
  );
  return counted('compiled Parquet against hand-written Parquet', result.getRows()[0]);
}

/** Ids count up in the register, and decisions stand in the order of the input. */
async function inOrder(file: string): Promise<Check> {
  const connection = await openDuckDb();
  const result = await connection.runAndReadAll(
    `SELECT count(*) FILTER (id <> 'P-' || lpad(file_row_number::VARCHAR, 8, '0')), count(*) FROM read_parquet('${file}', file_row_number = true)`,
  );
  return counted('the order of the compiled Parquet against the input', result.getRows()[0]);
}

function counted(what: string, row: readonly unknown[] | undefined): Check {
  const [differing = Number.NaN, of = 0] = (row ?? []).map(Number);
  return { what, differing, of, mustBe: 0 };
}

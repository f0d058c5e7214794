/** The command line as a user meets it: a CSV decided, and one case from a cold start. Whole processes, from start to exit. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { type Contestant, sideBySide } from '../measure.ts';
import { atMost, find, type Section } from '../section.ts';
import { decisionCsvOf, openDuckDb, outFile } from '../workload/files.ts';

const RESOLUTE = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const COPY_CHILD = join(import.meta.dirname, '..', 'csv-child.ts');
const REWRITE = 'DuckDB reading and rewriting the file';
const DECIDE = 'resolute decide';
const CHECK = 'resolute check';

/** `resolute decide` on a CSV with bad rows in it, against DuckDB copying the same file. */
export async function csv({ rows, rounds }: Context): Promise<Section> {
  const connection = await openDuckDb();
  const file = await decisionCsvOf(connection, rows);
  const out = outFile('decided');
  const lines = await sideBySide(
    [
      {
        name: REWRITE,
        decisions: rows,
        turn: inAProcess([COPY_CHILD, file, outFile('rewritten.csv')]),
        note: 'every column as text, nothing checked',
      },
      {
        name: DECIDE,
        decisions: rows,
        turn: inAProcess([RESOLUTE, 'decide', file, '--out', out]),
        note: 'each field checked, rejects with reason and remedy, summary and report',
      },
    ],
    { rounds: Math.min(rounds, 5), warmUps: 1 },
  );
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as {
    rows: { read: number; decided: number; rejected: number };
  };
  const { read, decided, rejected } = summary.rows;
  if (read !== rows || decided + rejected !== read) throw new Error(`rows are lost: ${JSON.stringify(summary.rows)} of ${rows}`);
  rmSync(out, { recursive: true });
  return {
    id: 'csv',
    title: `A CSV of ${rows.toLocaleString('en')} permits`,
    about: 'Whole processes: start, read, decide, write, exit. About one row in a hundred is bad.',
    lines,
    against: REWRITE,
    checks: [],
    targets: [atMost('a CSV of 1 M rows decided against DuckDB rewriting it', lines, DECIDE, REWRITE, 3)],
    notes: [
      `${decided.toLocaleString('en')} rows were decided and ${rejected.toLocaleString('en')} rejected, of ${read.toLocaleString('en')} read.`,
    ],
  };
}

/** One case: what someone at a keyboard waits. */
export async function coldCheck({ rounds }: Context): Promise<Section> {
  const file = outFile('case.json');
  writeFileSync(file, JSON.stringify({ host: 'MNG', act: 'renew', asOf: '2018-02-05', worker: { nationalities: ['PRK'] }, approvals: [] }));
  const empty = outFile('empty.mjs');
  writeFileSync(empty, '');
  const contestants: Contestant[] = [
    { name: 'Node alone', decisions: 1, turn: inAProcess([empty]), note: 'an empty module' },
    { name: CHECK, decisions: 1, turn: inAProcess([RESOLUTE, 'check', file], [0, 10, 11, 12]) },
    { name: `${CHECK} --json`, decisions: 1, turn: inAProcess([RESOLUTE, 'check', file, '--json'], [0, 10, 11, 12]) },
  ];
  const lines = await sideBySide(contestants, { rounds: rounds * 3, warmUps: 2 });
  const median = find(lines, CHECK).medianMs;
  return {
    id: 'cold',
    title: 'One case from the command line',
    about: 'The whole process, from the start of Node to its exit, with the compile cache that set-up leaves behind.',
    lines,
    against: 'Node alone',
    checks: [],
    targets: [
      {
        what: '`resolute check` from a cold start, whole process',
        limit: 'under 200 ms',
        measured: `${median.toFixed(0)} ms`,
        holds: median < 200,
      },
    ],
    notes: [],
  };
}

function inAProcess(args: string[], lawful: readonly number[] = [0]): () => Promise<undefined> {
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (part: Buffer) => {
        said = (said + part.toString()).slice(-2000);
      });
      child.on('error', reject);
      child.on('close', (code) =>
        code !== null && lawful.includes(code) ? resolve(undefined) : reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`)),
      );
    });
}

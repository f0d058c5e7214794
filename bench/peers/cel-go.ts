/** cel-go with its own unknowns, in a process of its own that takes its turns like the others. Only where Go is installed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { outFile } from '../workload/files.ts';

const FOLDER = join(import.meta.dirname, '..', 'cel-go');

export type CelGo = {
  rows: number;
  /** Decides all permits once; milliseconds, taken inside Go. */
  turn(): Promise<number>;
  /** The values of the last turn. */
  values(): Promise<Uint8Array>;
  stop(): void;
};

/** @returns the reason when it cannot run here */
export async function startCelGo(jsonLines: string): Promise<CelGo | { why: string }> {
  const binary = outFile('cel-go');
  const built = spawnSync('go', ['build', '-o', binary, '.'], { cwd: FOLDER, encoding: 'utf8' });
  if (built.error) return { why: 'cel-go was left out: Go is not installed here' };
  if (built.status !== 0) return { why: `cel-go was left out: it did not build (${built.stderr.trim().split('\n').at(-1)})` };
  const child = spawn(binary, [jsonLines], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ask = answersOf(child);
  const rows = Number((await ask(null)).replace('ready ', ''));
  return {
    rows,
    turn: async () => Number(await ask('round')) / 1e6,
    values: async () => {
      const file = outFile('cel-go-values.bin');
      await ask(`values ${file}`);
      return readFileSync(file);
    },
    stop: () => child.stdin?.end(),
  };
}

export function goVersion(): string | null {
  const said = spawnSync('go', ['version'], { encoding: 'utf8' });
  return said.status === 0 ? (said.stdout.match(/go([\d.]+)/)?.[1] ?? null) : null;
}

/** The child answers each command with one line; without a command this waits for the line that says it is ready. */
function answersOf(child: ChildProcess): (command: string | null) => Promise<string> {
  if (!child.stdout) throw new Error('cel-go has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (command) => {
    if (command !== null) child.stdin?.write(`${command}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('cel-go ended early');
    return String(value);
  };
}

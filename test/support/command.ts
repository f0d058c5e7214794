import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Ran } from './cli.ts';

type Settings = Readonly<Record<string, string>>;

/** `resolute` as a process of its own. Of this process's settings it gets none that would lead it to a register. */
export function command(line: readonly string[], settings: Settings): ChildProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(RESOLUTE_|DATABASE_URL)/.test(name)));
  return spawn(process.execPath, ['src/cli/main.ts', ...line], {
    env: { ...env, RESOLUTE_LOG: 'silent', NO_COLOR: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function ran(line: string, settings: Settings): Promise<Ran> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return ended(command(words, settings));
}

async function ended(child: ChildProcess): Promise<Ran> {
  const [out, err] = [gathered(child.stdout), gathered(child.stderr)];
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code: code ?? -1, out: out(), err: err() };
}

function gathered(stream: NodeJS.ReadableStream | null): () => string {
  const parts: Buffer[] = [];
  stream?.on('data', (part: Buffer) => void parts.push(part));
  return () => Buffer.concat(parts).toString('utf8');
}

export interface Served {
  readonly url: string;
  readonly pid: number;
  /** What it has written to standard output so far. */
  readonly said: () => string;
  /** @returns the exit code, null after SIGKILL */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** A service as a process of its own, once it has said where it is. It is ended with the test. */
export async function served(line: readonly string[], settings: Settings, wait_ms = 120_000): Promise<Served> {
  const child = command([...line, '--port', '0'], settings);
  const [said, complained] = [gathered(child.stdout), gathered(child.stderr)];
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return closed;
  };
  onTestFinished(() => void end('SIGKILL'));
  for (const until = Date.now() + wait_ms; Date.now() < until; await pause(50)) {
    const url = /http:\/\/[\d.]+:\d+/.exec(said())?.[0];
    if (url !== undefined) return { url, pid: child.pid ?? 0, said, end };
    if (child.exitCode !== null) break;
  }
  throw new Error(`No service: ${said()}${complained()}`);
}

/** A folder of the test's own, not there yet. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** Waits for a sign in a folder, for a while. */
export async function appears(file: string, wait_ms = 60_000): Promise<void> {
  for (const until = Date.now() + wait_ms; Date.now() < until; await pause(20)) if (existsSync(file)) return;
  throw new Error(`${file} did not appear.`);
}

export const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

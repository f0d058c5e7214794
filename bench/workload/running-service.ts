/** The service in a process of its own, as its callers meet it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap } from '../../src/access/first.ts';
import { machineNow } from '../../src/access/instant.ts';
import type { Register } from '../../src/register/open.ts';
import type { Bench } from './register-store.ts';

const RESOLUTE = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');

export const PASSWORD = 'quiet meadows, seven herons';

/** Starts the service in a process of its own. @returns milliseconds from the start to its first answer */
export async function started(bench: Bench, schema: string, use: (url: string) => Promise<void> = async () => undefined): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [RESOLUTE, 'serve', '--port', '0'], {
    env: { ...process.env, ...bench.env, DATABASE_URL: bench.url, RESOLUTE_SCHEMA: schema, RESOLUTE_LOG: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await urlOf(child);
    if (!(await fetch(`${url}/readyz`)).ok) throw new Error('the service of the bench is not ready');
    const time = performance.now() - begun;
    await use(url);
    return time;
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`the service of the bench ended with ${code}: ${said}`)));
  });
}

/** Permit officers of these names, with the two accounts that a register cannot begin without. */
export async function admit({ store }: Register['office'], officers: readonly string[]): Promise<void> {
  const account = (login: string, role: 'permit-officer' | 'administrator' | 'supervisor') =>
    ({ login, name: login, password: PASSWORD, roles: [role] }) as const;
  const first = [
    ...officers.map((login) => account(login, 'permit-officer')),
    account('admin', 'administrator'),
    account('second', 'supervisor'),
  ];
  await store.transaction((tx) => bootstrap(tx, first, machineNow()));
}

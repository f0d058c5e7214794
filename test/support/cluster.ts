import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isExecutable, onPath } from './on-path.ts';

export type Cluster = { url: string; stop(): Promise<void> } | { why: string };
/** A cluster of one test's own, which may be killed and started again on the same data. */
export type OwnCluster = { url: string; kill(): Promise<void>; start(): Promise<void>; stop(): Promise<void> } | { why: string };
type Owner = { uid: number; gid: number };

/** The server that DATABASE_URL names, else (`durable`: one that waits for its disk) a cluster of our own that is gone after the run, else the reason why there is none. */
export async function startCluster({ durable = false } = {}): Promise<Cluster> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  return await ownCluster({ durable });
}

/** A server of the caller's own, whatever DATABASE_URL says, or the reason why there is none. */
export async function ownCluster({ durable = false } = {}): Promise<OwnCluster> {
  const bin = binaries();
  if (bin === undefined) {
    return { why: 'no PostgreSQL server here (no DATABASE_URL, no initdb on PATH or in /usr/lib/postgresql); install postgresql' };
  }
  const owner = unprivileged();
  if (owner !== undefined && 'why' in owner) return owner;
  return await startIn(mkdtempSync(join(tmpdir(), 'resolute-postgres-')), bin, owner, durable);
}

async function startIn(folder: string, bin: string, owner: Owner | undefined, durable: boolean): Promise<OwnCluster> {
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' } };
  const password = randomBytes(18).toString('base64url'); // others may share the machine, and a port on 127.0.0.1 is open to them
  const passwordFile = join(folder, 'password');
  const data = join(folder, 'data');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);

  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'resolute', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...as, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return { why: `initdb of ${bin} failed: ${(made.stderr || String(made.error)).trim()}` };
  }

  const port = await freePort();
  const url = `postgresql://resolute:${password}@127.0.0.1:${port}/postgres`;
  // Tests throw their cluster away; a measurement waits for the disk as an office does.
  const quick = durable ? [] : ['fsync=off', 'full_page_writes=off'];
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...quick];
  let server: ChildProcess | undefined;
  let said = '';
  const atExit = () => server?.kill('SIGQUIT');
  process.once('exit', atExit);

  const start = async () => {
    server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr?.on('data', (part: Buffer) => {
      said = (said + part.toString()).slice(-2000);
    });
    if (!(await answers(url, server))) throw new Error(`PostgreSQL of ${bin} did not start: ${said.trim()}`);
  };
  const kill = async () => {
    if (server !== undefined) await ended(server);
  };
  const stop = async () => {
    process.off('exit', atExit);
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
    return { url, kill, start, stop };
  } catch (error) {
    await stop();
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** The folder of a server's programs: beside the initdb on PATH, or where Debian keeps them, the newest first. */
function binaries(): string | undefined {
  const initdb = onPath('initdb');
  if (initdb !== undefined) return dirname(initdb);
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(debian, version, 'bin')).find((folder) => isExecutable(join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root: as root, the user that its package made runs it. */
function unprivileged(): Owner | undefined | { why: string } {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return { why: 'PostgreSQL does not run as root and there is no user postgres; run the tests as another user, or set DATABASE_URL' };
  }
}

/** A port that nobody holds at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

/** Whether the server lets us in within twenty seconds; false as soon as it has ended. */
async function answers(connectionString: string, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 400 && server.exitCode === null; tries += 1) {
    const client = new pg.Client({ connectionString });
    const open = await client.connect().then(
      () => true,
      () => false,
    );
    if (open) await client.end();
    if (open) return true;
    await pause(50);
  }
  return false;
}

/** Stops at once without a checkpoint, since the data goes too. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGQUIT');
  await gone;
}

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, fsyncSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { skipBecause } from '../../test/support/skip.ts';
import { DurableFolder, durableParams } from './durable.ts';
import { ENGINE_MAJOR } from './embedded.ts';
import { lockFolder } from './lock.ts';
import { openStore } from './open.ts';

const HOLDER = fileURLToPath(new URL('../../test/support/holder.ts', import.meta.url));

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a process that asks for the folder, and waits for what it says. */
async function another(folder: string): Promise<{ readonly said: string; readonly process: ChildProcess }> {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (part: Buffer) => resolve(part.toString().trim())));
  return { said, process: child };
}

function killed(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return gone;
}

describe('the lock of a data folder', () => {
  test('a second process is refused and told which process has the data', async () => {
    const folder = aFolder();
    const { process: holder, said } = await another(folder);
    expect(said).toBe('held');
    expect(() => lockFolder(folder)).toThrow(
      expect.objectContaining({ code: 'store.folder-in-use', message: expect.stringContaining(`process ${holder.pid}`) }),
    );
    expect((await another(folder)).said).toBe('store.folder-in-use');
  });

  test('the same process is refused too, and gets the folder once it was given back', () => {
    const folder = aFolder();
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'store.folder-in-use' }));
    unlock();
    unlock(); // twice does no harm
    lockFolder(folder)();
  });

  test('of six processes that find the folder of a killed one at the same moment, one gets it', async () => {
    const folder = aFolder();
    await killed((await another(folder)).process);
    const answers = await Promise.all(Array.from({ length: 6 }, () => another(folder)));
    expect(answers.map(({ said }) => said).toSorted()).toEqual(['held', ...Array(5).fill('store.folder-in-use')]);
  });

  test('a process in another container, where pids mean something else, is refused too', async (context) => {
    const folder = aFolder();
    if (spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status !== 0)
      skipBecause(context, 'this user may not make a pid namespace');
    const unlock = lockFolder(folder);
    const inside = () =>
      execFileSync('unshare', ['--pid', '--fork', '--mount-proc', process.execPath, HOLDER, folder, 'once'], { encoding: 'utf8' });
    expect(inside().trim()).toBe('store.folder-in-use');
    unlock();
    expect(inside().trim()).toBe('held');
  });

  test.each([
    ['nothing', ''],
    ['the pid of a living process', `${process.pid}\n`],
    ['no number', 'me'],
  ])('a pid file that holds %s keeps nobody out', (_, text) => {
    const folder = aFolder();
    writeFileSync(join(folder, 'resolute.pid'), text);
    lockFolder(folder)();
  });
});

describe('a place that cannot hold data is named, with the reason', () => {
  test('a file', async () => {
    const file = join(aFolder(), 'data');
    writeFileSync(file, 'a file');
    await expect(openStore({ folder: file })).rejects.toMatchObject({
      code: 'store.folder-unusable',
      message: expect.stringContaining('it is a file'),
    });
    await expect(openStore({ folder: join(file, 'below') })).rejects.toMatchObject({ code: 'store.folder-unusable' });
  });

  test('a folder below /proc', async (context) => {
    if (process.platform !== 'linux') skipBecause(context, 'only Linux has /proc');
    await expect(openStore({ folder: '/proc/none/data' })).rejects.toMatchObject({ code: 'store.folder-unusable' });
    await expect(openStore({ folder: '/proc' })).rejects.toMatchObject({ code: 'store.folder-unusable' });
  });

  test('a folder that may only be read', async (context) => {
    const folder = aMount(context, 'ro,size=1m');
    await expect(openStore({ folder })).rejects.toMatchObject({ code: 'store.folder-unusable', message: expect.stringContaining(folder) });
  });

  test('a folder whose database is of another PostgreSQL, or is none', async () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'pgdata'));
    await expect(openStore({ folder })).rejects.toMatchObject({
      code: 'store.folder-unusable',
      message: expect.stringContaining('not a database'),
    });
    writeFileSync(join(folder, 'pgdata', 'PG_VERSION'), '19\n');
    await expect(openStore({ folder })).rejects.toMatchObject({ code: 'store.other-engine', message: expect.stringMatching(/19.* 18/) });
    lockFolder(folder)(); // and nobody holds it afterwards
  });
});

test('data stay: a store that was half made is made anew, waits for the disk at each commit, and is found again', async () => {
  const folder = aFolder();
  mkdirSync(join(folder, 'pgdata.making', 'base'), { recursive: true });
  const first = await openStore({ folder, migrate: false });
  expect(existsSync(join(folder, 'pgdata.making'))).toBe(false);
  const shown = await sql<{ fsync: string; version: number }>`select current_setting('fsync') as fsync,
    current_setting('server_version_num')::integer / 10000 as version`.execute(first.db);
  expect(shown.rows).toEqual([{ fsync: 'on', version: ENGINE_MAJOR }]);
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'store.folder-in-use' });
  await sql`create table public.thing (id integer)`.execute(first.db);
  await sql`insert into public.thing values (7)`.execute(first.db);
  await first.close();
  await first.close(); // twice does no harm
  const second = await openStore({ folder, migrate: false });
  expect((await sql`select id from public.thing`.execute(second.db)).rows).toEqual([{ id: 7 }]);
  await second.close();
});

test('the file system that PostgreSQL sees brings files and folders to the disk, and says so when it cannot', async () => {
  const folder = aFolder();
  const module = { NODEFS: { stream_ops: {} as { fsync?: (stream: unknown) => number }, realPath: () => folder } };
  const durable = new DurableFolder(folder);
  const { emscriptenOpts } = await durable.init({} as never, { preRun: [] });
  const teach = (emscriptenOpts.preRun as ((module: unknown) => void)[]).at(-1);
  teach?.(module);
  const { fsync } = module.NODEFS.stream_ops;
  expect(fsync?.({ node: {} })).toBe(0); // a folder
  expect(fsync?.({ nfd: 99_999, node: {} })).toBe(29); // no such descriptor
  expect(() => fsyncSync(99_999)).toThrow();
  expect(durableParams(['--single', '-F', '-O'])).toEqual(['--single', '-O', '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']);
});

test('on a full disk an act fails with a clear error, nothing of it is kept, and the next one goes on', async (context) => {
  const folder = aMount(context, 'size=70m');
  const store = await openStore({ folder, migrate: false });
  await sql`create table public.thing (id integer, text text)`.execute(store.db);
  const fill = (n: number) =>
    store.transaction((tx) =>
      sql`insert into public.thing select ${n}::integer, repeat(md5(g::text), 30) from generate_series(1, 2000) g`.execute(tx),
    );
  let done = 0;
  const filled = (async () => {
    for (; done < 100; done += 1) await fill(done);
  })();
  await expect(filled).rejects.toMatchObject({ code: 'store.full', kind: 'unavailable' });
  expect((await sql`select count(*) as rows from public.thing`.execute(store.db)).rows).toEqual([{ rows: done * 2000 }]);
  execFileSync('mount', ['-o', 'remount,size=120m', folder]); // room is made
  await fill(done);
  await store.close();
  const again = await openStore({ folder, migrate: false });
  expect((await sql`select count(*) as rows from public.thing`.execute(again.db)).rows).toEqual([{ rows: (done + 1) * 2000 }]);
  await again.close();
});

/** A small file system of the test's own; root on Linux may make one. */
function aMount(context: Parameters<typeof skipBecause>[0], options: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true });
    return skipBecause(context, 'this user may not mount a small file system');
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

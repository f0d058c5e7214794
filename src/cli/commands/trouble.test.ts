import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { ownCluster } from '../../../test/support/cluster.ts';
import { newFolder, ran, served } from '../../../test/support/command.ts';
import { skipBecause } from '../../../test/support/skip.ts';
import { newPrivateKey } from '../../audit/signing-key.ts';
import { openStore } from '../../store/open.ts';

/* What can go wrong around a register, in processes of their own: each is told in a sentence with what to do, and loses nothing. */

const PASSWORDS = { RESOLUTE_ADMIN_PASSWORD: 'four plain words here', RESOLUTE_SUPERVISOR_PASSWORD: 'four other words here' };
const ADMIN = { RESOLUTE_PASSWORD: PASSWORDS.RESOLUTE_ADMIN_PASSWORD };
const SUPERVISOR = { RESOLUTE_PASSWORD: PASSWORDS.RESOLUTE_SUPERVISOR_PASSWORD };
const SHEET = 'examples/mongolia-2017/permits.csv';

const begin = (settings: Readonly<Record<string, string>>) =>
  ran('user first --admin anna --supervisor boris', { ...PASSWORDS, ...settings });

test('whoever is not let in, or asks for what cannot be, is told why', { timeout: 240_000 }, async () => {
  const data = { RESOLUTE_DATA: newFolder() };
  expect(await begin(data)).toMatchObject({ code: 0, err: '' });
  const busy = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void busy.close());
  await once(busy, 'listening');
  const { port } = busy.address() as { port: number };
  const told = async (line: string, settings: Readonly<Record<string, string>>, message: string | RegExp, remedy: string | RegExp) => {
    const { code, out, err } = await ran(line, { ...data, ...settings });
    expect({ code, out }, `${line}\n${err}`).toEqual({ code: 2, out: '' });
    const [first = '', ...rest] = err.split('\n');
    expect(first).toMatch(message);
    expect(rest.join('\n')).toMatch(remedy);
    expect(err).not.toMatch(/\n\s+at /);
  };
  const LIST = 'user list --as anna';
  await told(LIST, { RESOLUTE_PASSWORD: 'wrong' }, 'Login, password or code is wrong.', /reset/);
  await told(LIST, {}, 'The password of anna is not known.', 'RESOLUTE_PASSWORD');
  await told('user list', { RESOLUTE_TOKEN: 'rslt_wrong' }, 'Nobody is signed in.', /token/);
  await told('user list', {}, 'Nobody is named who acts.', '--as LOGIN');
  await told('worker list --as boris --as-of 2017-13-01', SUPERVISOR, /no day of the calendar/, 'YYYY-MM-DD');
  await told('worker list --as boris --known-at 2999-01-01T00:00:00Z', SUPERVISOR, /has not come yet/, '--known-at');
  await told(LIST, { DATABASE_URL: 'localhost:5432' }, /^DATABASE_URL is not the address/, 'postgresql://user:password@host');
  await told(
    LIST,
    { ...ADMIN, RESOLUTE_URL: 'http://127.0.0.1:9' },
    /^No service of Resolute answers at http:\/\/127.0.0.1:9/,
    'resolute serve',
  );
  await told(
    LIST,
    { ...ADMIN, RESOLUTE_MASTER_KEY: randomBytes(32).toString('base64') },
    /^The master key does not open/,
    'Nothing was changed',
  );
  await told(`serve --port ${port}`, {}, new RegExp(`^Port ${port} of 127.0.0.1 is in use`), '--port');
  // After all that everything is as it was.
  expect(await ran(LIST, { ...data, ...ADMIN })).toMatchObject({ code: 0, out: expect.stringContaining('boris') });

  const store = await openStore({ folder: data.RESOLUTE_DATA });
  await sql`insert into store_step (name, done_at) values ('9999-later', now())`.execute(store.db);
  await store.close();
  await told(LIST, ADMIN, /written by a newer version of Resolute: .*9999-later/, 'Nothing was changed');
});

test('a full disk refuses what has no room, and all else stays', { timeout: 300_000 }, async (context) => {
  const data = { RESOLUTE_DATA: aMount(context, 'size=160m') };
  expect(await begin(data)).toMatchObject({ code: 0, err: '' });
  const filler = join(data.RESOLUTE_DATA, 'filler');
  const { bavail, bsize } = statfsSync(data.RESOLUTE_DATA);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 6 * 2 ** 20)));
  const full = await ran(`import ${SHEET} --as boris`, { ...data, ...SUPERVISOR });
  expect(full).toMatchObject({ code: 2, out: '' });
  expect(full.err).toMatch(/disk|embedded database stopped/);
  expect(full.err).toContain('room');
  rmSync(filler);
  const empty = await ran('permit list --as boris --json', { ...data, ...SUPERVISOR });
  expect(JSON.parse(empty.out)).toMatchObject({ items: [] }); // nothing of the sheet is half there
  expect(await ran('user list --as anna', { ...data, ...ADMIN })).toMatchObject({ code: 0 });
});

/** A small file system of the test's own; root on Linux may make one. */
function aMount(context: TestContext, options: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true });
    return skipBecause(context, 'this user may not mount a small file system');
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test('a service whose database goes away says so, and goes on when it is back', { timeout: 240_000 }, async (context) => {
  const cluster = await ownCluster();
  if ('why' in cluster) return skipBecause(context, cluster.why);
  onTestFinished(() => cluster.stop());
  const data = {
    DATABASE_URL: cluster.url,
    RESOLUTE_MASTER_KEY: randomBytes(32).toString('base64'),
    RESOLUTE_SIGNING_KEY: newPrivateKey('cli.example'),
  };
  expect(await begin(data)).toMatchObject({ code: 0, err: '' });
  const { url, end } = await served(['serve'], data);
  const at = { ...data, ...SUPERVISOR, RESOLUTE_URL: url };
  const set = (year: number) => ran(`quota set ${year} 10 --source "An order" --as boris --key quota-${year}`, at);
  expect(await set(2018)).toMatchObject({ code: 0, err: '' });
  await cluster.kill();
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await fetch(`${url}/healthz`)).status).toBe(200); // the process is well, and should not be restarted
  const lost = await set(2019);
  expect(lost).toMatchObject({ code: 2, out: '', err: expect.stringContaining('The database does not answer') });
  await cluster.start();
  for (let tries = 0; tries < 100 && (await fetch(`${url}/readyz`)).status !== 200; tries += 1) await pause(100);
  expect(await set(2019)).toMatchObject({ code: 0, err: '' });
  const { items } = JSON.parse((await ran('quota list --as boris --json', at)).out) as { items: { year: number }[] };
  expect(items.map(({ year }) => year)).toEqual([2018, 2019]);
  expect(await end('SIGINT')).toBe(0);
});

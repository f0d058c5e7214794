import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { postgresUrl } from '../../../test/support/postgres.ts';
import { aSchema, aStore, ENGINES } from '../../../test/support/store.ts';
import type { Db } from '../db.ts';
import { stepsDone } from '../migrate.ts';
import { MIGRATIONS } from '../migrations.ts';
import { openStore, type Store } from '../open.ts';
import { backup, backupKeys } from './backup.ts';
import { headOf, type Manifest, roomFor } from './manifest.ts';
import { checkBackup, restore, restoreKeys } from './restore.ts';
import { tablesOf } from './tables.ts';

const PERSON = '00000000-0000-7000-8000-00000000000a';
const TAKER = fileURLToPath(new URL('../../../test/support/backup-taker.ts', import.meta.url));

const PATHS = ENGINES.flatMap((from) => ENGINES.map((to) => [from, to] as const));

test.for(PATHS)('a register of an %s engine comes back whole in an %s one', async ([from, to], context) => {
  const source = await filled(await aStore(context, from));
  const file = aFile();
  const made = await backup(source, file, { log: async () => ({ size: 3000, root: 'ab'.repeat(32) }) });
  expect(made).toMatchObject({ holds: 'register', engine: from, steps: Object.keys(MIGRATIONS), log: { size: 3000 } });
  expect(made.tables.find(({ name }) => name === 'log_event')?.rows).toBe(3000);
  expect(await checkBackup(file)).toEqual(made);

  const target = await aStore(context, to, { migrate: false });
  const seen: Manifest[] = [];
  await restore(target, file, { check: async (_, manifest) => void seen.push(manifest) });
  expect(seen).toEqual([made]);
  expect(await contentOf(target, 'register')).toEqual(await contentOf(source, 'register'));
  expect(await stepsDone(target.db, target.schema)).toEqual(Object.keys(MIGRATIONS));
  expect(await constraintsOf(target)).toEqual(await constraintsOf(source));

  // Keys and sessions stayed behind; the sequence goes on where it was; what guards the tables guards them again.
  expect((await sql`select * from key_person`.execute(target.db)).rows).toEqual([]);
  expect((await sql`select * from access_session`.execute(target.db)).rows).toEqual([]);
  const next = await sql<{ number: number }>`insert into access_read (at, account, person, fields, purpose, words)
    values (now(), ${PERSON}, ${PERSON}, '{name}', 'x', 'y') returning number`.execute(target.db);
  expect(next.rows).toEqual([{ number: 6 }]);
  await expect(sql`delete from log_event`.execute(target.db)).rejects.toThrow('only ever added to');
  await expect(sql`insert into law_current values ('none', 'none', 9)`.execute(target.db)).rejects.toMatchObject({ code: '23503' });
});

describe.each(ENGINES)('keys, %s', (engine) => {
  test('are backed up apart and put back, with the register or after it, and only where there are none', async (context) => {
    const source = await filled(await aStore(context, engine));
    const [register, keys] = [aFile(), aFile()];
    await backup(source, register);
    await backupKeys(source, keys);
    const together = await aStore(context, engine, { migrate: false });
    await restore(together, register, { keys });
    expect(await contentOf(together, 'keys')).toEqual(await contentOf(source, 'keys'));
    const apart = await aStore(context, engine, { migrate: false });
    await restore(apart, register);
    await restoreKeys(apart, keys);
    expect(await contentOf(apart, 'keys')).toEqual(await contentOf(source, 'keys'));
    await expect(restoreKeys(apart, keys)).rejects.toMatchObject({ code: 'backup.target-not-empty' });
    await expect(restoreKeys(apart, register)).rejects.toMatchObject({ code: 'backup.other-kind' });
    await expect(restore(apart, keys)).rejects.toMatchObject({ code: 'backup.other-kind' });
  });

  test('stand in no byte of the backup of the register', async (context) => {
    const source = await filled(await aStore(context, engine));
    const [register, keys] = [aFile(), aFile()];
    const made = await backup(source, register);
    await backupKeys(source, keys);
    expect(made.tables.filter(({ name }) => name.startsWith('key_') || name === 'access_session')).toEqual([]);
    const { tables } = await checkBackup(keys);
    expect(tables.map(({ name, rows }) => [name, rows])).toContainEqual(['key_person', 1]);
    expect(tables.every(({ name }) => name.startsWith('key_'))).toBe(true);
  });
});

describe('a backup that is not whole is refused, and nothing of it restored:', () => {
  test('any byte changed, at any place', async (context) => {
    const { file, store } = await small(context);
    const bytes = readFileSync(file);
    const { tables } = await checkBackup(file);
    // The whole head, each end of each table, and every 97th byte between.
    const places = new Set(
      Array.from({ length: bytes.length }, (_, i) => i).filter((i) => i < 120 || i % 97 === 0 || i === bytes.length - 1),
    );
    let at = bytes.length - tables.reduce((sum, table) => sum + table.bytes, 0);
    for (const table of tables) {
      for (const place of [at, at + table.bytes - 1]) places.add(place);
      at += table.bytes;
    }
    const changed = aFile();
    const passed: number[] = [];
    for (const place of places) {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8));
      writeFileSync(changed, copy);
      const code = await checkBackup(changed).then(
        () => 'whole',
        (error: { code?: string }) => error.code,
      );
      if (code !== 'backup.damaged' && !(code === 'backup.newer' && place < 21)) passed.push(place);
    }
    expect(passed).toEqual([]);
    expect(places.size).toBeGreaterThan(150);
    await expect(restore(store, changed)).rejects.toMatchObject({ code: 'backup.damaged' });
    expect(await stepsDone(store.db, store.schema)).toEqual([]);
  });

  test('cut off anywhere, longer than it was, empty, or another file', async (context) => {
    const { file, store } = await small(context);
    const bytes = readFileSync(file);
    const cuts = [0, 1, 50, 103, 104, 500, Math.floor(bytes.length / 2), bytes.length - 1].map((length) => bytes.subarray(0, length));
    for (const content of [...cuts, Buffer.concat([bytes, Buffer.alloc(1)]), Buffer.from('-- PostgreSQL database dump\n'.repeat(99))]) {
      const broken = aFile();
      writeFileSync(broken, content);
      await expect(restore(store, broken), `${content.length} bytes`).rejects.toMatchObject({ code: 'backup.damaged', kind: 'integrity' });
    }
    await expect(restore(store, join(file, 'no'))).rejects.toMatchObject({ code: 'backup.unusable' });
    await restore(store, file); // and the good one still finds an empty place
  });

  test('of rows that do not keep what the tables demand, though every hash is right', async (context) => {
    const { store, file } = await small(context, async (source) => {
      await sql`alter table law_current drop constraint law_current_regime_sha256_fkey`.execute(source.db);
      await sql`insert into law_current values ('none', 'none', 7)`.execute(source.db);
    });
    await expect(restore(store, file)).rejects.toMatchObject({ code: '23503' });
    expect(await stepsDone(store.db, store.schema)).toEqual([]);
  });

  test('that the last look refuses', async (context) => {
    const { store, file } = await small(context);
    const check = async (tx: Db): Promise<void> => {
      expect((await sql`select * from office_setting`.execute(tx)).rows).toHaveLength(1);
      throw new Error('the chain does not verify');
    };
    await expect(restore(store, file, { check })).rejects.toThrow('the chain does not verify');
    expect(await stepsDone(store.db, store.schema)).toEqual([]);
  });
});

test('a backup of a newer version is refused by the name of its step; one of an older is brought forward', async (context) => {
  const { store, file } = await small(context);
  const newer = aFile();
  rewritten(file, newer, (manifest) => ({ ...manifest, steps: [...manifest.steps, '9001-of-tomorrow'] }));
  await expect(restore(store, newer)).rejects.toMatchObject({ code: 'backup.newer', message: expect.stringContaining('9001-of-tomorrow') });
  expect(await stepsDone(store.db, store.schema)).toEqual([]);

  const older = aFile();
  const [first = ''] = Object.keys(MIGRATIONS);
  rewritten(file, older, (manifest) => ({
    ...manifest,
    steps: [first],
    tables: manifest.tables.filter(({ name }) => name.startsWith('log_')),
    sequences: [],
  }));
  await restore(store, older);
  expect(await stepsDone(store.db, store.schema)).toEqual(Object.keys(MIGRATIONS));
});

test('a backup is restored only where there is nothing, and never takes the place of a file', async (context) => {
  const { file } = await small(context);
  const used = await aStore(context, 'embedded');
  await expect(restore(used, file)).rejects.toMatchObject({ code: 'backup.target-not-empty', kind: 'usage' });
  await expect(backup(used, file)).rejects.toMatchObject({ code: 'backup.exists' });
  await expect(backup(used, join(file, 'below'))).rejects.toMatchObject({ code: 'backup.unusable' });
  expect(readdirSync(join(file, '..'))).toHaveLength(1);
});

test('a backup is of one instant, however much is written meanwhile', async (context) => {
  const store = await filled(await aStore(context, 'server'));
  const writing = new AbortController();
  const writer = (async () => {
    // Both tables change in each transaction, so that a backup of two instants shows two numbers.
    for (let i = 0; !writing.signal.aborted; i += 1)
      await store.transaction(async (tx) => {
        await sql`update office_setting set value = ${`${i}`} where name = 'host'`.execute(tx);
        await sql`update law_pack set vocabulary = ${`${i}`}`.execute(tx);
      });
  })();
  const file = aFile();
  await pause(20);
  await backup(store, file);
  writing.abort();
  await writer;
  const target = await aStore(context, 'server', { migrate: false });
  await restore(target, file);
  const { rows } = await sql<{
    same: boolean;
  }>`select (select value from office_setting where name = 'host') = (select vocabulary from law_pack) as same`.execute(target.db);
  expect(rows).toEqual([{ same: true }]);
});

test('a process killed in the middle of a backup leaves nothing under its name', async (context) => {
  const url = await postgresUrl(context);
  const schema = aSchema();
  const store = await openStore({ url, schema });
  onTestFinished(async () => {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
    await store.close();
  });
  await filled(store, 60_000);
  const file = aFile();
  const folder = join(file, '..');
  const child: ChildProcess = spawn(process.execPath, [TAKER, url, schema, file], { stdio: 'ignore' });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const size = (): number => Math.max(0, ...readdirSync(folder).map((name) => statSync(join(folder, name)).size));
  while (size() < 20_000 && child.exitCode === null) await pause(1);
  child.kill('SIGKILL');
  await gone;
  expect(child.signalCode).toBe('SIGKILL'); // it had not finished
  expect(readdirSync(folder).map((name) => name.replace(/\.[0-9a-f]{8}\./, '.*.'))).toEqual(['register.backup.*.part']);
  await backup(store, file);
  await checkBackup(file);
});

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'register.backup');
}

/** A backup of a small register, and an empty store to restore it into. */
async function small(
  context: Parameters<typeof aStore>[0],
  change?: (source: Store) => Promise<void>,
): Promise<{ store: Store; file: string }> {
  const source = await filled(await aStore(context, 'embedded'), 10);
  await change?.(source);
  const file = aFile();
  await backup(source, file);
  return { store: await aStore(context, 'embedded', { migrate: false }), file };
}

/** The same backup under another manifest, with a hash that fits it. */
function rewritten(file: string, to: string, change: (manifest: Manifest) => Manifest): void {
  copyFileSync(file, to);
  const bytes = readFileSync(file);
  const head = bytes.subarray(0, bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1);
  const before = JSON.parse(head.subarray(head.indexOf('\n')).toString()) as Manifest;
  const manifest = change(before);
  let at = head.length;
  const kept = before.tables.flatMap((table) => {
    at += table.bytes;
    return manifest.tables.some(({ name }) => name === table.name) ? [bytes.subarray(at - table.bytes, at)] : [];
  });
  writeFileSync(to, Buffer.concat([headOf(manifest, roomFor(manifest)), ...kept]));
}

/** Rows of the awkward kind in tables of several rooms. */
async function filled(store: Store, events = 3000): Promise<Store> {
  const { db } = store;
  await sql`insert into log_event (leaf, id, record_kind, record_id, version, kind, true_on, known_at, actor, person, body, sealed, leaf_hash)
    select n, gen_random_uuid(), 'note', gen_random_uuid(), 1, 'written', date '2017-12-07' + (n % 400)::integer,
      timestamptz '2017-12-07 03:04:05.123456+00' + n * interval '1 microsecond', gen_random_uuid(), case when n % 2 = 0 then gen_random_uuid() end,
      E'tab\t line\n back\\\\slash \\\\N Цэнхэр 토끼 ' || n, case when n % 3 = 0 then decode(md5(n::text), 'hex') end, decode(md5(n::text), 'hex')
    from generate_series(0, ${events}::bigint - 1) as n`.execute(db);
  await sql`update log_head set size = ${events}, known_at = now()`.execute(db);
  await sql`insert into office_setting values ('host', 'MNG') on conflict (name) do nothing`.execute(db);
  await sql`insert into law_pack values ('dprk-labour', 'abc', '{}', '{}')`.execute(db);
  await sql`insert into law_current values ('dprk-labour', 'abc', 1)`.execute(db);
  await sql`insert into access_read (at, account, person, fields, purpose, words)
    select now(), ${PERSON}, ${PERSON}, array['a,b', '{"}', null], 'purpose', '' from generate_series(1, 5)`.execute(db);
  await sql`insert into key_person (person, wrapped, made_at) values (${PERSON}, ${Buffer.alloc(60, 7)}, now())`.execute(db);
  return store;
}

/** A hash of all rows of each table. */
async function contentOf(store: Store, holds: 'register' | 'keys'): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const { name } of await tablesOf(store.db, store.schema, holds)) {
    const { rows } = await sql`select count(*) as rows, md5(string_agg(t::text, E'\n' order by t::text collate "C")) as hash
      from ${sql.id(store.schema, name)} t`.execute(store.db);
    content[name] = rows[0];
  }
  return content;
}

async function constraintsOf({ db, schema }: Store): Promise<readonly unknown[]> {
  const { rows } = await sql`select conrelid::regclass::text as of, conname::text as name, pg_get_constraintdef(oid) as what, convalidated
    from pg_constraint where connamespace = to_regnamespace(${schema}) and contype <> 'n' order by 1, 2`.execute(db);
  return rows;
}

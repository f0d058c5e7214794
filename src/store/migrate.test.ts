import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { postgresUrl } from '../../test/support/postgres.ts';
import { aSchema, aStore, ENGINES, storeOptions } from '../../test/support/store.ts';
import { migrate, stepsDone } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openStore } from './open.ts';

const OPENER = fileURLToPath(new URL('../../test/support/opener.ts', import.meta.url));

describe.each(ENGINES)('the steps of the tables, %s', (engine) => {
  test('all are done at the first opening, and none at the second', async (context) => {
    const store = await aStore(context, engine);
    expect(await stepsDone(store.db, store.schema)).toEqual(Object.keys(MIGRATIONS));
    const at = await sql`select * from store_step order by name`.execute(store.db);
    await migrate(store);
    expect((await sql`select * from store_step order by name`.execute(store.db)).rows).toEqual(at.rows);
  });

  test('data of a newer version are refused, by the name of the step, and left as they are', async (context) => {
    const store = await aStore(context, engine);
    await sql`insert into store_step values ('9001-of-tomorrow', now())`.execute(store.db);
    const again = openStore(await storeOptions(context, engine, store.schema));
    await expect(again).rejects.toMatchObject({ code: 'store.newer', kind: 'usage', message: expect.stringContaining('9001-of-tomorrow') });
    expect(await stepsDone(store.db, store.schema)).toContain('9001-of-tomorrow');
  });

  test('a step that fails undoes the steps before it, says why, and does not stand in the way of the next try', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    const first = async () => ({ up: async (db: typeof store.db) => void (await sql`create table one (id integer)`.execute(db)) });
    const second = async () => ({ up: async (db: typeof store.db) => void (await sql`create table two (id nonsense)`.execute(db)) });
    const failed = migrate(store, { '0001-first': first, '0002-second': second });
    await expect(failed).rejects.toMatchObject({
      code: 'store.migration-failed',
      message: expect.stringMatching(/`0002-second`.*type "nonsense" does not exist/),
    });
    expect(await stepsDone(store.db, store.schema)).toEqual([]);
    await migrate(store, { '0001-first': first });
    expect(await stepsDone(store.db, store.schema)).toEqual(['0001-first']);
    expect((await sql`select * from one`.execute(store.db)).rows).toEqual([]);
  });
});

test('four services that start at once on an empty database all start, and each step was done once', async (context) => {
  const url = await postgresUrl(context);
  const schema = aSchema();
  const started = await Promise.all(Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [OPENER, url, schema])));
  expect(started.map(({ stdout }) => stdout.trim())).toEqual(['open', 'open', 'open', 'open']);
  const store = await openStore({ url, schema });
  expect(await stepsDone(store.db, schema)).toEqual(Object.keys(MIGRATIONS));
  await sql`drop schema ${sql.id(schema)} cascade`.execute(store.db);
  await store.close();
});

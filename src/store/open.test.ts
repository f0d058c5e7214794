import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { postgresUrl } from '../../test/support/postgres.ts';
import { aStore, ENGINES } from '../../test/support/store.ts';
import { copyIn, copyLine, copyOut } from './copy.ts';
import { openStore } from './open.ts';

describe.each(ENGINES)('the store, %s', (engine) => {
  test('values come back as the same types and texts', async (context) => {
    const store = await aStore(context, engine);
    const { rows } =
      await sql`select '2017-09-11'::date as day, '0044-03-15'::date as early, '2017-12-07 03:04:05.123456+00'::timestamptz as at,
      '2017-12-07 08:00:00+08'::timestamptz as whole, 9007199254740991::int8 as large, '\\x00ff10'::bytea as bytes,
      array['a', null, 'b "c" {d}', 'Цэнхэр', '토끼']::text[] as words, array['2017-09-11']::date[] as days, 1.50::numeric as exact,
      true as yes, null::date as nothing, '{"b":1,"a":[null]}'::jsonb as json`.execute(store.db);
    expect(rows).toEqual([
      {
        day: '2017-09-11',
        early: '0044-03-15',
        at: '2017-12-07T03:04:05.123456Z',
        whole: '2017-12-07T00:00:00.000000Z',
        large: 9007199254740991,
        bytes: Buffer.from([0, 255, 16]),
        words: ['a', null, 'b "c" {d}', 'Цэнхэр', '토끼'],
        days: ['2017-09-11'],
        exact: '1.50',
        yes: true,
        nothing: null,
        json: { a: [null], b: 1 },
      },
    ]);
  });

  test('an integer that a number cannot hold is refused, not rounded', async (context) => {
    const store = await aStore(context, engine);
    await expect(sql`select 9007199254740993::int8 as large`.execute(store.db)).rejects.toThrow('9007199254740993');
  });

  test('values go in by parameters and come back', async (context) => {
    const store = await aStore(context, engine);
    const words = ['a', null, 'b "c" {d}, \\', '토끼'];
    const { rows } = await sql`select ${'2017-09-11'}::date as day, ${words}::text[] as words, ${Buffer.from([1, 0, 255])}::bytea as bytes,
      ${'2017-12-07T03:04:05.123456Z'}::timestamptz as at, ${9007199254740991}::int8 as large`.execute(store.db);
    expect(rows).toEqual([
      { day: '2017-09-11', words, bytes: Buffer.from([1, 0, 255]), at: '2017-12-07T03:04:05.123456Z', large: 9007199254740991 },
    ]);
  });

  test('rows copied in come out again, whatever signs they hold', async (context) => {
    const store = await aStore(context, engine);
    await sql`create table thing (id bigint, word text, bytes bytea, day date, yes boolean)`.execute(store.db);
    const hard = ['tab\there', 'line\nend', 'back\\slash', '\\N', 'carriage\rreturn', '', 'кириллица 한글 𝄞', '\\.'];
    const lines = hard.map((word, i) => copyLine([i, word, new Uint8Array([0, 10, 9, 92]), '2017-09-11', true]));
    const none = copyLine([99, null, null, null, null]);
    const whole = [...lines, none].join('');
    const pieces = [whole.slice(0, 20), whole.slice(20, 41), whole.slice(41)]; // cut where it falls
    await store.transaction((tx) => copyIn(store, tx, 'thing (id, word, bytes, day, yes)', pieces));
    const { rows } = await sql<{ word: string | null; bytes: Buffer | null; day: string | null }>`select * from thing order by id`.execute(
      store.db,
    );
    expect(rows.map(({ word }) => word)).toEqual([...hard, null]);
    expect(rows[0]).toMatchObject({ bytes: Buffer.from([0, 10, 9, 92]), day: '2017-09-11', yes: true });
    const out = await store.transaction(async (tx) => {
      const parts: Buffer[] = [];
      for await (const part of copyOut(store, tx, `"${store.schema}"."thing"`, ['id', 'word', 'bytes', 'day', 'yes'])) parts.push(part);
      return Buffer.concat(parts).toString();
    });
    expect(out).toBe(whole);
  });

  test('rows copied in are undone with their transaction, and a bad row undoes all', async (context) => {
    const store = await aStore(context, engine);
    await sql`create table thing (id bigint)`.execute(store.db);
    await expect(
      store.transaction(async (tx) => {
        await copyIn(store, tx, 'thing (id)', ['1\n2\n']);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await expect(store.transaction((tx) => copyIn(store, tx, 'thing (id)', ['1\n', 'two\n']))).rejects.toMatchObject({ code: '22P02' });
    expect((await sql`select * from thing`.execute(store.db)).rows).toEqual([]);
    await store.transaction((tx) => copyIn(store, tx, 'thing (id)', ['3\n']));
    expect((await sql`select * from thing`.execute(store.db)).rows).toEqual([{ id: 3 }]);
  });

  test('a name that is no plain schema is refused before it stands in any statement', async () => {
    await expect(openStore({ schema: 'x; drop schema public' })).rejects.toThrow('no name of a schema');
  });
});

describe.each(['Asia/Ulaanbaatar', 'Pacific/Honolulu', 'UTC'])('in %s', (zone) => {
  test.for(ENGINES)('days and instants do not move, %s', async (engine, context) => {
    const url = engine === 'server' ? [await postgresUrl(context)] : [];
    const run = promisify(execFile)(process.execPath, [PROCESS, ...url], { env: { ...process.env, TZ: zone } });
    expect(JSON.parse((await run).stdout)).toEqual({ zone, day: '2017-09-11', at: '2017-09-11T23:59:59.999999Z', same: true });
  });
});

/** A process of its own, since a time zone is a process's. */
const PROCESS = fileURLToPath(new URL('../../test/support/zone.ts', import.meta.url));

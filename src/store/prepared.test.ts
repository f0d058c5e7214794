import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aStore, ENGINES } from '../../test/support/store.ts';
import type { Db } from './db.ts';
import { keepPrepared, statement } from './prepared.ts';

const all = async (db: Db): Promise<unknown[]> => (await sql`select * from thing where id = any(${[1, 2]}) order by id`.execute(db)).rows;

describe.each(ENGINES)('a statement that is asked again, %s', (engine) => {
  test.for(['by itself', 'in a transaction'])('answers after its table was changed under it, %s', async (how, context) => {
    const store = await aStore(context, engine, { migrate: false });
    const asked = (): Promise<unknown[]> => (how === 'by itself' ? all(store.db) : store.transaction(all));
    await sql`create schema ${sql.id(store.schema)}`.execute(store.db);
    await sql`create table ${sql.id(store.schema, 'thing')} (id integer primary key)`.execute(store.db);
    await sql`insert into thing values (1)`.execute(store.db);
    for (let time = 0; time < 8; time += 1) expect(await asked()).toEqual([{ id: 1 }]);
    await sql`alter table thing add column name text`.execute(store.db);
    await sql`insert into thing values (2, 'two')`.execute(store.db);
    for (let time = 0; time < 3; time += 1)
      expect(await asked()).toEqual([
        { id: 1, name: null },
        { id: 2, name: 'two' },
      ]);
  });
});

describe('a statement is kept', () => {
  const server = {};
  keepPrepared(server);

  test('where the server keeps it for one connection alone', () => {
    expect(statement(server, 'select $1', [1])).toMatchObject({ name: expect.any(String) });
    expect(statement({}, 'select $1', [1])).toEqual({ text: 'select $1', values: [1] });
  });

  test('without values where it is surely one query, since it may be several at once', async (context) => {
    expect(statement(server, 'select 1', [])).toMatchObject({ name: expect.any(String) });
    expect(statement(server, 'begin', [])).toEqual({ text: 'begin', values: [] });
    expect(statement(server, 'select 1; select 2', [])).toEqual({ text: 'select 1; select 2', values: [] });
    const { db } = await aStore(context, 'server', { migrate: false });
    await sql`select 1; select 2`.execute(db);
  });

  test('under one name for one text, and not for many values, for which it would be planned badly', () => {
    const some = statement(server, 'select $1', [[1, 2]]);
    expect(statement(server, 'select $1', [[3]]).name).toBe(some.name);
    expect(statement(server, 'select $1, 2', [[3]]).name).not.toBe(some.name);
    expect(statement(server, 'select $1', [Array.from({ length: 65 }, () => 1)]).name).toBeUndefined();
  });

  test('up to a number of texts, after which the first ones stay', () => {
    const busy = {};
    keepPrepared(busy);
    const names = Array.from({ length: 500 }, (_, index) => statement(busy, `select $1, ${index}`, [1]).name);
    expect(new Set(names).size).toBe(500);
    expect(statement(busy, 'select $1, 500', [1]).name).toBeUndefined();
    expect(statement(busy, 'select $1, 7', [1]).name).toBe(names[7]);
    expect(statement(server, 'select $1, 500', [1]).name).toBeDefined();
  });
});

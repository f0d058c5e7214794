import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aStore, ENGINES } from '../../test/support/store.ts';
import type { Db } from './db.ts';
import type { Store } from './open.ts';
import { together } from './pipelined.ts';
import { sayLast } from './transaction.ts';

async function aTable(store: Store): Promise<void> {
  await sql`create schema ${sql.id(store.schema)}`.execute(store.db);
  await sql`create table ${sql.id(store.schema, 'thing')} (place integer generated always as identity, id integer primary key)`.execute(
    store.db,
  );
}

const put = (tx: Db, id: number): Promise<unknown> => sql`insert into thing (id) values (${id})`.execute(tx);
const things = async ({ db }: Store): Promise<number[]> =>
  (await sql<{ id: number }>`select id from thing order by place`.execute(db)).rows.map(({ id }) => id);
const asItIs = (error: unknown): unknown => error;

describe.each(ENGINES)('several things asked together, %s', (engine) => {
  test('are done in the order in which they were asked, and answered each for itself', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await aTable(store);
    const ids = Array.from({ length: 40 }, (_, at) => (at * 7) % 40);
    const [first, nothing, ...rest] = await store.transaction((tx) =>
      together(sql<{ one: number }>`select 1 as one`.execute(tx), null, ...ids.map((id) => put(tx, id))),
    );
    expect([first.rows, nothing, rest.length]).toEqual([[{ one: 1 }], null, 40]);
    expect(await things(store)).toEqual(ids);
  });

  test('have all ended when one fails, so that none comes behind the rollback', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await aTable(store);
    let isOver = false;
    const slow = async (tx: Db): Promise<void> => {
      await pause(30);
      await put(tx, 1);
      isOver = true;
    };
    const act = store.transaction((tx) => together(Promise.reject(new Error('no')), slow(tx)));
    await expect(act).rejects.toThrow('no');
    expect(isOver).toBe(true);
    expect(await things(store)).toEqual([]);
  });

  test('fail with what went wrong, not with what the others met after it', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await aTable(store);
    const later = async (tx: Db): Promise<unknown> => {
      await pause(20);
      return put(tx, 1);
    };
    await expect(store.transaction((tx) => together(later(tx), sql`select 1 / ${0}::integer`.execute(tx)))).rejects.toMatchObject({
      code: '22012',
    });
  });
});

describe.each(ENGINES)('the last statement of a transaction, %s', (engine) => {
  test('is kept with all before it', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await aTable(store);
    await store.transaction(async (tx) => {
      sayLast(tx, sql`insert into thing (id) values (${2})`.compile(tx), asItIs);
      await put(tx, 1);
    });
    expect(await things(store)).toEqual([1, 2]);
  });

  test('undoes all where it is refused, with the error that was explained', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await aTable(store);
    const act = store.transaction(async (tx) => {
      await put(tx, 1);
      sayLast(tx, sql`insert into thing (id) values (${1})`.compile(tx), () => new Error('explained'));
    });
    await expect(act).rejects.toThrow('explained');
    expect(await things(store)).toEqual([]);
    await store.transaction((tx) => put(tx, 3));
    expect(await things(store)).toEqual([3]);
  });

  test('is not said where the act fails, nor by the transaction after it', async (context) => {
    const store = await aStore(context, engine, { migrate: false, connections: 1 });
    await aTable(store);
    const act = store.transaction(async (tx) => {
      sayLast(tx, sql`insert into thing (id) values (${1})`.compile(tx), asItIs);
      throw new Error('changed my mind');
    });
    await expect(act).rejects.toThrow('changed my mind');
    await store.transaction((tx) => put(tx, 2));
    expect(await things(store)).toEqual([2]);
  });
});

test('a connection that is cut within the last statement leaves open whether the act was kept, and says so', async (context) => {
  const store = await aStore(context, 'server', { migrate: false });
  await aTable(store);
  const act = store.transaction(async (tx) => {
    await put(tx, 1);
    sayLast(tx, sql`select pg_terminate_backend(pg_backend_pid())`.compile(tx), asItIs);
  });
  await expect(act).rejects.toMatchObject({ code: 'store.outcome-unknown' });
});

import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ownCluster } from '../../test/support/cluster.ts';
import { postgresClient, postgresUrl } from '../../test/support/postgres.ts';
import { skipBecause } from '../../test/support/skip.ts';
import { aSchema, aStore, ENGINES } from '../../test/support/store.ts';
import type { Db } from './db.ts';
import { openStore } from './open.ts';

const things = async (db: Db): Promise<unknown[]> =>
  (await sql<{ id: number }>`select id from thing order by id`.execute(db)).rows.map(({ id }) => id);

describe.each(ENGINES)('a transaction, %s', (engine) => {
  test('is kept whole, or undone whole by whatever is thrown in it', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await prepared(store.db, store.schema);
    const put = async (tx: Db, id: number) => void (await sql`insert into thing values (${id})`.execute(tx));
    expect(
      await store.transaction(async (tx) => {
        await put(tx, 1);
        return 'kept';
      }),
    ).toBe('kept');
    const thrown = store.transaction(async (tx) => {
      await put(tx, 2);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    expect(await things(store.db)).toEqual([1]);
  });

  test('that swallowed the error of a statement is not taken for kept', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await prepared(store.db, store.schema);
    const act = store.transaction(async (tx) => {
      await sql`insert into thing values (1)`.execute(tx);
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(act).rejects.toThrow('nothing was kept');
    expect(await things(store.db)).toEqual([]);
  });

  test('is run again when it collided, a number of times, and then says so', async (context) => {
    const store = await aStore(context, engine, { migrate: false });
    await prepared(store.db, store.schema);
    const colliding = (times: number) => {
      let runs = 0;
      return store.transaction(async (tx) => {
        runs += 1;
        await sql`insert into thing values (${runs})`.execute(tx);
        if (runs <= times) await raise(tx, '40001');
        return runs;
      });
    };
    expect(await colliding(3)).toBe(4);
    expect(await things(store.db)).toEqual([4]);
    await expect(colliding(1000)).rejects.toMatchObject({ code: 'store.collisions', kind: 'conflict' });
    expect(await things(store.db)).toEqual([4]);
  });

  test.for([
    ['53100', 'store.full'],
    ['53300', 'store.unavailable'],
    ['57P03', 'store.unavailable'],
  ])('that meets SQLSTATE %s fails with %s, alone or in the store', async ([state, code], context) => {
    const store = await aStore(context, engine, { migrate: false });
    await expect(raise(store.db, state ?? '')).rejects.toMatchObject({ code, kind: 'unavailable' });
    await expect(store.transaction((tx) => raise(tx, state ?? ''))).rejects.toMatchObject({ code, kind: 'unavailable' });
    expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
  });
});

describe('on a server', () => {
  test('two that read and write the same row under repeatable read both come through, one after the other', async (context) => {
    const store = await aStore(context, 'server', { migrate: false });
    await prepared(store.db, store.schema);
    await sql`insert into thing values (0)`.execute(store.db);
    const raiseByOne = () =>
      store.transaction(
        async (tx) => {
          const { rows } = await sql<{ id: number }>`select id from thing`.execute(tx);
          await pause(20);
          await sql`update thing set id = ${(rows[0]?.id ?? 0) + 1}`.execute(tx);
        },
        { isolation: 'repeatable read' },
      );
    await Promise.all([raiseByOne(), raiseByOne(), raiseByOne()]);
    expect(await things(store.db)).toEqual([3]);
  });

  test.for(['between two statements', 'within a statement'])(
    'a connection that is cut %s undoes the act, and the store goes on',
    async (when, context) => {
      const store = await aStore(context, 'server', { migrate: false });
      await prepared(store.db, store.schema);
      const act = store.transaction(async (tx) => {
        await sql`insert into thing values (1)`.execute(tx);
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        const cut = () => sql`select pg_terminate_backend(${rows[0]?.pid}::integer)`.execute(store.db);
        if (when === 'between two statements') {
          await cut();
          await pause(50); // the socket closes while nothing waits for it
          await sql`insert into thing values (2)`.execute(tx);
        } else await Promise.all([sql`select pg_sleep(20)`.execute(tx), pause(50).then(cut)]);
      });
      await expect(act).rejects.toMatchObject({ code: 'store.unavailable', kind: 'unavailable' });
      expect(await things(store.db)).toEqual([]);
      await store.transaction((tx) => sql`insert into thing values (3)`.execute(tx));
      expect(await things(store.db)).toEqual([3]);
    },
  );

  test('a connection that is cut while it commits leaves open whether the act was kept, and says so', async (context) => {
    const store = await aStore(context, 'server', { migrate: false });
    await prepared(store.db, store.schema);
    // At the commit, and not before, the server ends this very connection.
    await sql`create function gone() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'`.execute(
      store.db,
    );
    await sql`create constraint trigger gone after insert on thing deferrable initially deferred for each row execute function gone()`.execute(
      store.db,
    );
    const act = store.transaction((tx) => sql`insert into thing values (1)`.execute(tx));
    await expect(act).rejects.toMatchObject({
      code: 'store.outcome-unknown',
      kind: 'unavailable',
      remedy: expect.stringContaining('idempotency key'),
    });
  });

  test('connections cut while they lie in the pool are not noticed by the next acts', async (context) => {
    const store = await aStore(context, 'server', { migrate: false, connections: 4 });
    await prepared(store.db, store.schema);
    const pidOf = (tx: Db) => sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.05)`.execute(tx);
    const four = () => Promise.all([1, 2, 3, 4].map(() => store.transaction(async (tx) => (await pidOf(tx)).rows[0]?.pid)));
    const pids = await four();
    expect(new Set(pids).size).toBe(4);
    const other = await postgresClient(context);
    await other.query('select pg_terminate_backend(pid) from unnest($1::integer[]) as pid', [pids]);
    expect(pids).not.toEqual(await four());
  });

  test('a server that is killed and comes back: acts meanwhile fail with a clear error, what was acknowledged is there', async (context) => {
    const cluster = await ownCluster();
    if ('why' in cluster) return skipBecause(context, cluster.why);
    onTestFinished(() => cluster.stop());
    const store = await openStore({ url: cluster.url, migrate: false });
    onTestFinished(() => store.close());
    await prepared(store.db, store.schema);
    const put = (id: number) => store.transaction((tx) => sql`insert into thing values (${id})`.execute(tx));
    await put(1);
    await cluster.kill();
    await expect(put(2)).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(things(store.db)).rejects.toMatchObject({ code: 'store.unavailable' });
    await cluster.start();
    await put(3);
    expect(await things(store.db)).toEqual([1, 3]);
  });
});

describe('the address of a server', () => {
  const SECRET = 'hunter#2/secret';
  test.each([
    ['', 'no address'],
    ['mysql://u:p@host/db', 'another database'],
    [`postgresql://user:${SECRET}@host:5432/db`, 'a # in the password'],
    ['postgresql://user:12/secret@host:5432/db', 'a / in the password'],
    ['postgresql://user:secret@host:port/db', 'a word for the port'],
    ['postgresql://user:secret@host:99999/db', 'a port that is none'],
    ['host=localhost password=secret', 'the other way of writing it'],
  ])('%s is refused, and not repeated', async (url) => {
    const error: unknown = await openStore({ url }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'store.address-invalid', kind: 'usage' });
    expect(JSON.stringify([error, String(error), Object(error).stack])).not.toMatch(/secret|hunter/);
  });

  test('where nobody answers, the message names the place and not the password', async () => {
    const error: unknown = await openStore({ url: 'postgresql://user:hunter2@127.0.0.1:9/db' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'store.unavailable', message: expect.stringContaining('127.0.0.1:9') });
    expect(JSON.stringify([error, String(error), Object(error).stack])).not.toContain('hunter2');
  });

  test('a wrong password and a database that is not there are unavailable, not a fault of ours', async (context) => {
    const url = new URL(await postgresUrl(context));
    const wrong = new URL(url);
    wrong.password = 'hunter2';
    const nowhere = new URL(url);
    nowhere.pathname = '/nowhere';
    const error: unknown = await openStore({ url: wrong.href }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'store.unavailable', message: expect.stringContaining('password authentication failed') });
    expect(String(error)).not.toContain('hunter2');
    await expect(openStore({ url: nowhere.href, schema: aSchema() })).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});

async function prepared(db: Db, schema: string): Promise<void> {
  await sql`create schema ${sql.id(schema)}`.execute(db);
  await sql`create table ${sql.id(schema, 'thing')} (id integer)`.execute(db);
}

/** What PostgreSQL itself says in this state. */
async function raise(db: Db, state: string): Promise<void> {
  await sql.raw(`do $$ begin raise exception 'as if' using errcode = '${state}'; end $$`).execute(db);
}

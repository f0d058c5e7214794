import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aStore, ENGINES } from '../../test/support/store.ts';
import type { Store } from '../store/open.ts';
import type { JobKind, JobRun } from './job.ts';
import { cancel, enqueue, readJob, step, take } from './queue.ts';
import { startWorker, workOff } from './worker.ts';

/** Writes the numbers from 1 to `input`, one a step. */
const counting: JobKind = {
  name: 'counting',
  lane: 'numbers',
  step: async (tx, { id, input, cursor }) => {
    const next = Number(cursor ?? 0) + 1;
    await sql`insert into counted (job, number) values (${id}, ${next})`.execute(tx);
    return { cursor: next, done: next, total: Number(input), ...(next === input ? { result: { counted: next } } : {}) };
  },
};

async function asked(store: Store, input: number, kind = counting): Promise<string> {
  await sql`create table if not exists counted (job uuid, number integer, primary key (job, number))`.execute(store.db);
  const id = randomUUID();
  await store.transaction((tx) => enqueue(tx, kind, { id, input, actor: { account: 'a' } }));
  return id;
}

async function counted(store: Store, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from counted where job = ${id}`.execute(store.db);
  return rows[0]?.n ?? 0;
}

const taken = async (store: Store, worker: string, lease: number): Promise<JobRun | null> => take(store.db, worker, ['counting'], lease);

describe.each(ENGINES)('long work, %s', (engine) => {
  test('is done in steps to its end, with its progress, in the name of whoever started it', async (context) => {
    const store = await aStore(context, engine);
    const id = await asked(store, 3);
    expect(await workOff(store, [counting])).toBe(3);
    expect(await readJob(store.db, id)).toMatchObject({
      state: 'done',
      done: 3,
      total: 3,
      result: { counted: 3 },
      actor: { account: 'a' },
      error: null,
    });
  });

  test('a step that breaks leaves nothing of itself, and the job says why without a word of the data', async (context) => {
    const store = await aStore(context, engine);
    const breaking: JobKind = {
      ...counting,
      step: async (tx, run) => {
        const after = await counting.step(tx, run);
        if (after.done === 2) throw new TypeError('Pak Chol');
        return after;
      },
    };
    const id = await asked(store, 3);
    await workOff(store, [breaking]);
    expect(await counted(store, id)).toBe(1);
    expect(await readJob(store.db, id)).toMatchObject({ state: 'failed', cursor: 1, done: 1, error: 'fault: TypeError' });
  });

  test('of one lane the first that was asked for runs first, and the second not beside it', async (context) => {
    const store = await aStore(context, engine);
    const [first, second] = [await asked(store, 1), await asked(store, 1)];
    const run = await taken(store, 'a', 60);
    expect(run?.id).toBe(first);
    expect(await taken(store, 'b', 60)).toBeNull();
    await store.transaction((tx) => step(tx, counting, first, 'a'));
    expect((await taken(store, 'b', 60))?.id).toBe(second);
  });

  test('is taken over when its worker gave no sign of life for a lease, and the worker that comes back does nothing', async (context) => {
    const store = await aStore(context, engine);
    const id = await asked(store, 2);
    await taken(store, 'dead', 60);
    await store.transaction((tx) => step(tx, counting, id, 'dead'));
    expect(await taken(store, 'next', 60)).toBeNull();
    await sql`update job_run set heartbeat = heartbeat - interval '61 s'`.execute(store.db);
    expect((await taken(store, 'next', 60))?.cursor).toBe(1);
    expect(await store.transaction((tx) => step(tx, counting, id, 'dead'))).toBeNull();
    expect(await counted(store, id)).toBe(1);
    expect((await store.transaction((tx) => step(tx, counting, id, 'next')))?.state).toBe('done');
  });

  test('that ends every process that takes it is given up', async (context) => {
    const store = await aStore(context, engine);
    const id = await asked(store, 2);
    for (const worker of ['a', 'b', 'c', 'd', 'e', 'f']) await taken(store, worker, 0);
    const run = await readJob(store.db, id);
    expect(run).toMatchObject({ state: 'failed' });
    expect(run?.error).toMatch(/^job\.given-up: .* taken up 5 times/);
  });

  test('can be cancelled between two steps, and then not again', async (context) => {
    const store = await aStore(context, engine);
    const id = await asked(store, 9);
    await taken(store, 'a', 60);
    await store.transaction((tx) => step(tx, counting, id, 'a'));
    expect((await store.transaction((tx) => cancel(tx, id)))?.done).toBe(1);
    expect(await store.transaction((tx) => step(tx, counting, id, 'a'))).toBeNull();
    await expect(store.transaction((tx) => cancel(tx, id))).rejects.toMatchObject({ code: 'job.has-ended' });
    expect(await counted(store, id)).toBe(1);
  });

  test('a worker that is stopped ends its step and gives the job back at once', async (context) => {
    const store = await aStore(context, engine);
    const id = await asked(store, 100_000);
    const second = Promise.withResolvers<void>();
    const worker = startWorker(store, [counting], { onStep: ({ done }) => done === 2 && second.resolve() });
    await second.promise;
    await worker.stop();
    const run = await readJob(store.db, id);
    expect(run?.state).toBe('queued');
    expect(await counted(store, id)).toBe(run?.done);
    expect((await taken(store, 'next', 60))?.id).toBe(id);
  });
});

test('on a server two workers share the queue and no step is done twice', async (context) => {
  const store = await aStore(context, 'server');
  const jobs: string[] = [];
  const lanes = ['one', 'two', 'three', 'four'].map((lane): JobKind => ({ ...counting, lane }));
  for (const kind of lanes) jobs.push(await asked(store, 25, kind));
  const steps = await Promise.all([workOff(store, [counting]), workOff(store, [counting]), workOff(store, [counting])]);
  expect(steps.reduce((sum, each) => sum + each, 0)).toBe(100);
  for (const id of jobs) expect(await readJob(store.db, id)).toMatchObject({ state: 'done', done: 25 });
});

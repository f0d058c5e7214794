import { fork } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { postgresUrl } from '../../../test/support/postgres.ts';
import { aRegister, place, redecided } from '../../../test/support/standing.ts';
import { ENGINES } from '../../../test/support/store.ts';
import { readJob } from '../../jobs/queue.ts';
import { standingClock } from '../../office/clock.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { openStore } from '../../store/open.ts';
import { ON_PROTECTED } from '../office.ts';
import { askToRedecide, SYSTEM } from './ask.ts';

const BEFORE = '2017-12-07';
const AFTER = '2019-12-23';
const CHUNK = 2;
const KILLS = { embedded: 2, server: 3 } as const;
const CHILD = join(import.meta.dirname, '../../../test/support/job-child.ts');

type Where = { readonly url?: string; readonly folder?: string; readonly schema?: string };

/** Everything that a run leaves, but for its own name. */
async function left(office: Office, job: string): Promise<unknown> {
  const { db } = office.store;
  const standing = await sql`select * from standing order by subject, act`.execute(db);
  const changes =
    await sql`select to_jsonb(c) - 'job' as change from standing_change as c where job = ${job} order by subject, act`.execute(db);
  const end = await sql`select day, decided, changed, digest, status from redecision where id = ${job}`.execute(db);
  return { standing: standing.rows, changes: changes.rows, end: end.rows };
}

interface Ended {
  /** By itself, and not by a kill. */
  readonly byItself: boolean;
  /** How far it knew the job to be. */
  readonly done: number;
}

/** Starts a worker; with `steps` it is killed at a random moment within the step after so many. */
async function workerProcess(where: Where, masterKey: string, steps: number | null): Promise<Ended> {
  const child = fork(CHILD, [JSON.stringify({ store: where, masterKey, today: AFTER, chunk: CHUNK })], { stdio: 'inherit' });
  const troubles: string[] = [];
  let [seen, done] = [0, 0];
  child.on('message', async (message) => {
    if (typeof message === 'string') troubles.push(message);
    else done = Number(message);
    seen += 1;
    if (seen !== steps) return;
    await pause(randomInt(8));
    child.kill('SIGKILL');
  });
  const signal = await new Promise<string | null>((resolve) => child.once('exit', (_, how) => resolve(how)));
  expect(troubles).toEqual([]);
  return { byItself: signal === null, done };
}

describe.each(ENGINES)('killed in the middle of deciding the register again, %s', (engine) => {
  test('it goes on exactly where it stood, and leaves what an undisturbed run leaves', { timeout: 120_000 }, async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'resolute-kill-'));
    const schema = `k_${randomBytes(6).toString('hex')}`;
    const where: Where = engine === 'server' ? { url: await postgresUrl(context), schema } : { folder: join(folder, 'data') };
    const masterKey = randomBytes(32).toString('hex');
    const inStore = async (act: (on: (today: string) => Promise<Office>) => Promise<void>): Promise<void> => {
      const store = await openStore(where);
      const key = Buffer.from(masterKey, 'hex');
      try {
        await act((today) => openOffice({ store, masterKey: key, host: 'MNG', clock: standingClock(today), onProtected: ON_PROTECTED }));
      } finally {
        await store.close();
      }
    };
    context.onTestFinished(async () => {
      if (engine === 'server')
        await inStore(async (on) => void (await sql`drop schema ${sql.id(schema)} cascade`.execute((await on(AFTER)).store.db)));
      rmSync(folder, { recursive: true, force: true });
    });

    let [undisturbed, job, total]: [unknown, string, number] = [null, '', 0];
    await inStore(async (on) => {
      const [before, after] = [await on(BEFORE), await on(AFTER)];
      const { store } = before;
      const registers = fc.sample(aRegister, { numRuns: 2, seed: 5 });
      await store.transaction(async (tx) => {
        for (const register of registers) await place(tx, register);
      });
      // permits that stand on both days
      await sql`update permit set "lastDay" = "lastDay" + 800, "validTo" = "validTo" + 800
        where "lastDay" >= "validFrom" and "lastDay" < ${AFTER}::date`.execute(store.db);
      await redecided(before, 1000);
      const first = await redecided(after, CHUNK);
      undisturbed = await left(after, first);
      total = (await readJob(store.db, first))?.total ?? 0;
      await redecided(before, 1000); // back to what was said on the day before
      job = await store.transaction((tx) => askToRedecide(tx, SYSTEM));
    });

    const reached: number[] = [];
    for (let kill = 0; kill < KILLS[engine]; kill += 1) {
      // on a server a second process is at work beside the one that dies, and dies too
      const beside = engine === 'server' ? [workerProcess(where, masterKey, 4 + randomInt(6))] : [];
      const ended = await Promise.all([workerProcess(where, masterKey, 2 + randomInt(12)), ...beside]);
      reached.push(Math.max(...ended.map(({ done }) => done)));
    }
    expect(reached[0]).toBeGreaterThan(0);
    expect(reached[0]).toBeLessThan(total);
    await pause(300); // the lease of whoever was killed last
    expect(await workerProcess(where, masterKey, null)).toMatchObject({ byItself: true });
    await inStore(async (on) => {
      const office = await on(AFTER);
      expect(await readJob(office.store.db, job)).toMatchObject({ state: 'done', error: null, done: total, total });
      expect(await left(office, job)).toEqual(undisturbed);
      expect((undisturbed as { changes: unknown[] }).changes.length).toBeGreaterThan(10);
    });
  });
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { newPrivateKey } from '../../src/audit/signing-key.ts';
import { openStore } from '../../src/store/open.ts';
import { postgresUrl } from '../support/postgres.ts';
import { Service } from './client.ts';
import { diceOf } from './dice.ts';
import { type Figures, runKills } from './kills.ts';
import { embeddedScene, sceneAt } from './scene.ts';

/*
 * Ten kills each in every run; `npm run test:kills -- 1000` does a thousand. The choices and moments are those of RESOLUTE_SEED, what the
 * machine makes of them differs, so that a red run is a find even where the next is green.
 */
const KILLS = 10;
const seed = Number(process.env.RESOLUTE_SEED ?? 2397);

test('the embedded register is killed ten times under officers near a cap, and keeps what it acknowledged', async () => {
  const { scene, remove } = await embeddedScene();
  onTestFinished(remove);
  expectProof(await runKills({ scene, kills: KILLS, seed }));
}, 300_000);

test('two services on one server are killed ten times under officers near a cap, and keep what they acknowledged', async (context) => {
  const place = {
    DATABASE_URL: await postgresUrl(context),
    RESOLUTE_SCHEMA: `f_${randomBytes(6).toString('hex')}`,
    RESOLUTE_SIGNING_KEY: newPrivateKey(),
  };
  onTestFinished(async () => {
    const store = await openStore({ url: place.DATABASE_URL, schema: place.RESOLUTE_SCHEMA, migrate: false });
    await sql`drop schema ${sql.id(store.schema)} cascade`.execute(store.db);
    await store.close();
  });
  expectProof(await runKills({ scene: await sceneAt(place, 'server'), kills: KILLS, seed, processes: 2 }));
}, 300_000);

test('an embedded register that is killed again and again at its very first start, starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-force-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { DATABASE_URL: '', RESOLUTE_DATA: join(folder, 'data'), RESOLUTE_TODAY: '2017-08-20' };
  const dice = diceOf(seed);
  for (let i = 0; i < 4; i += 1) {
    const young = new Service(env);
    await pause(200 + dice() * 1800); // some while the database is made, some while its tables are, some while the keys are
    await young.kill();
  }
  const service = new Service(env);
  await service.ready;
  const checked = await service.ask({ check: { acknowledged: [], baselineOn: '2017-08-05' } });
  expect(checked).toMatchObject({ result: { problems: [], events: 0 } });
  await service.end();
}, 300_000);

/** A run in which nothing was under way, or the cap was never met, proves nothing. */
function expectProof({ kills, acknowledged, keptUnanswered, lostUnanswered, capped, fullest, baseline }: Figures): void {
  expect(kills).toBe(KILLS);
  expect(acknowledged).toBeGreaterThan(50);
  expect(keptUnanswered + lostUnanswered).toBeGreaterThan(10);
  expect(capped).toBeGreaterThan(3);
  expect(fullest).toBe(baseline);
}

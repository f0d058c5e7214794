import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newPrivateKey } from '../../src/audit/signing-key.ts';
import { openStore } from '../../src/store/open.ts';
import { ownCluster } from '../support/cluster.ts';
import { type Figures, runKills } from './kills.ts';
import { embeddedScene, type Scene, sceneAt } from './scene.ts';

/**
 * `npm run test:kills -- 1000`: so many kills, half of them on the embedded database and half with two processes on one server; with
 * `embedded` or `server` behind the number, all of them there. RESOLUTE_SEED draws the same choices and moments again.
 */
const [, , number = '1000', only] = process.argv;
const kills = Number(number);
const seed = Number(process.env.RESOLUTE_SEED ?? Date.now() % 1_000_000);
if (!Number.isInteger(kills) || kills < 2 || !Number.isInteger(seed) || !['embedded', 'server', undefined].includes(only)) {
  console.error('Give the number of kills, 2 or more, and in RESOLUTE_SEED a whole number: npm run test:kills -- 1000');
  process.exit(2);
}
/** Kills of one register. Each check looks at all of it, and two processes fill it faster, for one of them always writes. */
const EACH = { embedded: 100, server: 20 };

console.log(`${kills} kills, RESOLUTE_SEED=${seed}`);
const began = performance.now();
const half = Math.ceil(kills / 2);
if (only !== 'server') await onEmbedded(only === undefined ? half : kills);
if (only !== 'embedded') await onServer(only === undefined ? kills - half : kills);
console.log(
  `${kills} kills in ${((performance.now() - began) / 1000).toFixed(0)} s: everything acknowledged is there, and nothing by halves.`,
);

async function onEmbedded(count: number): Promise<void> {
  for (let done = 0; done < count; done += EACH.embedded) {
    const { scene, remove } = await embeddedScene();
    tell('embedded', await runKills({ scene, kills: Math.min(EACH.embedded, count - done), seed: seed + done }));
    remove();
  }
}

async function onServer(count: number): Promise<void> {
  const cluster = await ownCluster();
  if ('why' in cluster) throw new Error(cluster.why);
  for (let done = 0; done < count; done += EACH.server) {
    const place = {
      DATABASE_URL: cluster.url,
      RESOLUTE_SCHEMA: `f_${randomBytes(6).toString('hex')}`,
      RESOLUTE_SIGNING_KEY: newPrivateKey(),
    };
    const scene: Scene = await sceneAt(place, String(done));
    tell('server, two processes', await runKills({ scene, kills: Math.min(EACH.server, count - done), seed: seed + done, processes: 2 }));
    const store = await openStore({ url: cluster.url, schema: place.RESOLUTE_SCHEMA, migrate: false });
    await sql`drop schema ${sql.id(store.schema)} cascade`.execute(store.db);
    await store.close();
  }
  await cluster.stop();
}

function tell(where: string, figures: Figures): void {
  const { kills, atStart, acknowledged, keptUnanswered, lostUnanswered, capped, permits, events, fullest, baseline } = figures;
  console.log(
    `${where}: ${kills} kills (${atStart} during start); ${acknowledged} acts acknowledged, all there; of those under way ${keptUnanswered} had been kept whole and ${lostUnanswered} not at all; ` +
      `${permits} permits, at most ${fullest} of ${baseline} on a day, ${capped} refused by the cap; ${events} events`,
  );
}

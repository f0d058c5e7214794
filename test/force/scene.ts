import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Service } from './client.ts';
import { Ledger } from './ledger.ts';

/** The day of S/RES/2371 (2017), ¶11 of which lets nobody pass the number of this day. */
export const BASELINE_ON = '2017-08-05';
/** A day between that resolution and the next, S/RES/2375, which would bar every grant. */
const TODAY = '2017-08-20';
/** Permits that stand on the baseline day, and how many of them run on. */
const BASELINE = 12;
const RUN_ON = 5;
/** Workers without a permit, who will all be wanted at once. */
const CANDIDATES = 40;

/** A register in which the cap leaves a little room, and what its processes need to open it. */
export interface Scene {
  readonly env: Readonly<Record<string, string>>;
  readonly employer: string;
  readonly workers: readonly string[];
  /** What was acknowledged while it was made. */
  readonly ledger: Ledger;
}

/** Keys that open nothing but registers of these tests. */
const KEYS = { RESOLUTE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };

/** @param place `{ RESOLUTE_DATA }` or `{ DATABASE_URL, RESOLUTE_SCHEMA, RESOLUTE_SIGNING_KEY }` */
export async function sceneAt(place: Readonly<Record<string, string>>, name: string): Promise<Scene> {
  const env = { DATABASE_URL: '', ...place, ...KEYS, RESOLUTE_HOST: 'MNG' };
  const ledger = new Ledger(`scene-${name}`);
  // Before the baseline day nothing is capped: twelve are authorised, seven of them not for long.
  const before = new Service({ ...env, RESOLUTE_TODAY: '2017-08-01' });
  await before.ready;
  const done = async (act: string, input: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const { result, refused } = await ledger.ask(before, act, 'officer-0', input);
    if (result === null) throw new Error(`The scene could not be made: ${refused?.message}`);
    return result;
  };
  const employer = String((await done('employer.register', { name: 'Ulbar Tarvaga', private: true, kind: 'company', owners: [] })).id);
  const worker = async (): Promise<string> => String((await done('worker.register', aWorker())).id);
  for (let i = 0; i < BASELINE; i += 1) {
    const wantedTo = i < RUN_ON ? '2018-07-31' : '2017-08-10';
    const application = await done('application.receive', {
      kind: 'new',
      worker: await worker(),
      employer,
      wantedFrom: '2017-08-01',
      wantedTo,
    });
    await done('decision.propose', { application: application.id, taken: 'grant' });
  }
  const workers = await Promise.all(Array.from({ length: CANDIDATES }, worker));
  await before.end();
  return { env: { ...env, RESOLUTE_TODAY: TODAY }, employer, workers, ledger };
}

export function aWorker(): unknown {
  return {
    personal: { names: [{ text: 'Pak Chol Chun', script: 'Latn' }], birthYear: 1966 },
    facts: { nationalities: ['PRK'], earnsIncome: true, residesOnOtherTitle: false, listed: false },
  };
}

/** Days of one week, the first being the one after the day on which the register stands. */
export function week(number: number): { readonly wantedFrom: string; readonly wantedTo: string } {
  const from = Temporal.PlainDate.from(TODAY).add({ days: 1 + 7 * number });
  return { wantedFrom: from.toString(), wantedTo: from.add({ days: 6 }).toString() };
}

let made: Promise<{ readonly folder: string; readonly scene: Scene }> | undefined;

/** An embedded scene in a folder of its own. It is made once and then copied, for making a database takes seconds. */
export async function embeddedScene(): Promise<{ readonly scene: Scene; readonly remove: () => void }> {
  made ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'resolute-force-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { folder, scene: await sceneAt({ RESOLUTE_DATA: join(folder, 'data') }, 'embedded') };
  })();
  const { folder, scene } = await made;
  const copy = mkdtempSync(join(tmpdir(), 'resolute-force-'));
  cpSync(join(folder, 'data'), join(copy, 'data'), { recursive: true });
  return {
    scene: { ...scene, env: { ...scene.env, RESOLUTE_DATA: join(copy, 'data') } },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

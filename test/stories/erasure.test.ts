import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, type TestContext, test } from 'vitest';
import { verifyLog } from '../../src/audit/verify/verify.ts';
import { openState } from '../../src/office/desk.ts';
import { readState } from '../../src/office/states.ts';
import { compareWithLog } from '../../src/register/rebuild/compare.ts';
import { worker as workerKind } from '../../src/register/workers/worker.ts';
import { backup, backupKeys } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import type { Store } from '../../src/store/open.ts';
import { ENGINES, type EngineName } from '../support/register.ts';
import { aStore } from '../support/store.ts';
import { applied, approves, type Clerk, hired, type Ministry, ministry } from './ministry.ts';

const NAME = 'Hwang Kyong Chol';
const PASSPORT = 'PW-77';
const WHY = { purpose: 'request-of-the-person', words: 'They asked for it.' };

describe.each(ENGINES)('erasing a worker, %s', (engine) => {
  test('story 39: name and documents are gone from pages, exports and a restored backup; counts and the audit still verify', {
    timeout: 60_000,
  }, async (context) => {
    const office = await ministry(context, engine, '2016-05-02');
    const officer = await office.clerk('permit-officer');
    const person = await hired(officer, { name: NAME, number: 'W-77' });
    await hired(officer, { employer: person.employer });
    const application = await applied(officer, person, { form: { text: `I, ${NAME}, ask to work.` } });
    const { decision } = await officer.does('decision.propose', { application, taken: 'grant' });
    const { id: notice, version } = await officer.does('notice.draft', { decision, addressee: 'worker', words: `To ${NAME}` });
    await officer.does('note.write', { aboutKind: 'worker', about: person.worker, text: `${NAME} telephoned.` });
    const supervisor = await office.clerk('supervisor');
    const asked = { worker: person.worker, ground: 'request-of-the-person' };
    expect((await supervisor.tries('worker.erase', asked)).json).toMatchObject({ status: 409, code: 'register.still-needed' });

    office.goTo('2017-06-05'); // the permit has ended
    await officer.does('notice.serve', { notice, version, means: 'by hand' });
    await officer.does('notice.receive', { notice, version: Number(version) + 1 });
    const readings = {
      text: () => officer.does('notice.read-text', { notice, ...WHY }),
      personal: () => officer.does('worker.read-personal', { worker: person.worker, ...WHY }),
      notes: () => officer.does('note.list', { aboutKind: 'worker', about: person.worker }),
      whole: () => officer.does('worker.export', { worker: person.worker, words: WHY.words }),
    };
    for (const [name, reading] of Object.entries(readings)) expect(JSON.stringify(await reading()), name).toContain(NAME);
    expect((await officer.tries('decision.working', { decision })).status).toBe(200);
    expect(await exported(officer)).toContain(NAME);
    const counted = await counts(officer);
    const old = files(context);
    await backup(office.office.store, old.register);
    await backupKeys(office.office.store, old.keys);
    expect(await read(office, await restored(context, engine, old), person.worker)).toContain(NAME);

    const { proposal, contentHash } = await supervisor.does('worker.erase', asked);
    expect((await supervisor.tries('proposal.approve', { proposal, contentHash })).status).toBe(403); // not its author
    await approves(await office.clerk('supervisor'), proposal);

    expect((await readings.text()).text).toBeNull();
    expect(await readings.personal()).toEqual({ id: person.worker, erased: true, personal: null });
    for (const [name, reading] of Object.entries(readings)) expect(JSON.stringify(await reading()), name).not.toContain(NAME);
    const past = { worker: person.worker, ...WHY, knownAt: '2016-05-02T23:59:59Z' };
    expect(await officer.does('worker.read-personal', past)).toMatchObject({ erased: true });
    expect((await officer.tries('decision.working', { decision })).json).toMatchObject({ code: 'decision.erased' });
    expect(await officer.does('decision.replay', { decision })).toMatchObject({ result: 'erased' });
    expect(await officer.does('worker.read', { worker: person.worker })).toMatchObject({ status: 'erased', nationalities: ['PRK'] });
    for (const page of [`/v1/workers/${person.worker}`, '/v1/workers', '/v1/applications', '/v1/permits', '/v1/decisions', '/v1/notices'])
      expect((await officer.sends(`GET ${page}`)).text).not.toContain(NAME);
    expect(await exported(officer)).not.toContain(NAME);
    expect(await exported(officer)).not.toContain(PASSPORT);
    // The backup of before, with the keys of today.
    const today = { register: old.register, keys: files(context).keys };
    await backupKeys(office.office.store, today.keys);
    const back = await restored(context, engine, today);
    expect(await read(office, back, person.worker)).toBe('erased');

    expect(await counts(officer)).toEqual(counted);
    for (const store of [office.office.store, back])
      expect(await verifyLog(store, { verifiers: [], now: office.office.clock.now() })).toMatchObject({ ok: true, count: 0 });
    expect(await compareWithLog(office.office)).toMatchObject({ count: 0 });
  });
});

/** Every worker with names and documents, as an officer may have them given out. */
async function exported(officer: Clerk): Promise<string> {
  const { status, text } = await officer.sends('POST /v1/exports/worker', { format: 'csv', ...WHY });
  expect(status).toBe(200);
  return text;
}

async function counts(officer: Clerk): Promise<readonly number[]> {
  const pages = await Promise.all(['worker', 'application', 'permit', 'decision'].map((kind) => officer.does(`${kind}.list`)));
  return pages.map(({ items }) => (items as readonly unknown[]).length);
}

/** What the sealed part of a worker says in a store, read with the keys that are there. */
async function read({ office }: Ministry, store: Store, worker: string): Promise<string> {
  const held = await readState(store.db, workerKind, worker);
  if (held === null) throw new Error('The worker is not there.');
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from log_event where body like ${`%${NAME}%`}`.execute(store.db);
  expect(rows[0]?.n).toBe(0); // nowhere in the clear, erased or not
  const opened = await openState(store.db, office, held);
  return typeof opened === 'object' ? JSON.stringify(opened) : 'erased';
}

interface Files {
  readonly register: string;
  readonly keys: string;
}

function files(context: TestContext): Files {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-story-'));
  context.onTestFinished(() => rmSync(folder, { recursive: true }));
  return { register: join(folder, 'register'), keys: join(folder, 'keys') };
}

async function restored(context: TestContext, engine: EngineName, { register, keys }: Files): Promise<Store> {
  const store = await aStore(context, engine, { migrate: false });
  await restore(store, register, { keys });
  return store;
}

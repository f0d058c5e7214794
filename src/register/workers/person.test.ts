import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, type TestContext, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { postgresUrl } from '../../../test/support/postgres.ts';
import { anOffice, ENGINES, type EngineName } from '../../../test/support/register.ts';
import { signerOf } from '../../audit/note.ts';
import { newPrivateKey } from '../../audit/signing-key.ts';
import { verifyLog } from '../../audit/verify/verify.ts';
import { openState } from '../../office/desk.ts';
import { readState } from '../../office/states.ts';
import { placeHold } from '../../protection/place.ts';
import { backup, backupKeys } from '../../store/backup/backup.ts';
import { restore } from '../../store/backup/restore.ts';
import { openStore, type Store } from '../../store/open.ts';
import { exportRecords } from '../bulk/export.ts';
import { departure } from '../departures/departure.ts';
import { planDeparture } from '../departures/plan.ts';
import { writeNote } from '../notes/write.ts';
import { readProposal } from '../proposals/read.ts';
import { approveProposal } from '../proposals/settle.ts';
import { retentionDue } from '../retention/due.ts';
import { eraseWorker } from './erase.ts';
import { exportPerson } from './export-person.ts';
import { readPersonal } from './read-personal.ts';
import { recogniseWorker } from './recognise.ts';
import { registerWorker } from './register.ts';
import { worker } from './worker.ts';

const PURPOSE = { purpose: 'handling-a-case', words: 'application R-1' } as const;
const NAME = 'Ro Kwang Hui';

async function aPerson(context: TestContext, engine: EngineName) {
  const given = await anOffice(context, engine);
  const officer = given.somebody('permit-officer');
  const register = (text = NAME) =>
    given.act(officer, registerWorker, {
      personal: {
        names: [{ text, script: 'Latn' }],
        birthYear: 1970,
        documents: [{ kind: 'passport', number: 'P-123456', issuedBy: 'PRK' }],
      },
    });
  return { ...given, officer, register, id: (await register()).id };
}

async function erased(given: Awaited<ReturnType<typeof aPerson>>, id: string): Promise<void> {
  const { act, ask, somebody } = given;
  const { proposal } = await act(somebody('supervisor'), eraseWorker, { worker: id, ground: 'request-of-the-person' });
  const second = somebody('supervisor');
  const { contentHash } = await ask(second, readProposal, { proposal });
  await act(second, approveProposal, { proposal, contentHash });
}

describe.each(ENGINES)('a person, %s', (engine) => {
  test('names are read for a purpose, and the reading is on record', async (context) => {
    const { office, ask, officer, id, somebody } = await aPerson(context, engine);
    const { personal } = await ask(officer, readPersonal, { worker: id, ...PURPOSE });
    expect(personal?.names?.[0]?.text).toBe(NAME);
    const { rows } = await sql<{ purpose: string }>`select purpose from access_read where person = ${id}`.execute(office.store.db);
    expect(rows).toEqual([{ purpose: 'handling-a-case' }]);
    await expect(ask(somebody('administrator'), readPersonal, { worker: id, ...PURPOSE })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
  });

  test('two records of one person are joined by an officer, with the reasons; nothing is merged', async (context) => {
    const { act, officer, register, id, office } = await aPerson(context, engine);
    const { id: other } = await register('Ro Kwang-hui');
    const joined = await act(officer, recogniseWorker, { worker: other, samePersonAs: id, words: 'The passport was seen.' });
    expect(joined).toMatchObject({ id: other });
    expect(joined.agree).toContain('document');
    expect((await readState(office.store.db, worker, id))?.state.samePersonAs).toBeNull();
    await expect(act(officer, recogniseWorker, { worker: id, samePersonAs: other, words: 'The passport was seen.' })).rejects.toMatchObject(
      { code: 'register.not-in-this-state' },
    );
  });

  test('whoever is held under one number is held under each: a planned departure ends as the records are joined', async (context) => {
    const given = await aPerson(context, engine);
    const { act, officer, somebody, id, office } = given;
    const { worker: leaving } = await anEmployed(given, await anEmployer(given));
    const { id: planned } = await act(officer, planDeparture, { worker: leaving, ownAccord: '2017-12-20' });
    await act(somebody('protection-officer'), placeHold, { worker: id, ground: 'Fears what awaits there' });
    await act(officer, recogniseWorker, { worker: leaving, samePersonAs: id, words: 'The passport was seen.' });
    expect((await readState(office.store.db, departure, planned))?.state.status).toBe('suspended');
  });

  test('an erased person has no name anywhere; counts and log hold', async (context) => {
    const given = await aPerson(context, engine);
    const { office, act, ask, officer, somebody, id } = given;
    const { id: noteId } = await act(officer, writeNote, { aboutKind: 'worker', about: id, text: `${NAME} came in person.` });
    expect(noteId).toBeDefined();
    await erased(given, id);
    expect((await ask(officer, readPersonal, { worker: id, ...PURPOSE })).personal).toBeNull();
    const whole = JSON.stringify(await ask(officer, exportPerson, { worker: id, words: 'asked at the counter' }));
    expect(whole).toContain('erased');
    expect(whole).not.toContain('Kwang');
    let text = '';
    await exportRecords(
      office,
      somebody('permit-officer', 'supervisor'),
      { kind: 'worker', format: 'csv', personal: { purpose: 'audit', words: 'check' } },
      async (piece) => {
        text += piece;
      },
    );
    expect(text).toContain(id);
    expect(text).not.toContain('Kwang');
    const signer = signerOf(newPrivateKey());
    expect(await verifyLog(office.store, { verifiers: [signer.verifier], now: office.clock.now() })).toMatchObject({ ok: true });
    await expect(act(officer, eraseWorker, { worker: id, ground: 'period-over' })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
    await expect(act(somebody('supervisor'), eraseWorker, { worker: id, ground: 'period-over' })).rejects.toMatchObject({
      code: 'privacy.person-erased',
    });
  });

  test('nobody is erased while something is open, and the refusal does not tell what', async (context) => {
    const given = await aPerson(context, engine);
    const { act, somebody, id } = given;
    const { worker: employed } = await anEmployed(given, await anEmployer(given));
    const ofPermit = await act(somebody('supervisor'), eraseWorker, { worker: employed, ground: 'period-over' }).catch(
      (error: unknown) => error as Error,
    );
    await act(somebody('protection-officer'), placeHold, { worker: id, ground: 'Fears what awaits there' });
    const ofHold = await act(somebody('supervisor'), eraseWorker, { worker: id, ground: 'period-over' }).catch(
      (error: unknown) => error as Error,
    );
    expect(ofPermit).toMatchObject({ code: 'register.still-needed' });
    expect((ofHold as Error).message.replace(id, '')).toBe((ofPermit as Error).message.replace(employed, ''));
  });

  test('one person alone erases nobody', async (context) => {
    const given = await aPerson(context, engine);
    const { act, ask, somebody, id } = given;
    const alone = somebody('supervisor');
    const { proposal } = await act(alone, eraseWorker, { worker: id, ground: 'period-over' });
    const { contentHash } = await ask(alone, readProposal, { proposal });
    await expect(act(alone, approveProposal, { proposal, contentHash })).rejects.toMatchObject({ code: 'access.author-cannot-approve' });
  });

  test('a person is given all that is held, the entries of the log opened, and the reading is on record', async (context) => {
    const { ask, officer, id, office } = await aPerson(context, engine);
    const whole = JSON.stringify(await ask(officer, exportPerson, { worker: id, words: 'asked at the counter' }));
    expect(whole.match(new RegExp(NAME, 'g'))?.length).toBe(2); // the state, and the entry in the log
    const { rows } = await sql<{ purpose: string }>`select purpose from access_read where person = ${id}`.execute(office.store.db);
    expect(rows).toEqual([{ purpose: 'request-of-the-person' }]);
  });

  test('a record is due when its period is over, and not a day before', async (context) => {
    const given = await aPerson(context, engine);
    const { ask, somebody } = given;
    const { worker: employed } = await anEmployed(given, await anEmployer(given)); // the permit ends on 31 May 2018
    const due = (on: string) => ask(somebody('auditor'), retentionDue, { class: 'worker', on });
    expect((await due('2028-05-31')).items).toEqual([]);
    expect((await due('2028-06-01')).items).toEqual([{ id: employed, worker: employed, since: '2018-05-31', dueOn: '2028-06-01' }]);
  });
});

test('a backup of before the erasure, restored with the keys of today, cannot read the person', async (context) => {
  const given = await aPerson(context, 'server');
  const { office, id } = given;
  const folder = await mkdtemp(join(tmpdir(), 'resolute-erased-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  await backup(office.store, join(folder, 'register'));
  await erased(given, id);
  await backupKeys(office.store, join(folder, 'keys'));
  const { keyring } = office;
  const target = await anEmptyStore(context);
  await restore(target, join(folder, 'register'), { keys: join(folder, 'keys') });
  const held = await readState(target.db, worker, id);
  expect(held?.state.status).toBe('active'); // the backup knows nothing of the erasure
  expect(await openState(target.db, { keyring }, held as NonNullable<typeof held>)).toBe('erased'); // the keys do
});

async function anEmptyStore(context: TestContext): Promise<Store> {
  const schema = `t_${randomBytes(6).toString('hex')}`;
  const store = await openStore({ url: await postgresUrl(context), schema, migrate: false });
  context.onTestFinished(async () => {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(store.db);
    await store.close();
  });
  return store;
}

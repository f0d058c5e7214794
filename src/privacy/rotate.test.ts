import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { aStore, ENGINES, storeOptions } from '../../test/support/store.ts';
import { openStore, type Store } from '../store/open.ts';
import { openKeyring } from './keyring.ts';
import { makeNextKey, readMasterKey } from './master-key.ts';
import { rewrap } from './rewrap.ts';
import { finishRotation, rotateMasterKey } from './rotate.ts';
import { seal } from './seal.ts';

const LABEL = 'an event';

function aFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-key-'));
  context.onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A person and something sealed, under the master key of this moment. */
async function sealed(store: Store, master: Uint8Array) {
  const person = randomUUID();
  const bytes = seal(await (await openKeyring(store.db, master)).keyOf(store.db, person), LABEL, Buffer.from('Ro Kwang Hui'));
  const reads = async (key: Uint8Array): Promise<string> =>
    Buffer.from(await (await openKeyring(store.db, key)).open(store.db, person, LABEL, bytes)).toString();
  return { reads };
}

describe.each(ENGINES)('another master key, %s', (engine) => {
  test('a register’s own file is replaced, and what was sealed is read with the new one alone', async (context) => {
    const store = await aStore(context, engine);
    const place = { env: {}, folder: aFolder(context) };
    const old = await readMasterKey(place);
    const { reads } = await sealed(store, old);
    expect(await rotateMasterKey(store, place, null)).toEqual({ keys: 3, inUse: true });
    const next = await readMasterKey(place);
    expect(next).not.toEqual(old);
    expect(await reads(next)).toBe('Ro Kwang Hui');
    await expect(reads(old)).rejects.toMatchObject({ code: 'privacy.master-key-wrong' });
    await expect(rotateMasterKey(store, place, 'elsewhere')).rejects.toMatchObject({ code: 'privacy.master-key' });
  });

  test('cut off after the keys were wrapped, it is ended by the next start; cut off before, nothing has happened', async (context) => {
    const store = await aStore(context, engine);
    const place = { env: {}, folder: aFolder(context) };
    const old = await readMasterKey(place);
    const { reads } = await sealed(store, old);
    const next = await makeNextKey(place.folder);
    await finishRotation(store.db, place);
    expect(await readMasterKey(place)).toEqual(old);
    await store.transaction((tx) => rewrap(tx, old, next));
    await finishRotation(store.db, place);
    expect(await readMasterKey(place)).toEqual(next);
    expect(await reads(next)).toBe('Ro Kwang Hui');
    expect(existsSync(join(place.folder, 'master.key.next'))).toBe(false);
  });

  test('a key that was given stays where it is; the new one is named, and is for its owner alone', async (context) => {
    const store = await aStore(context, engine);
    const folder = aFolder(context);
    const [oldFile, nextFile] = [join(folder, 'old'), join(folder, 'next')];
    for (const file of [oldFile, nextFile]) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
    const place = { env: { RESOLUTE_MASTER_KEY_FILE: oldFile }, folder: null };
    const before = readFileSync(oldFile, 'utf8');
    const { reads } = await sealed(store, await readMasterKey(place));
    await expect(rotateMasterKey(store, place, null)).rejects.toMatchObject({ code: 'privacy.master-key' });
    await expect(rotateMasterKey(store, place, join(folder, 'none'))).rejects.toMatchObject({ code: 'privacy.master-key' });
    expect(await rotateMasterKey(store, place, nextFile)).toEqual({ keys: 3, inUse: false });
    expect(readFileSync(oldFile, 'utf8')).toBe(before);
    expect(await reads(await readMasterKey({ env: { RESOLUTE_MASTER_KEY_FILE: nextFile }, folder: null }))).toBe('Ro Kwang Hui');
  });
});

test('while another process has the register open on a server, nothing is done', async (context) => {
  const { schema, ...options } = await storeOptions(context, 'server');
  const store = await aStore(context, 'server', { schema });
  const place = { env: {}, folder: aFolder(context) };
  const { reads } = await sealed(store, await readMasterKey(place));
  const service = await openStore({ ...options, schema });
  await service.pool.query('select 1');
  await expect(rotateMasterKey(store, place, null)).rejects.toMatchObject({ code: 'privacy.register-in-use' });
  expect(await reads(await readMasterKey(place))).toBe('Ro Kwang Hui');
  await service.close();
  await expect.poll(() => rotateMasterKey(store, place, null).catch(() => null)).toMatchObject({ inUse: true });
});

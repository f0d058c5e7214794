import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { MasterKeyUnusable } from './errors.ts';
import { MASTER_KEY, MASTER_KEY_FILE, OWN_FILE, readMasterKey } from './master-key.ts';

const KEY = Buffer.alloc(32, 5).toString('base64');
let folder = '';

beforeEach(async () => {
  const made = await mkdtemp(join(tmpdir(), 'resolute-key-'));
  folder = made;
  onTestFinished(() => rm(made, { recursive: true }));
});

const file = async (text: string, mode = 0o600): Promise<string> => {
  const path = join(folder, 'given.key');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
};

test('from the environment', async () => {
  expect(await readMasterKey({ env: { [MASTER_KEY]: KEY }, folder: null })).toEqual(new Uint8Array(32).fill(5));
});

test('from a file, whose last line may end', async () => {
  expect(await readMasterKey({ env: { [MASTER_KEY_FILE]: await file(`${KEY}\n`) }, folder })).toEqual(new Uint8Array(32).fill(5));
  expect(await readdir(folder)).toEqual(['given.key']);
});

test('an embedded register makes its own, for its owner alone, and finds it again', async () => {
  const first = await readMasterKey({ env: {}, folder });
  expect(first).toHaveLength(32);
  expect((await stat(join(folder, OWN_FILE))).mode & 0o777).toBe(0o600);
  expect(await readMasterKey({ env: {}, folder })).toEqual(first);
  expect(await readdir(folder)).toEqual([OWN_FILE]);
});

describe('what cannot be used says what to do', () => {
  const refused = async (env: Record<string, string>, where: string | null = null): Promise<MasterKeyUnusable> => {
    const error: unknown = await readMasterKey({ env, folder: where }).catch((thrown: unknown) => thrown);
    if (!(error instanceof MasterKeyUnusable)) throw new Error(`expected a refusal, got ${String(error)}`);
    return error;
  };

  test.each([
    ['31 bytes', Buffer.alloc(31).toString('base64')],
    ['33 bytes', Buffer.alloc(33).toString('base64')],
    ['hexadecimal', Buffer.alloc(32).toString('hex')],
    ['not base64', `${KEY.slice(0, 40)}!!!!`],
  ])('%s', async (_what, text) => {
    const error = await refused({ [MASTER_KEY]: text });
    expect(error.message).toBe(`The master key in ${MASTER_KEY} is not 32 bytes in base64.`);
    expect(`${error.message} ${error.remedy}`).not.toContain(text);
  });

  test('a file that others can read', async () => {
    const path = await file(KEY, 0o640);
    expect((await refused({ [MASTER_KEY_FILE]: path })).remedy).toContain(`chmod 600 ${path}`);
  });

  test('its own file, once others can read it', async () => {
    await readMasterKey({ env: {}, folder });
    await chmod(join(folder, OWN_FILE), 0o644);
    expect((await refused({}, folder)).message).toContain('Others on this machine');
  });

  test('an own file that is cut short is not made anew: it may be all that opens the register', async () => {
    await writeFile(join(folder, OWN_FILE), '', { mode: 0o600 });
    await refused({}, folder);
    expect(await readFile(join(folder, OWN_FILE), 'utf8')).toBe('');
  });

  test('a file that is not there', async () => {
    expect((await refused({ [MASTER_KEY_FILE]: join(folder, 'none') }, folder)).message).toContain('There is no master key file');
    expect(await readdir(folder)).toEqual([]);
  });

  test('none on a server', async () => {
    expect((await refused({})).message).toBe('A register on a database server has no master key.');
  });

  test('two at once', async () => {
    expect((await refused({ [MASTER_KEY]: KEY, [MASTER_KEY_FILE]: await file(KEY) })).remedy).toContain('Set one of them');
  });
});

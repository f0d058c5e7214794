import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SigningKeyInvalid, SigningKeyMissing } from './errors.ts';
import { loadSigner, newPrivateKey } from './signing-key.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'resolute-key-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('the first start makes a key for its owner alone, and later ones find it', async () => {
  const folder = await aFolder();
  const [first, beside] = await Promise.all([loadSigner({}, folder), loadSigner({}, folder)]);
  expect(beside.verifier.key).toBe(first.verifier.key);
  expect((await loadSigner({}, folder)).verifier.key).toBe(first.verifier.key);
  if (process.platform !== 'win32') expect((await stat(join(folder, 'signing-key'))).mode & 0o777).toBe(0o600);
});

test('the environment comes before its file, and both before the folder', async () => {
  const folder = await aFolder();
  const [one, other] = [newPrivateKey('one.example'), newPrivateKey('other.example')];
  const file = join(folder, 'key');
  await writeFile(file, `${other}\n`);
  expect((await loadSigner({ RESOLUTE_SIGNING_KEY: one, RESOLUTE_SIGNING_KEY_FILE: file }, folder)).verifier.name).toBe('one.example');
  expect((await loadSigner({ RESOLUTE_SIGNING_KEY_FILE: file }, folder)).verifier.name).toBe('other.example');
  await expect(readFile(join(folder, 'signing-key'))).rejects.toThrow('ENOENT');
});

test('a server without a key is told so, and a file without one too', async () => {
  await expect(loadSigner({}, null)).rejects.toThrow(SigningKeyMissing);
  await expect(loadSigner({ RESOLUTE_SIGNING_KEY: 'secret' }, null)).rejects.toThrow(SigningKeyInvalid);
  await expect(loadSigner({ RESOLUTE_SIGNING_KEY_FILE: join(await aFolder(), 'none') }, null)).rejects.toThrow(SigningKeyInvalid);
});

test('no error repeats the key', async () => {
  const key = newPrivateKey('one.example').replace('one', 'two');
  await expect(loadSigner({ RESOLUTE_SIGNING_KEY: key }, null)).rejects.not.toThrow(key.slice(-20));
});

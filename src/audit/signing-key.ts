import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningKeyInvalid, SigningKeyMissing } from './errors.ts';
import { type NoteSigner, privateKeyText, signerOf } from './note.ts';

const NAME = 'signing-key';

/**
 * The key that signs checkpoints: from RESOLUTE_SIGNING_KEY, else from the file that RESOLUTE_SIGNING_KEY_FILE names, else from a file
 * in the folder of the embedded data, made on the first start for its owner alone to read.
 * @param env    the environment
 * @param folder of the embedded data; `null` on a server
 * @throws SigningKeyMissing, SigningKeyInvalid
 */
export async function loadSigner(env: Readonly<Record<string, string | undefined>>, folder: string | null): Promise<NoteSigner> {
  const given = env.RESOLUTE_SIGNING_KEY;
  if (given !== undefined && given !== '') return signerOf(given.trim());
  const file = env.RESOLUTE_SIGNING_KEY_FILE;
  if (file !== undefined && file !== '') return signerOf(await read(file));
  if (folder === null) throw new SigningKeyMissing();
  const path = join(folder, NAME);
  await makeOnce(path, `${newPrivateKey()}\n`);
  return signerOf(await read(path));
}

/** A new private key; without a name, one that no other register has. */
export function newPrivateKey(name = `register.invalid/${randomBytes(4).toString('hex')}`): string {
  if (/[\s+]/.test(name) || name === '') throw new SigningKeyInvalid('its name is empty or has a space or a plus sign');
  return privateKeyText(name, randomBytes(32));
}

/**
 * A key that exists is never written over, by whichever process comes second, and none is ever seen half written: it is complete
 * before it gets its name.
 */
async function makeOnce(path: string, text: string): Promise<void> {
  const unnamed = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(unnamed, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(unnamed, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(unnamed);
  }
}

async function read(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new SigningKeyInvalid(`its file cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

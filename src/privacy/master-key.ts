import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MasterKeyUnusable } from './errors.ts';
import { KEY_BYTES } from './seal.ts';

export const MASTER_KEY = 'RESOLUTE_MASTER_KEY';
export const MASTER_KEY_FILE = 'RESOLUTE_MASTER_KEY_FILE';
/** The file an embedded register makes for itself, in its data folder. */
export const OWN_FILE = 'master.key';
/** The key that is to follow it, while everything is being wrapped anew. */
const NEXT_FILE = 'master.key.next';

const MAKE_ONE = 'Make one with `openssl rand -base64 32`';

export interface MasterKeyPlace {
  /** The environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The data folder of an embedded register, or null on a server, where a key on one machine's disk would lock out the others. */
  readonly folder: string | null;
}

/**
 * The master key: from RESOLUTE_MASTER_KEY, from the file RESOLUTE_MASTER_KEY_FILE names, or, for an embedded register, from a file
 * in its data folder that is made at the first start. Only one process may be in the folder (the store's lock), so nobody else makes it.
 * @returns 32 bytes
 * @throws MasterKeyUnusable `privacy.master-key`
 */
export async function readMasterKey({ env, folder }: MasterKeyPlace): Promise<Uint8Array> {
  const text = env[MASTER_KEY] ?? '';
  const file = env[MASTER_KEY_FILE] ?? '';
  if (text !== '' && file !== '') {
    throw new MasterKeyUnusable(
      `${MASTER_KEY} and ${MASTER_KEY_FILE} are both set.`,
      'Set one of them: two keys would leave open which one holds.',
    );
  }
  if (text !== '') return decoded(text, MASTER_KEY);
  if (file !== '') return readKeyFile(file);
  if (folder !== null) return ownKey(join(folder, OWN_FILE));
  throw new MasterKeyUnusable(
    'A register on a database server has no master key.',
    `${MAKE_ONE}, keep it apart from the database, and set ${MASTER_KEY} or ${MASTER_KEY_FILE}.`,
  );
}

/** @param where named in the error; the text itself never is */
function decoded(text: string, where: string): Uint8Array {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(trimmed) || bytes.length !== KEY_BYTES) {
    throw new MasterKeyUnusable(`The master key in ${where} is not 32 bytes in base64.`, `${MAKE_ONE}; it has 44 characters.`);
  }
  return new Uint8Array(bytes);
}

/** Whether the key is the file that an embedded register made for itself, which is then ours to replace. */
export function isOwnKey({ env, folder }: MasterKeyPlace): boolean {
  return folder !== null && (env[MASTER_KEY] ?? '') === '' && (env[MASTER_KEY_FILE] ?? '') === '';
}

/** A new key beside the one in use, whole and on the disk. It comes into use by `takeNextKey`. */
export async function makeNextKey(folder: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  await writeWhole(join(folder, NEXT_FILE), `${key.toString('base64')}\n`);
  return new Uint8Array(key);
}

/** The new key that lies beside the one in use, or null. */
export async function nextKey(folder: string): Promise<Uint8Array | null> {
  const file = join(folder, NEXT_FILE);
  return (await readableByOthers(file)) === null ? null : readKeyFile(file);
}

/** The new key takes the place of the one before, which is gone with it. */
export const takeNextKey = (folder: string): Promise<void> => rename(join(folder, NEXT_FILE), join(folder, OWN_FILE));

/** @throws MasterKeyUnusable `privacy.master-key` where it is missing, no key, or for others to read */
export async function readKeyFile(file: string): Promise<Uint8Array> {
  const others = await readableByOthers(file);
  if (others === null) {
    throw new MasterKeyUnusable(`There is no master key file ${file}.`, `Check ${MASTER_KEY_FILE}, or put the key of this register there.`);
  }
  if (others) {
    throw new MasterKeyUnusable(
      `Others on this machine can read the master key file ${file}.`,
      `Run \`chmod 600 ${file}\`, then start again.`,
    );
  }
  return decoded(await readFile(file, 'utf8'), file);
}

/** @returns null where there is no such file */
async function readableByOthers(file: string): Promise<boolean | null> {
  try {
    const { mode } = await stat(file);
    return process.platform !== 'win32' && (mode & 0o077) !== 0; // Windows keeps its rights elsewhere; the bits say nothing there
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new MasterKeyUnusable(`The master key file ${file} cannot be read.`, 'Check the path, and that this user may read it.');
  }
}

async function ownKey(file: string): Promise<Uint8Array> {
  if ((await readableByOthers(file)) !== null) return readKeyFile(file);
  const key = randomBytes(KEY_BYTES);
  await writeWhole(file, `${key.toString('base64')}\n`);
  return new Uint8Array(key);
}

/** Under another name first, and on the disk before it gets its own: half a key after a crash would lose all that follows. */
async function writeWhole(file: string, text: string): Promise<void> {
  const unfinished = `${file}.new`;
  await inFile(await open(unfinished, 'w', 0o600), (handle) => handle.writeFile(text));
  await rename(unfinished, file);
}

async function inFile(handle: FileHandle, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await write(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

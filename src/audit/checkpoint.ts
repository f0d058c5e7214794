import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { Store } from '../store/open.ts';
import { LogDamaged, RegisterReadOnly } from './errors.ts';
import { lockHead } from './log.ts';
import { type Hash, isConsistent } from './merkle.ts';
import type { NoteSigner } from './note.ts';
import { makeReadOnly } from './read-only.ts';
import { proveConsistency } from './tree.ts';

/** A size of the log with its root, as it was signed. */
export interface Checkpoint {
  readonly size: number;
  readonly root: Hash;
  /** The signed note. */
  readonly note: string;
}

/** The text that is signed: origin, size, root, a line each. @source C2SP tlog-checkpoint */
export function checkpointText(origin: string, size: number, root: Hash): string {
  return `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;
}

/** @returns null for a text that is no checkpoint */
export function readCheckpoint(text: string): { readonly origin: string; readonly size: number; readonly root: Hash } | null {
  const [, origin, size = '', base64 = ''] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text) ?? [];
  const root = Buffer.from(base64, 'base64');
  if (origin === undefined || root.toString('base64') !== base64 || !Number.isSafeInteger(Number(size))) return null;
  return { origin, size: Number(size), root: root.toString('hex') };
}

/**
 * Signs the log as it stands, where it has grown since the last checkpoint, and keeps the note in the database and, where a folder is
 * given, at the end of a file in it: a database that is rewritten later does not rewrite that file.
 * @param now the clock, ISO 8601 in UTC
 * @returns the latest checkpoint, or null while the log is empty
 * @throws RegisterReadOnly `audit.register-read-only`, also when the log is found not to continue what was signed before; then it is read-only from here on
 */
export async function checkpoint(
  store: Pick<Store, 'db' | 'transaction'>,
  signer: NoteSigner,
  now: string,
  folder?: string,
): Promise<Checkpoint | null> {
  const signed = await store.transaction(async (tx) => {
    const { size, frontier } = await lockHead(tx);
    const [last] = await checkpointsOf(tx, { last: 1 });
    if (size !== (last?.size ?? 0)) {
      const root = frontier.root();
      if (last !== undefined && !(await continues(tx, last, size, root))) return { broken: last };
      const note = signer.sign(checkpointText(signer.verifier.name, size, root));
      await sql`insert into log_checkpoint (size, root, note, made_at) values (${size}, decode(${root}, 'hex'), ${note}, ${now})`.execute(
        tx,
      );
    }
    return { broken: null };
  });
  if (signed.broken !== null) {
    const why = `the log does not continue the checkpoint of ${signed.broken.size} entries`;
    await store.transaction((tx) => makeReadOnly(tx, why, now));
    throw new RegisterReadOnly(now, why);
  }
  if (folder !== undefined) await store.transaction((tx) => keepOutside(tx, folder));
  const [latest] = await checkpointsOf(store.db, { last: 1 });
  return latest ?? null;
}

/** Some hundred hashes show it: no signature is given to a log whose past was changed. */
async function continues(tx: Db, last: Checkpoint, size: number, root: Hash): Promise<boolean> {
  if (size <= last.size) return false;
  try {
    return isConsistent(last.size, last.root, size, root, await proveConsistency(tx, last.size, size));
  } catch (error) {
    if (error instanceof LogDamaged) return false;
    throw error;
  }
}

/** Checkpoints from the earliest to the latest. @param last only so many, counted from the end */
export async function checkpointsOf(db: Db, { last }: { readonly last?: number } = {}): Promise<Checkpoint[]> {
  const { rows } = await sql<Checkpoint>`select size, encode(root, 'hex') as root, note from log_checkpoint
    order by size desc limit ${last ?? null}`.execute(db);
  return rows.reverse();
}

const FILE = 'checkpoints.jsonl';

/**
 * The notes in the file outside of the database, a JSON text a line; what a crash left half written at its end is no line. None where
 * nothing was ever signed, and so neither file nor folder is there.
 */
export async function notesOutside(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, FILE), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map(noteIn);
}

/** A line that is no JSON is kept as it is: the check will say that nobody signed it. */
function noteIn(line: string): string {
  try {
    const note: unknown = JSON.parse(line);
    return typeof note === 'string' ? note : line;
  } catch {
    return line;
  }
}

/**
 * Adds the checkpoints that the file has not yet, in their order, those too that an earlier crash kept from it. The note is in the
 * database before it is in the file, so a note in the file that the database has lost was taken from the database.
 */
async function keepOutside(db: Db, folder: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('resolute.checkpoints'))`.execute(db); // two processes, one file
  await mkdir(folder, { recursive: true });
  const known = await notesOutside(folder);
  const after = Math.max(0, ...known.map((note) => readCheckpoint(`${note.split('\n\n')[0]}\n`)?.size ?? 0));
  const { rows } = await sql<{ note: string }>`select note from log_checkpoint where size > ${after} order by size`.execute(db);
  if (rows.length === 0) return;
  await (await open(join(folder, FILE), 'a')).close(); // made where it is not there
  const file = await open(join(folder, FILE), 'r+');
  try {
    const text = await file.readFile();
    const end = text.lastIndexOf(0x0a) + 1;
    await file.truncate(end);
    await file.write(rows.map(({ note }) => `${JSON.stringify(note)}\n`).join(''), end);
    await file.sync();
  } finally {
    await file.close();
  }
}

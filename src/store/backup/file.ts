import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { BackupDamaged, BackupExists, BackupUnusable } from './errors.ts';
import { FIRST_LINE_BYTES, headOf, type Manifest, readFirstLine, readManifest, roomFor, type TableEntry } from './manifest.ts';

const READ_BYTES = 1 << 20;
const NEWLINE = 10;

/**
 * Writes a backup: under another name first, which it loses when it is whole and on the disk, so that whatever bears the final name is whole.
 * Head and manifest are written last, in the room left for them.
 * @param write gives the rows of each table
 * @throws BackupExists, BackupUnusable
 */
export async function writeBackup(file: string, plan: Manifest, write: (table: TableEntry) => AsyncIterable<Buffer>): Promise<Manifest> {
  if (await isThere(file)) throw new BackupExists(file);
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  const handle = await opened(file, part, 'wx');
  try {
    const room = roomFor(plan);
    const tables: TableEntry[] = [];
    let at = room;
    for (const table of plan.tables) {
      const entry = await writeTable(handle, at, table, write(table));
      tables.push(entry);
      at += entry.bytes;
    }
    const manifest = { ...plan, tables };
    await handle.write(headOf(manifest, room), 0, room, 0);
    await handle.sync();
    await handle.close();
    await rename(part, file);
    await syncNames(dirname(file));
    return manifest;
  } catch (error) {
    await handle.close().catch(() => undefined); // it may be closed by now; the reason is the first error
    await rm(part, { force: true });
    throw isFileError(error) ? new BackupUnusable(file, error.message) : error;
  }
}

async function writeTable(handle: FileHandle, at: number, table: TableEntry, text: AsyncIterable<Buffer>): Promise<TableEntry> {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of text) {
      rows += newlinesIn(piece);
      yield piece;
    }
  };
  await pipeline(counted, createZstdCompress(), async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      hash.update(piece);
      await handle.write(piece, 0, piece.length, at + bytes);
      bytes += piece.length;
    }
  });
  return { ...table, rows, bytes, sha256: hash.digest('hex') };
}

/** A backup that has been read to its end once and is as it was written. */
export interface Backup {
  readonly manifest: Manifest;
  /** The rows of a table in COPY's text form. @throws BackupDamaged when it ends and is not as it was written */
  readonly rowsOf: (table: TableEntry) => AsyncIterable<string>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a backup and checks every byte of it, before anybody believes any.
 * @throws BackupDamaged, BackupNewer, BackupUnusable
 */
export async function openBackup(file: string): Promise<Backup> {
  const handle = await opened(file, file, 'r');
  try {
    const { length, hash } = readFirstLine(file, await readAt(handle, 0, FIRST_LINE_BYTES));
    const manifest = readManifest(file, await readAt(handle, FIRST_LINE_BYTES, Math.min(length, (await handle.stat()).size)), hash);
    const starts = new Map<TableEntry, number>();
    let end = FIRST_LINE_BYTES + length;
    for (const table of manifest.tables) {
      starts.set(table, end);
      end += table.bytes;
    }
    const { size } = await handle.stat();
    if (size !== end) throw new BackupDamaged(file, `it has ${size} bytes of ${end}`);
    const stored = (table: TableEntry) => storedBytes(file, handle, starts.get(table) ?? 0, table);
    for (const table of manifest.tables) for await (const _ of stored(table));
    return {
      manifest,
      rowsOf: (table) => textOf(stored(table)),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw isFileError(error) ? new BackupUnusable(file, error.message) : error;
  }
}

async function* storedBytes(file: string, handle: FileHandle, start: number, table: TableEntry): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for (let at = 0; at < table.bytes; at += READ_BYTES) {
    const piece = await readAt(handle, start + at, Math.min(READ_BYTES, table.bytes - at));
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== table.sha256) throw new BackupDamaged(file, `the rows of \`${table.name}\` are not those that were written`);
}

/** Both ends of the pipe fail together: an error of the source ends the reader with that error. */
async function* textOf(stored: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const text = new PassThrough({ encoding: 'utf8' });
  const flow = pipeline(Readable.from(stored), createZstdDecompress(), text);
  flow.catch(() => undefined); // told by the loop below, and by the line after it
  for await (const piece of text) yield piece as string;
  await flow;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function opened(file: string, path: string, flags: 'r' | 'wx'): Promise<FileHandle> {
  try {
    return await open(path, flags, 0o600);
  } catch (error) {
    throw new BackupUnusable(file, error instanceof Error ? error.message : String(error));
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return false;
    throw isFileError(error) ? new BackupUnusable(file, error.message) : error;
  }
}

async function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function isFileError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

function newlinesIn(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

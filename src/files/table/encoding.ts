import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileTrouble, TableTrouble } from './errors.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1251'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const HEAD_BYTES = 262_144;

/** The beginning of a file and its size. @throws TableTrouble for a folder, a missing or an empty file */
export async function headOf(file: string): Promise<{ readonly head: Buffer; readonly size: number }> {
  try {
    const info = await stat(file);
    if (info.isDirectory()) throw new TableTrouble(file, `${file} is a folder.`, 'Name a file: CSV, JSON Lines or Parquet.');
    if (info.isFile() && info.size === 0) throw new TableTrouble(file, `${file} is empty.`, 'Name a file with a header and rows.');
    const handle = await open(file, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return { head: buffer.subarray(0, bytesRead), size: info.size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof TableTrouble) throw error;
    throw fileTrouble(file, error);
  }
}

/**
 * Which encoding a text file has: as the caller said, else by its byte order mark, else UTF-8. It is never guessed from letters.
 * @throws TableTrouble where zero bytes show that it is something else
 */
export function encodingOf(file: string, head: Buffer, told: Encoding | undefined): string {
  const mark = head.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  if (told !== undefined) return told;
  if (head.includes(0))
    throw new TableTrouble(
      file,
      `${file} has zero bytes in it: it is no text in UTF-8.`,
      'If a spreadsheet saved it as "Unicode text", add `--encoding utf-16le`; a workbook (.xlsx) must be saved as CSV first.',
    );
  return 'utf-8';
}

/**
 * Writes a copy in UTF-8, in pieces.
 * @throws TableTrouble where bytes do not belong to the encoding
 * @returns the SHA-256 of the file as it is on disk
 */
export async function toUtf8(file: string, encoding: string, target: string): Promise<string> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new TableTrouble(
        file,
        `${file} is no text in ${encoding}.`,
        `Save it as UTF-8, or name its encoding: --encoding ${ENCODINGS.join(', ')}.`,
      );
    }
  };
  await pipeline(
    createReadStream(file),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const bytes of source) {
        hash.update(bytes);
        yield decode(bytes);
      }
      yield decode();
    },
    createWriteStream(target),
  );
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BodyTooLarge } from '../errors.ts';

/** A file as it was sent, in a place of its own. */
export interface Upload {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Gives `use` a file that only this user may read, and that is gone afterwards: what is sent names people.
 * @param suffix with its dot, by which a reader knows the format
 */
export async function withUpload<T>(
  { folder, suffix, limit_bytes }: { readonly folder: string | null; readonly suffix: string; readonly limit_bytes: number },
  use: (receive: (sent: Readable) => Promise<Upload>) => Promise<T>,
): Promise<T> {
  const place = await mkdtemp(join(folder ?? tmpdir(), 'upload-'));
  try {
    return await use((sent) => received(sent, join(place, `sheet${suffix}`), limit_bytes));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Streams to the disk, a piece at a time. @throws BodyTooLarge */
async function received(sent: Readable, file: string, limit_bytes: number): Promise<Upload> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      hash.update(piece);
      done(bytes > limit_bytes ? new BodyTooLarge(limit_bytes) : null, piece);
    },
  });
  await pipeline(sent, counted, createWriteStream(file, { mode: 0o600 }));
  return { file, sha256: hash.digest('hex'), bytes };
}

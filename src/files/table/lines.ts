import { createReadStream } from 'node:fs';

const PIECE_BYTES = 4_194_304;
const LF = 10;

/**
 * The bytes of a file in pieces of some megabytes that end where a line ends; the last may lack it. A byte order mark is left out.
 * @param onBytes sees every byte as it is on disk, for a hash
 */
export async function* wholeLines(file: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let isFirst = true;
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    let bytes = chunk as Buffer;
    onBytes?.(bytes);
    if (isFirst && bytes.subarray(0, 3).toString('hex') === 'efbbbf') bytes = bytes.subarray(3);
    isFirst = false;
    const end = bytes.lastIndexOf(LF);
    if (end < 0) {
      rest.push(bytes);
      continue;
    }
    yield rest.length === 0 ? bytes.subarray(0, end + 1) : Buffer.concat([...rest, bytes.subarray(0, end + 1)]);
    rest = [bytes.subarray(end + 1)];
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

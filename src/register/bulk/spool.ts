import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

const PIECE = 1_000_000;

/** Lines that wait on the disk until their turn comes: a million rows are never in memory together. */
export class Spool {
  readonly #file: string;
  readonly #out: WriteStream;
  readonly #done: Promise<void>;
  #piece = '';
  count = 0;

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}.spool`);
    this.#out = createWriteStream(this.#file, { mode: 0o600 });
    this.#done = finished(this.#out);
    this.#done.catch(() => undefined); // awaited in `close`; a failure before that must not end the process
  }

  /** @param line with its newline */
  add(line: string): void {
    this.#piece += line;
    this.count += 1;
  }

  /** To be awaited now and then: hands over what has gathered, and waits while the disk is slower. */
  async breathe(): Promise<void> {
    if (this.#piece.length >= PIECE) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#out.end();
    await this.#done;
  }

  pieces(): AsyncIterable<string> {
    return createReadStream(this.#file, { encoding: 'utf8', highWaterMark: 1 << 20 });
  }

  lines(): AsyncIterable<string> {
    return createInterface({ input: createReadStream(this.#file, { highWaterMark: 1 << 20 }), crlfDelay: Number.POSITIVE_INFINITY });
  }

  async #flush(): Promise<void> {
    const piece = this.#piece;
    this.#piece = '';
    if (piece !== '' && !this.#out.write(piece)) await Promise.race([once(this.#out, 'drain'), this.#done]);
  }
}

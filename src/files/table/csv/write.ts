import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Writes records with every delimiter, quoted where they must be; waits while the disk is slower than we are. */
export class CsvWriter {
  readonly #out: Writable;
  readonly #done: Promise<void>;
  #piece = '';

  constructor(file: string) {
    this.#out = createWriteStream(file);
    this.#done = finished(this.#out);
    this.#done.catch(() => undefined); // awaited in close(); a failure before that must not end the process
  }

  async write(cells: readonly string[]): Promise<void> {
    this.#piece += `${cells.map(quoted).join(',')}\n`;
    if (this.#piece.length > 262_144) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#out.end();
    await this.#done;
  }

  async #flush(): Promise<void> {
    const piece = this.#piece;
    this.#piece = '';
    if (piece !== '' && !this.#out.write(piece))
      await Promise.race([new Promise((resolve) => this.#out.once('drain', resolve)), this.#done]);
  }
}

export function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

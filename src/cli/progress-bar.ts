import type { Io } from './io.ts';

const WIDTH = 24;

/** One line on standard error that says what is being done and how far it is; only where a person watches. */
export class ProgressBar {
  readonly #io: Io;
  #shown = '';

  constructor(io: Io) {
    this.#io = io;
  }

  /** @param percent 0 to 100; below 0 where nobody knows */
  show(what: string, percent: number): void {
    const filled = Math.round((Math.max(0, Math.min(100, percent)) / 100) * WIDTH);
    const bar = percent < 0 ? '·'.repeat(WIDTH) : `${'━'.repeat(filled)}${'·'.repeat(WIDTH - filled)}`;
    const line = `${bar} ${what}${percent < 0 ? '' : ` ${Math.floor(percent)} %`}`;
    if (line === this.#shown) return;
    this.#shown = line;
    this.#io.err(`\r\u001b[K${line}`);
  }

  clear(): void {
    if (this.#shown !== '') this.#io.err('\r\u001b[K');
    this.#shown = '';
  }
}

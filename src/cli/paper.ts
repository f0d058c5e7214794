import { stripVTControlCharacters, styleText } from 'node:util';
import type { Io } from './io.ts';

type Style = Parameters<typeof styleText>[0];

/** Text for a person on a terminal: wrapped to its width, coloured only where a person watches. */
export class Paper {
  readonly width: number;
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
    this.width = Math.max(40, Math.min(io.columns, 100));
  }

  style(style: Style, text: string): string {
    return this.#io.colour ? styleText(style, text, { validateStream: false }) : text;
  }

  line(text = ''): void {
    this.#io.out(`${text}\n`);
  }

  /** A paragraph, wrapped; lines after the first hang under its text. */
  prose(text: string, { indent = 0, bullet = '' }: { readonly indent?: number; readonly bullet?: string } = {}): void {
    const first = `${' '.repeat(indent)}${bullet}`;
    const rest = ' '.repeat(displayWidth(first));
    this.line(
      wrap(text, this.width - displayWidth(first))
        .map((part, i) => `${i === 0 ? first : rest}${part}`)
        .join('\n'),
    );
  }
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Columns a text takes on a terminal: Hangul, Han and full-width letters take two, marks that combine none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue;
    width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character) ? 2 : 1;
  }
  return width;
}

/** What one pass over the bytes of a CSV file tells. */
export interface Scan {
  /** The file follows the rules to the letter, so that the fast reader cannot understand it otherwise than the exact one. */
  readonly isPlain: boolean;
  /** Line of the first byte that is not UTF-8, from 1. */
  readonly badLine: number | null;
  /** Records, header included; right where the file is plain. */
  readonly records: number;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Looks at every quotation mark and every end of a line, at the speed of memory. The fast reader (DuckDB) takes a quote in the middle of a
 * cell for text, skips blanks before one and stops at mixed ends of lines; a file with any of these is left to the exact reader.
 */
export class CsvScanner {
  readonly #delimiter: number;
  #isPlain = true;
  #badLine: number | null = null;
  #records = 0;
  #lines = 0;
  #inQuotes = false;
  /** The quote just seen closed a cell, unless another follows at once and makes both one character. */
  #isDoubled = false;
  #ends: 'lf' | 'crlf' | null = null;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** @param bytes whole lines, each with its end; the last of the file may lack it */
  take(bytes: Buffer, isUtf8: boolean): void {
    if (!isUtf8 && this.#badLine === null) this.#badLine = this.#lines + firstBadLine(bytes);
    if (this.#isPlain && hasLoneReturn(bytes)) this.#isPlain = false;
    let quote = bytes.indexOf(QUOTE);
    let line = bytes.indexOf(LF);
    let start = 0;
    while (quote >= 0 || line >= 0) {
      if (line >= 0 && (quote < 0 || line < quote)) {
        this.#lines++;
        if (!this.#inQuotes) this.#endRecord(bytes, start, line);
        start = line + 1;
        line = bytes.indexOf(LF, start);
      } else {
        this.#quoteAt(bytes, quote);
        quote = bytes.indexOf(QUOTE, quote + 1);
      }
    }
    if (start < bytes.length && !this.#inQuotes) this.#records++;
  }

  end(): Scan {
    return {
      isPlain: this.#isPlain && !this.#inQuotes && this.#badLine === null,
      badLine: this.#badLine,
      records: this.#records,
    };
  }

  /** An empty line is no record. */
  #endRecord(bytes: Buffer, start: number, line: number): void {
    const hasReturn = line > start && bytes[line - 1] === CR;
    const ends = hasReturn ? 'crlf' : 'lf';
    this.#ends ??= ends;
    if (this.#ends !== ends) this.#isPlain = false;
    if (line - (hasReturn ? 1 : 0) > start) this.#records++;
  }

  #quoteAt(bytes: Buffer, at: number): void {
    const isDoubled = this.#isDoubled;
    this.#isDoubled = false;
    if (!this.#inQuotes) {
      const before = at === 0 ? LF : bytes[at - 1];
      if (before !== this.#delimiter && before !== LF && !isDoubled) this.#isPlain = false;
      this.#inQuotes = true;
      return;
    }
    this.#inQuotes = false;
    const next = bytes[at + 1];
    if (next === QUOTE) this.#isDoubled = true;
    else if (next !== undefined && next !== this.#delimiter && next !== LF && next !== CR) this.#isPlain = false;
  }
}

function hasLoneReturn(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) return true;
  return false;
}

function firstBadLine(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  const bad = text.indexOf('\uFFFD');
  return text.slice(0, bad < 0 ? text.length : bad).split('\n').length;
}

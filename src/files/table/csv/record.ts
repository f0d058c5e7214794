/** What is wrong with the build of one record of a CSV file. */
export interface BrokenRecord {
  readonly code: 'unclosed-quote' | 'stray-quote' | 'too-few-columns' | 'too-many-columns' | 'record-too-long' | 'not-utf8';
  readonly reason: string;
  readonly remedy: string;
}

export type CsvRecord =
  | { readonly row: number; readonly line: number; readonly cells: readonly string[]; readonly broken: null }
  | { readonly row: number; readonly line: number; readonly text: string; readonly broken: BrokenRecord };

/** A record longer than this is a quote that nobody closed (DuckDB's own limit as well). */
export const RECORD_BYTES_MAX = 2_000_000;

/**
 * Reads CSV by RFC 4180, exactly, from text that may come in pieces: a quote opens a cell only at its beginning and closes it only
 * before a delimiter or the end of the line. Lines end with LF, CRLF or CR; empty lines are no records.
 *
 * A record that breaks these rules is given back as broken, and reading goes on with the line after the one on which it began:
 * a forgotten quote then costs its own line and not the rest of the file.
 */
export class CsvReader {
  readonly #delimiter: string;
  #rest = '';
  #at = 0;
  #row = 0;
  #line = 1;
  #width: number | null;

  /** @param width cells that a record must have; `null` for a first record, of any width */
  constructor(delimiter: string, width: number | null) {
    this.#delimiter = delimiter;
    this.#width = width;
  }

  *read(piece: string, isLast: boolean): Generator<CsvRecord> {
    this.#rest = this.#rest.slice(this.#at) + piece;
    this.#at = 0;
    for (;;) {
      const record = this.#next(isLast);
      if (record === null) return;
      if (record !== 'empty') yield record;
    }
  }

  #next(isLast: boolean): CsvRecord | 'empty' | null {
    const text = this.#rest;
    if (this.#at >= text.length) return null;
    const cells: string[] = [];
    let i = this.#at;
    for (;;) {
      if (text[i] === '"') {
        const cell = closedCell(text, i + 1);
        if (cell === null) {
          const isTooLong = text.length - this.#at > RECORD_BYTES_MAX;
          return isLast || isTooLong ? this.#brokenLine(isTooLong && !isLast ? TOO_LONG : UNCLOSED, isLast) : null;
        }
        cells.push(cell.text);
        i = cell.end;
        const after = text[i];
        if (after === undefined && !isLast) return null;
        if (after !== undefined && after !== this.#delimiter && after !== '\n' && after !== '\r') return this.#brokenLine(STRAY, isLast);
      } else {
        const start = i;
        while (i < text.length && text[i] !== this.#delimiter && text[i] !== '\n' && text[i] !== '\r') {
          if (text[i] === '"') return this.#brokenLine(STRAY, isLast);
          i++;
        }
        if (i >= text.length && !isLast) return null;
        cells.push(text.slice(start, i));
      }
      if (text[i] !== this.#delimiter) break;
      i++;
    }
    // A CR at the very end of a piece may be the first half of CRLF.
    if (text[i] === '\r' && i + 1 >= text.length && !isLast) return null;
    const end = text[i] === '\r' && text[i + 1] === '\n' ? i + 2 : i + 1;
    return this.#whole(cells, Math.min(end, text.length), i, isLast);
  }

  #whole(cells: readonly string[], end: number, contentEnd: number, isLast: boolean): CsvRecord | 'empty' | null {
    const raw = this.#rest.slice(this.#at, contentEnd);
    // Two forgotten quotes can make one record of all lines between them: with a wrong number of cells it is not believed.
    if (this.#width !== null && !hasWidth(cells, this.#width) && /[\r\n]/.test(raw))
      return this.#brokenLine(wrongWidth(cells.length, this.#width), isLast);
    const line = this.#line;
    this.#line += linesIn(raw) + 1;
    this.#at = end;
    if (raw === '') return 'empty';
    this.#row++;
    this.#width ??= cells.length;
    if (hasWidth(cells, this.#width)) return { row: this.#row, line, cells: cells.slice(0, this.#width), broken: null };
    return { row: this.#row, line, text: raw, broken: wrongWidth(cells.length, this.#width) };
  }

  /** Gives up the line on which the record began, and that line alone; `null` while its end has not come in. */
  #brokenLine(broken: BrokenRecord, isLast: boolean): CsvRecord | null {
    const text = this.#rest;
    let end = this.#at;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
    if (end + 1 >= text.length && !isLast) return null;
    const record: CsvRecord = { row: ++this.#row, line: this.#line++, text: text.slice(this.#at, end), broken };
    this.#at = Math.min(text.length, text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1);
    return record;
  }
}

/** Empty cells behind the last column are a habit of spreadsheets and say nothing; the fast reader lets one pass as well. */
function hasWidth(cells: readonly string[], width: number): boolean {
  return cells.length === width || (cells.length > width && cells.slice(width).every((cell) => cell === ''));
}

/** The text up to the closing quote and the place behind it; `null` when there is none yet. */
function closedCell(text: string, from: number): { readonly text: string; readonly end: number } | null {
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    if (text[quote + 1] !== '"') return { text: text.slice(from, quote).replaceAll('""', '"'), end: quote + 1 };
    at = quote + 2;
  }
}

function linesIn(text: string): number {
  let lines = 0;
  for (let i = 0; i < text.length; i++) if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) lines++;
  return lines;
}

const UNCLOSED: BrokenRecord = {
  code: 'unclosed-quote',
  reason: 'A quotation mark opens a cell and nothing closes it.',
  remedy: 'Close the quotation mark, or double it where it belongs to the text.',
};
const STRAY: BrokenRecord = {
  code: 'stray-quote',
  reason: 'A quotation mark stands in the middle of a cell.',
  remedy: 'Put the whole cell in quotation marks and double those inside it.',
};
const TOO_LONG: BrokenRecord = {
  code: 'record-too-long',
  reason: 'The record is longer than two million characters: a quotation mark was probably not closed.',
  remedy: 'Close the quotation mark, or double it where it belongs to the text.',
};

function wrongWidth(found: number, wanted: number): BrokenRecord {
  return {
    code: found < wanted ? 'too-few-columns' : 'too-many-columns',
    reason: `The line has ${found} ${found === 1 ? 'cell' : 'cells'} where the header has ${wanted}.`,
    remedy:
      found < wanted ? 'Write every delimiter, also where a cell is empty.' : 'Put a cell that contains the delimiter in quotation marks.',
  };
}

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { TableTrouble } from '../errors.ts';
import { wholeLines } from '../lines.ts';
import { sqlText } from '../sql.ts';
import type { Workbench } from '../workbench.ts';
import type { CsvHeader } from './header.ts';
import { type BrokenRecord, CsvReader } from './record.ts';
import { CsvScanner, type Scan } from './scan.ts';

export interface BrokenRow {
  readonly row: number;
  readonly line: number;
  readonly text: string;
  readonly broken: BrokenRecord;
}

export interface LoadedCsv {
  /** The table of all whole records: `row` (from 1, broken records counted too) and `c0`, `c1`, … as text, empty as NULL. */
  readonly from: string;
  readonly row: string;
  readonly read: number;
  readonly broken: readonly BrokenRow[];
  readonly sha256: string;
  /** Which reader was used; they give the same rows, which a test holds. */
  readonly reader: 'fast' | 'exact';
}

/**
 * Loads a CSV file in UTF-8. A file that follows the rules to the letter is read by DuckDB, while we count its records beside it; any other,
 * and any whose count differs, is read by the exact reader, which keeps broken records apart.
 */
export async function loadCsv(bench: Workbench, file: string, named: string, header: CsvHeader, exactly = false): Promise<LoadedCsv> {
  const [scan, isLoaded] = await Promise.all([
    scanned(bench, file, header),
    exactly || !header.isPlain || header.names.length < 2 ? false : loadedFast(bench, file, header),
  ]);
  if (scan.badLine !== null)
    throw new TableTrouble(
      named,
      `Line ${scan.badLine} of ${named} is no text in UTF-8.`,
      'Save the file as UTF-8, or name its encoding: --encoding windows-1251 (Cyrillic on Windows) or --encoding utf-16le.',
      { line: scan.badLine },
    );
  if (isLoaded && scan.isPlain) {
    const read = Number((await bench.rows<{ n: string }>('SELECT count(*) AS n FROM sheet'))[0]?.n ?? 0);
    if (read === scan.records - 1) return { from: 'sheet', row: 'rowid + 1', read, broken: [], sha256: scan.sha256, reader: 'fast' };
  }
  await bench.run('DROP TABLE IF EXISTS sheet');
  const { read, broken } = await loadedExactly(bench, file, header);
  return { from: 'sheet', row: '"row"', read, broken, sha256: scan.sha256, reader: 'exact' };
}

async function scanned(bench: Workbench, file: string, header: CsvHeader): Promise<Scan & { readonly sha256: string }> {
  const scanner = new CsvScanner(header.delimiter);
  const hash = createHash('sha256');
  for await (const piece of wholeLines(file, (bytes) => hash.update(bytes))) {
    bench.heed();
    scanner.take(piece, isUtf8(piece));
  }
  return { ...scanner.end(), sha256: hash.digest('hex') };
}

async function loadedFast(bench: Workbench, file: string, { delimiter, names }: CsvHeader): Promise<boolean> {
  const columns = names.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  try {
    await bench.run(`CREATE TABLE sheet AS SELECT * FROM read_csv(${sqlText(file)}, auto_detect = false, header = true, delim = ${sqlText(delimiter)},
      quote = '"', escape = '"', strict_mode = true, null_padding = false, nullstr = '', columns = {${columns}})`);
    return true;
  } catch (error) {
    // The exact reader will say which record is broken; anything but a complaint about the CSV is not ours to hide.
    if (error instanceof Error && /CSV|Invalid Input|unicode|UTF/i.test(error.message)) return false;
    throw error;
  }
}

/** Reads record by record, writes the whole ones to a clean copy with their numbers, and lets DuckDB read that. */
async function loadedExactly(
  bench: Workbench,
  file: string,
  header: CsvHeader,
): Promise<{ readonly read: number; readonly broken: readonly BrokenRow[] }> {
  const reader = new CsvReader(header.delimiter, header.names.length);
  const copy = join(bench.folder, 'records.csv');
  const out = new CsvWriter(copy);
  const broken: BrokenRow[] = [];
  const decoder = new TextDecoder('utf-8');
  let read = -1; // the header is the first record
  const takeAll = async (text: string, isLast: boolean): Promise<void> => {
    for (const record of reader.read(text, isLast)) {
      read++;
      if (read === 0) continue;
      if (record.broken === null) await out.write([String(read), ...record.cells]);
      else broken.push({ row: read, line: record.line, text: record.text, broken: record.broken });
    }
  };
  for await (const piece of wholeLines(file)) {
    bench.heed();
    await takeAll(decoder.decode(piece, { stream: true }), false);
  }
  await takeAll(decoder.decode(), true);
  await out.close();
  await readCopy(bench, copy, 'sheet', ['row', ...header.names.map((_, i) => `c${i}`)]);
  return { read: Math.max(read, 0), broken };
}

/** Reads a file of our own writing into a table: the first column is the number of the row. */
export async function readCopy(bench: Workbench, file: string, table: string, columns: readonly string[]): Promise<void> {
  const types = columns.map((name, i) => `${sqlText(name)}: '${i === 0 ? 'BIGINT' : 'VARCHAR'}'`).join(', ');
  await bench.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv(${sqlText(file)}, auto_detect = false, header = false, delim = ',', quote = '"',
    escape = '"', new_line = '\\n', strict_mode = true, nullstr = '', max_line_size = 8000000, columns = {${types}})`);
}

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

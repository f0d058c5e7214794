import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TableTrouble } from '../errors.ts';
import { wholeLines } from '../lines.ts';
import { sqlText } from '../sql.ts';
import type { Workbench } from '../workbench.ts';
import type { CsvHeader } from './header.ts';
import { type BrokenRecord, CsvReader } from './record.ts';
import { CsvScanner } from './scan.ts';
import { CsvWriter } from './write.ts';

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

export interface ScannedCsv {
  /** DuckDB understands the file as the exact reader does, if it finds as many records. */
  readonly isPlain: boolean;
  /** Records without the header. */
  readonly read: number;
  readonly sha256: string;
}

/** Whether the fast reader may be asked at all. */
export function maybePlain({ isPlain, names }: CsvHeader): boolean {
  return isPlain && names.length > 1;
}

/** DuckDB's own reading of the file, for FROM: columns `c0`, `c1`, … as text, empty as NULL. */
export function fastCsv(file: string, { delimiter, names }: CsvHeader): string {
  const columns = names.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  return `read_csv(${sqlText(file)}, auto_detect = false, header = true, delim = ${sqlText(delimiter)}, quote = '"', escape = '"',
      strict_mode = true, null_padding = false, nullstr = '', columns = {${columns}})`;
}

/** Whether an error of DuckDB is a complaint about the CSV: the exact reader will then say which record is broken. */
export function isCsvComplaint(error: unknown): boolean {
  return error instanceof Error && /CSV|Invalid Input|unicode|UTF/i.test(error.message);
}

/**
 * Loads a CSV file in UTF-8 into a table. A file that follows the rules to the letter is read by DuckDB, while we count its records beside
 * it; any other, and any whose count differs, is read by the exact reader, which keeps broken records apart.
 */
export async function loadCsv(bench: Workbench, file: string, named: string, header: CsvHeader, exactly = false): Promise<LoadedCsv> {
  const isTried = !exactly && maybePlain(header);
  const [scan, isLoaded] = await bothOf(
    scanCsv(bench, file, named, header),
    isTried ? loadedFast(bench, file, header) : Promise.resolve(false),
  );
  if (isLoaded && scan.isPlain) {
    const read = Number((await bench.rows<{ n: string }>('SELECT count(*) AS n FROM sheet'))[0]?.n ?? 0);
    if (read === scan.read) return { from: 'sheet', row: 'rowid + 1', read, broken: [], sha256: scan.sha256, reader: 'fast' };
  }
  await bench.run('DROP TABLE IF EXISTS sheet');
  const { read, broken } = await loadedExactly(bench, file, header);
  return { from: 'sheet', row: '"row"', read, broken, sha256: scan.sha256, reader: 'exact' };
}

/** Waits for both, also where one fails: a query of DuckDB must have ended before its connection is closed. */
export async function bothOf<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

/** Looks at every byte once. @throws TableTrouble naming the first line that is not UTF-8 */
export async function scanCsv(bench: Workbench, file: string, named: string, header: CsvHeader): Promise<ScannedCsv> {
  const scanner = new CsvScanner(header.delimiter);
  const hash = createHash('sha256');
  for await (const piece of wholeLines(file, (bytes) => hash.update(bytes))) {
    bench.heed();
    scanner.take(piece, isUtf8(piece));
  }
  const { badLine, isPlain, records } = scanner.end();
  if (badLine !== null)
    throw new TableTrouble(
      named,
      `Line ${badLine} of ${named} is no text in UTF-8.`,
      'Save the file as UTF-8, or name its encoding: --encoding windows-1251 (Cyrillic on Windows) or --encoding utf-16le.',
      { line: badLine },
    );
  return { isPlain, read: records - 1, sha256: hash.digest('hex') };
}

async function loadedFast(bench: Workbench, file: string, header: CsvHeader): Promise<boolean> {
  try {
    await bench.run(`CREATE TABLE sheet AS SELECT * FROM ${fastCsv(file, header)}`);
    return true;
  } catch (error) {
    if (isCsvComplaint(error)) return false;
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

import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { type CsvHeader, headerOf } from './csv/header.ts';
import { type BrokenRow, fastCsv, loadCsv, maybePlain, type ScannedCsv, scanCsv } from './csv/load.ts';
import { type Encoding, encodingOf, headOf, toUtf8 } from './encoding.ts';
import { fileTrouble, TableTrouble } from './errors.ts';
import { isKnownHeader } from './mapping.ts';
import { sqlName, sqlText } from './sql.ts';
import { parquetOf, type Workbench } from './workbench.ts';

/** What a column holds, as far as facts need to know; another type of DuckDB goes by its own name. */
export type ColumnType = 'text' | 'bool' | 'date' | 'integer' | 'texts' | 'approvals' | { readonly other: string };

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The expression that reads it from `from`; an empty text is NULL. */
  readonly sql: string;
}

/** A table whose columns are known; its rows are read by `load`. */
export interface OpenTable {
  readonly format: 'csv' | 'parquet' | 'jsonl';
  readonly columns: readonly TableColumn[];
  /** The rows without a table of their own, which is twice as fast; `null` where the file must be loaded first. */
  readonly direct: DirectRows | null;
  readonly load: (options?: { readonly exactly?: boolean }) => Promise<LoadedTable>;
}

/** Rows that SQL reads from the file itself. They are only to be trusted once `scan` has found the same number of plain ones. */
export interface DirectRows {
  readonly from: string;
  readonly scan: () => Promise<ScannedCsv>;
}

/** Rows ready for SQL: `from` with the number of each row, from 1, and what could not be read as a row at all. */
export interface LoadedTable {
  readonly from: string;
  /** The number of a row; `null` where it is only told by the order of the rows. */
  readonly row: string | null;
  readonly read: number;
  readonly broken: readonly BrokenRow[];
  readonly sha256: string | null;
  readonly reader: 'fast' | 'exact';
}

/** By the name's ending, else by the first bytes. */
export async function formatOf(file: string): Promise<'csv' | 'jsonl' | 'parquet'> {
  const { head } = await headOf(file);
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    throw fileTrouble(file, error);
  }
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  if (head.subarray(0, 4).toString('hex') === '504b0304')
    throw new TableTrouble(file, `${file} is a workbook or an archive, not a table of text.`, 'Save the sheet as CSV (UTF-8).');
  if (/\.(parquet|pq)$/i.test(file))
    throw new TableTrouble(file, `${file} is no Parquet file.`, 'Parquet begins with the letters PAR1; was the file cut off or renamed?');
  return /\.(jsonl|ndjson)$/i.test(file) ? 'jsonl' : 'csv';
}

/** Reads CSV, in any of the encodings. */
export async function openCsv(bench: Workbench, file: string, vocabulary: Vocabulary, encoding?: Encoding): Promise<OpenTable> {
  const { head } = await headOf(file);
  const found = encodingOf(file, head, encoding);
  const copy = found === 'utf-8' ? file : join(bench.folder, 'utf8.csv');
  const hash = found === 'utf-8' ? null : await toUtf8(file, found, copy);
  const text = (found === 'utf-8' ? head : (await headOf(copy)).head).toString('utf8');
  const header: CsvHeader = headerOf(file, text, isKnownHeader(vocabulary));
  const ofFile = <Read extends { readonly read: number; readonly sha256: string }>(read: Read): Read => {
    if (read.read <= 0) throw new TableTrouble(file, `${file} has a header and no rows.`, 'Name a file with rows below its header.');
    return { ...read, sha256: hash ?? read.sha256 };
  };
  return {
    format: 'csv',
    columns: header.names.map((name, i) => ({ name, type: 'text', sql: `c${i}` })),
    direct: maybePlain(header) ? { from: fastCsv(copy, header), scan: async () => ofFile(await scanCsv(bench, copy, file, header)) } : null,
    load: async ({ exactly = false } = {}) => ofFile(await loadCsv(bench, copy, file, header, exactly)),
  };
}

/** Columns of a STRUCT that is named like a group of facts are opened: `worker` with a field `nationalities`. */
export async function openParquet(bench: Workbench, file: string, groups: readonly string[]): Promise<OpenTable> {
  const described = await describe(bench, file, `SELECT * FROM read_parquet(${sqlText(file)})`);
  const columns: TableColumn[] = [];
  for (const { name, type } of described) {
    if (!groups.includes(name) || !type.startsWith('STRUCT(')) {
      columns.push(columnOf(name, type, sqlName(name)));
      continue;
    }
    const fields = await describe(bench, file, `SELECT unnest(${sqlName(name)}) FROM read_parquet(${sqlText(file)})`);
    for (const field of fields) columns.push(columnOf(`${name}.${field.name}`, field.type, `${sqlName(name)}.${sqlName(field.name)}`));
  }
  return {
    format: 'parquet',
    columns,
    direct: null,
    load: async () => {
      const [count] = await bench.rows<{ n: string }>(`SELECT count(*) AS n FROM read_parquet(${sqlText(file)})`);
      const read = Number(count?.n ?? 0);
      if (read === 0) throw new TableTrouble(file, `${file} has no rows.`, 'Name a file with rows.');
      return { from: parquetOf(file), row: 'file_row_number + 1', read, broken: [], sha256: null, reader: 'fast' };
    },
  };
}

async function describe(
  bench: Workbench,
  file: string,
  select: string,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  try {
    const rows = await bench.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${select}`);
    return rows.map(({ column_name, column_type }) => ({ name: column_name, type: column_type }));
  } catch (error) {
    if (!(error instanceof Error) || !/parquet|invalid|footer|magic/i.test(error.message)) throw error;
    throw new TableTrouble(
      file,
      `${file} cannot be read as Parquet: ${error.message.split('\n')[0]}.`,
      'Was the file cut off? Write it again.',
    );
  }
}

function columnOf(name: string, type: string, sql: string): TableColumn {
  const known = columnType(type);
  return { name, type: known, sql: known === 'text' ? `nullif(CAST(${sql} AS VARCHAR), '')` : sql };
}

const APPROVALS = /^STRUCT\((?:"?(?:committee|approvedOn)"? (?:VARCHAR|DATE)(?:, )?)+\)\[\]$/;

function columnType(type: string): ColumnType {
  if (type === 'VARCHAR' || type.startsWith('ENUM(')) return 'text';
  if (type === 'BOOLEAN') return 'bool';
  if (type === 'DATE') return 'date';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'integer';
  if (type === 'VARCHAR[]') return 'texts';
  if (APPROVALS.test(type) && /committee"? VARCHAR/.test(type) && /approvedOn"? DATE/.test(type)) return 'approvals';
  return { other: type };
}

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Actor } from '../../access/actor.ts';
import { fileTrouble } from '../../files/table/errors.ts';
import { sqlText } from '../../files/table/sql.ts';
import { Workbench } from '../../files/table/workbench.ts';
import type { Office } from '../../office/office.ts';
import { type ExportWishes, exportRecords } from './export.ts';

export type FileFormat = ExportWishes['format'] | 'parquet';

/**
 * Writes an export into a file, which has its name only once it is whole. Parquet is made from the rows of JSON Lines, with their types.
 * @throws TableTrouble for a place that cannot be written, NoSuchExport, NotAllowed
 */
export async function exportFile(
  office: Office,
  actor: Actor,
  wishes: Omit<ExportWishes, 'format'>,
  format: FileFormat,
  file: string,
): Promise<number> {
  const partial = `${file}.partial`;
  try {
    const count = await written(office, actor, { ...wishes, format: format === 'parquet' ? 'jsonl' : format }, partial);
    if (format === 'parquet') await toParquet(partial, file, count);
    else await rename(partial, file);
    return count;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw fileTrouble(file, error);
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

async function written(office: Office, actor: Actor, wishes: ExportWishes, file: string): Promise<number> {
  const out = createWriteStream(file, { mode: 0o600 });
  const done = finished(out);
  done.catch(() => undefined); // awaited below; a failure before that must not end the process
  const count = await exportRecords(office, actor, wishes, async (piece) => {
    if (!out.write(piece)) await Promise.race([once(out, 'drain'), done]);
  });
  out.end();
  await done;
  return count;
}

async function toParquet(lines: string, file: string, count: number): Promise<void> {
  const bench = await Workbench.open(dirname(file));
  try {
    const made = join(bench.folder, 'export.parquet');
    // Without a row there is no type to find; one column says at least that nothing is there.
    const rows =
      count === 0
        ? 'SELECT CAST(NULL AS VARCHAR) AS id WHERE false'
        : `SELECT * FROM read_json(${sqlText(lines)}, format = 'newline_delimited', sample_size = -1)`;
    await bench.run(`COPY (${rows}) TO ${sqlText(made)} (FORMAT parquet)`);
    await rename(made, file);
  } finally {
    await bench.close();
  }
}

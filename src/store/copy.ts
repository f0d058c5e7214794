import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from './db.ts';
import { clientOf } from './db.ts';
import type { Store } from './open.ts';

/** A value of a column in PostgreSQL's text form of COPY. */
export type Cell = string | number | boolean | null | Uint8Array;

/** One row of COPY's text form, its newline included. */
export function copyLine(cells: readonly Cell[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i += 1) {
    if (i > 0) line += '\t';
    line += cellText(cells[i] ?? null);
  }
  return `${line}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return /[\\\t\n\r]/.test(cell) ? escaped(cell) : cell;
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (typeof cell === 'number') return String(cell);
  return `\\\\x${Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('hex')}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/**
 * Loads rows into a table by COPY, inside the transaction `tx`.
 * @param into  table and columns as they stand after COPY: `permit (id, worker)`; never text from outside
 * @param lines pieces of COPY's text form, whole lines or not
 */
export async function copyIn(store: Store, tx: Db, into: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  if (store.pglite === null) {
    const { from } = await import('pg-copy-streams');
    await pipeline(Readable.from(lines), clientOf(tx).query(from(`copy ${into} from stdin`)));
    return;
  }
  // COPY FROM STDIN ends PGlite; it reads a blob instead, in the one session and so in the same transaction.
  const parts: string[] = [];
  for await (const part of lines) parts.push(part);
  await store.pglite.query(`copy ${into} from '/dev/blob'`, [], { blob: new Blob(parts) });
}

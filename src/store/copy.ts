import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PGlite } from '@electric-sql/pglite';
import { clientOf, type Db } from './db.ts';
import type { Store } from './open.ts';
import { alone } from './pipelined.ts';
import { translated } from './trouble.ts';

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

/** Characters handed to the embedded database at once: it has each piece in its memory whole. */
const PIECE = 4_000_000;

/**
 * Loads rows into a table by COPY, inside the transaction `tx`.
 * @param into  table and columns as they stand after COPY: `permit (id, worker)`; never text from outside
 * @param lines pieces of COPY's text form, whole lines or not
 */
export async function copyIn(
  store: Pick<Store, 'pglite'>,
  tx: Db,
  into: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const { pglite } = store;
  try {
    if (pglite === null) {
      const { from } = await import('pg-copy-streams');
      const client = clientOf(tx);
      const together = alone(client);
      await pipeline(Readable.from(lines), client.query(from(`copy ${into} from stdin`))).finally(together);
    } else {
      // COPY FROM STDIN ends PGlite; it reads a blob instead, in the one session and so in the same transaction.
      for await (const piece of wholeLines(lines)) await pglite.query(`copy ${into} from '/dev/blob'`, [], { blob: new Blob([piece]) });
    }
  } catch (error) {
    throw translated(error);
  }
}

/** Bigger pieces that end with a line. A newline within a value is written `\n`, so each one that stands there ends a row. */
async function* wholeLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const part of lines) {
    held += part;
    if (held.length < PIECE) continue;
    const end = held.lastIndexOf('\n') + 1;
    if (end > 0) yield held.slice(0, end);
    held = held.slice(end);
  }
  if (held !== '') yield held;
}

/**
 * The rows of a table in COPY's text form, in pieces of any length, read inside the transaction `tx`.
 * @param table   as it stands in SQL, quoted where it must be
 * @param columns the same, of its columns
 */
export async function* copyOut(store: Pick<Store, 'pglite'>, tx: Db, table: string, columns: readonly string[]): AsyncGenerator<Buffer> {
  const list = columns.join(', ');
  try {
    if (store.pglite === null) {
      const { to } = await import('pg-copy-streams');
      const client = clientOf(tx);
      const together = alone(client);
      try {
        for await (const piece of client.query(to(`copy ${table} (${list}) to stdout`))) yield piece as Buffer;
      } finally {
        together();
      }
    } else yield* copyPages(store.pglite, table, list);
  } catch (error) {
    throw translated(error);
  }
}

/** Pages of 8 KiB read from the embedded database at once. */
const PAGES = 512;

/** COPY gives a blob whole, so that a table is asked for by ranges of its pages: what stands in the file of the table, as COPY reads it. */
async function* copyPages(pglite: PGlite, table: string, list: string): AsyncGenerator<Buffer> {
  const { rows } = await pglite.query<{ pages: number }>(
    `select (pg_relation_size('${table.replaceAll("'", "''")}'::regclass) / current_setting('block_size')::integer)::integer as pages`,
  );
  const pages = rows[0]?.pages ?? 0;
  for (let page = 0; page < pages; page += PAGES) {
    const range = `ctid >= '(${page},0)' and ctid < '(${page + PAGES},0)'`;
    const { blob } = await pglite.query(`copy (select ${list} from ${table} where ${range}) to '/dev/blob'`);
    if (blob !== undefined) yield Buffer.from(await blob.arrayBuffer());
  }
}

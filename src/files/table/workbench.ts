import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { fileTrouble, Interrupted } from './errors.ts';
import { sqlText } from './sql.ts';

/** A cell as DuckDB gives it for JSON: numbers of 64 bits and dates are text. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

/**
 * What DuckDB may hold in memory, the rest goes to disk; the process takes up to twice that (measured on ten million rows). Tables in memory
 * are not compressed, which loads a CSV in half the time.
 */
const MEMORY_MB = 800;

/**
 * The database in the process that reads, checks and decides tables. It keeps its work in a folder of its own beside the
 * results (the disk that the caller chose), which is gone when it is closed.
 */
export class Workbench {
  readonly folder: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #signal: AbortSignal | undefined;
  readonly #stop: () => void;

  private constructor(folder: string, instance: DuckDBInstance, connection: DuckDBConnection, signal: AbortSignal | undefined) {
    this.folder = folder;
    this.#instance = instance;
    this.#connection = connection;
    this.#signal = signal;
    this.#stop = () => connection.interrupt();
    signal?.addEventListener('abort', this.#stop);
  }

  /** @param beside the folder in which the work folder is made; it must exist */
  static async open(
    beside: string,
    { signal, threads }: { readonly signal?: AbortSignal | undefined; readonly threads?: number } = {},
  ): Promise<Workbench> {
    let folder: string;
    try {
      folder = await mkdtemp(join(beside, '.resolute-partial-'));
    } catch (error) {
      throw fileTrouble(beside, error);
    }
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${MEMORY_MB}MB`,
      temp_directory: join(folder, 'spill'),
      threads: String(threads ?? availableParallelism()),
      autoinstall_known_extensions: 'false',
    });
    const connection = await instance.connect();
    await connection.run(`SET preserve_insertion_order = true; SET enable_progress_bar = true; SET enable_progress_bar_print = false;
      SET progress_bar_time = 0; SET lambda_syntax = 'DISABLE_SINGLE_ARROW'`);
    return new Workbench(folder, instance, connection, signal);
  }

  /** Runs statements that give no rows. */
  async run(sql: string): Promise<void> {
    await this.#guarded(() => this.#connection.run(sql));
  }

  /** All rows of a query whose answer is small. */
  async rows<Row extends { readonly [column: string]: Cell }>(sql: string): Promise<readonly Row[]> {
    const reader = await this.#guarded(() => this.#connection.runAndReadAll(sql));
    return reader.getRowObjectsJson() as unknown as Row[];
  }

  /** The rows of a query of any size, in pieces of some thousand. */
  async *stream(sql: string): AsyncGenerator<readonly (readonly Cell[])[]> {
    const result = await this.#guarded(() => this.#connection.stream(sql));
    const pieces = result.yieldRowsJson();
    for (;;) {
      const piece = await this.#guarded(() => pieces.next());
      if (piece.done === true) return;
      yield piece.value as readonly (readonly Cell[])[];
    }
  }

  async appender(table: string): Promise<DuckDBAppender> {
    return await this.#connection.createAppender(table);
  }

  /** How far the running query is, 0 to 100; -1 where nobody knows. */
  progress(): number {
    return this.#connection.progress.percentage;
  }

  /** @throws Interrupted when the caller has called the work off: for loops of our own between two queries */
  heed(): void {
    if (this.#signal?.aborted === true) throw new Interrupted();
  }

  async close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#stop);
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    this.heed();
    try {
      return await work();
    } catch (error) {
      this.heed();
      throw error;
    }
  }
}

export function parquetOf(file: string): string {
  return `read_parquet(${sqlText(file)}, file_row_number = true)`;
}

import type { CaseProblem } from '../../decide/problems.ts';
import { CsvWriter } from '../table/csv/write.ts';

/** Kinds of rejects that are counted one by one; a file with more than this has a column that was misread, and more lines say no more. */
const KINDS_MAX = 5000;
const KINDS_SHOWN = 200;

/** One thing that is wrong, in so many rows. */
export interface RejectKind {
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
  readonly rows: number;
}

/** `rejects.csv`: a line for each thing that is wrong, in the order of the rows, and its counts for the summary. */
export class Rejects {
  readonly #out: CsvWriter;
  readonly #kinds = new Map<string, RejectKind & { rows: number }>();
  #lastRow = 0;
  rows = 0;

  private constructor(out: CsvWriter) {
    this.#out = out;
  }

  static async to(file: string): Promise<Rejects> {
    const out = new CsvWriter(file);
    await out.write(['row', 'field', 'value', 'reason', 'remedy']);
    return new Rejects(out);
  }

  async add(row: number, { field, value, reason, remedy }: Omit<CaseProblem, 'code'>): Promise<void> {
    if (row !== this.#lastRow) this.rows++;
    this.#lastRow = row;
    await this.#out.write([String(row), field, value, reason, remedy]);
    const key = `${field}\n${reason}\n${remedy}`;
    const kind = this.#kinds.get(key);
    if (kind !== undefined) kind.rows++;
    else if (this.#kinds.size < KINDS_MAX) this.#kinds.set(key, { field, reason, remedy, rows: 1 });
  }

  async close(): Promise<readonly RejectKind[]> {
    await this.#out.close();
    return [...this.#kinds.values()]
      .sort((a, b) => b.rows - a.rows || (a.field < b.field ? -1 : a.field > b.field ? 1 : a.reason < b.reason ? -1 : 1))
      .slice(0, KINDS_SHOWN);
  }
}

import { sql } from 'kysely';
import { newId } from '../../office/ids.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { dayOf, type RowProblem, type SheetRow, textOf } from './sheet-row.ts';

export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly row: number | null;
}

/** A worker of the sheet: one that the register has, or a new one. */
export interface KnownWorker {
  readonly id: string;
  readonly isNew: boolean;
  /** Days on which permits of this worker stand, those of the register and those of the rows before. */
  readonly periods: Period[];
}

export interface KnownEmployer {
  readonly id: string;
  readonly isNew: boolean;
}

/** Employers are told apart by their number, and without one by their name in small letters. */
export function employerKey(row: SheetRow): string {
  const number = textOf(row, 'employer.number');
  return number === null ? `name ${(textOf(row, 'employer.name') ?? '').normalize('NFC').toLowerCase()}` : `number ${number}`;
}

/**
 * What the register holds of the people and papers that a sheet speaks of. It is asked for a piece of rows at a time, so that the
 * register may be of any size; what was found or made stays, so that later rows find it.
 */
export class Known {
  readonly workers = new Map<string, KnownWorker>();
  readonly employers = new Map<string, KnownEmployer>();
  readonly contracts = new Map<string, string>();
  /** Numbers of permits that are taken, with the row that took them. */
  readonly permits = new Map<string, number | null>();
  readonly #tx: Db;

  constructor(tx: Db) {
    this.#tx = tx;
  }

  /** Looks up what these rows speak of and was not looked up before. */
  async learn(rows: readonly SheetRow[]): Promise<void> {
    await this.#learnWorkers(different(rows, (row) => textOf(row, 'worker.number'), this.workers));
    await this.#learnEmployers(different(rows, employerKey, this.employers));
    const numbers = different(rows, (row) => textOf(row, 'permit.number'), this.permits);
    if (numbers.length === 0) return;
    const { rows: taken } = await sql<{ number: string }>`select number from permit where number = any(${numbers}::text[])`.execute(
      this.#tx,
    );
    for (const { number } of taken) this.permits.set(number, null);
  }

  /** What speaks against a row, given the register and the rows before it. Where nothing does, its number and its days are taken from here on. */
  claim({ row, cells }: { readonly row: number; readonly cells: SheetRow }): RowProblem[] {
    const found: RowProblem[] = [];
    const number = textOf(cells, 'permit.number');
    if (number !== null && this.permits.has(number)) {
      const by = this.permits.get(number);
      found.push({
        field: 'permit.number',
        value: number,
        reason: by == null ? 'The register has a permit of this number.' : `Row ${by} has the same number.`,
        remedy: 'Leave the row out, or mend its number.',
      });
    }
    const workerNumber = textOf(cells, 'worker.number');
    const [from, to] = [dayOf(cells, 'permit.validFrom') ?? '', dayOf(cells, 'permit.validTo') ?? ''];
    const overlap =
      workerNumber === null ? undefined : this.workers.get(workerNumber)?.periods.find((period) => period.from <= to && from <= period.to);
    if (overlap !== undefined)
      found.push({
        field: 'permit.validFrom',
        value: from,
        reason: `The worker has another permit from ${overlap.from} to ${overlap.to}${overlap.row === null ? ' in the register' : ` in row ${overlap.row}`}; one stands at a time.`,
        remedy: 'Mend the days, or leave out the permit that did not stand.',
      });
    if (found.length === 0) {
      if (number !== null) this.permits.set(number, row);
      if (workerNumber !== null) {
        const known = this.workers.get(workerNumber) ?? { id: newId(), isNew: true, periods: [] };
        known.periods.push({ from, to, row });
        this.workers.set(workerNumber, known);
      }
    }
    return found;
  }

  async #learnWorkers(numbers: readonly string[]): Promise<void> {
    if (numbers.length === 0) return;
    const { rows } = await sql<{ id: string; number: string; from: IsoDate | null; to: IsoDate | null }>`
      select w.id, w.number, p."validFrom" as "from", p."lastDay" as "to"
      from worker w left join permit p on p.worker = w.id and p."lastDay" >= p."validFrom" where w.number = any(${numbers}::text[])`.execute(
      this.#tx,
    );
    for (const { id, number, from, to } of rows) {
      const known = this.workers.get(number) ?? { id, isNew: false, periods: [] };
      if (from !== null && to !== null) known.periods.push({ from, to, row: null });
      this.workers.set(number, known);
    }
  }

  async #learnEmployers(keys: readonly string[]): Promise<void> {
    const of = (sort: string): string[] => keys.filter((key) => key.startsWith(`${sort} `)).map((key) => key.slice(sort.length + 1));
    if (keys.length === 0) return;
    const { rows } = await sql<{ id: string; key: string }>`
      select id, 'number ' || number as key from employer where number = any(${of('number')}::text[])
      union all select id, 'name ' || lower(name) from employer where lower(name) = any(${of('name')}::text[])`.execute(this.#tx);
    for (const { id, key } of rows) if (!this.employers.has(key)) this.employers.set(key, { id, isNew: false });
  }
}

function different(rows: readonly SheetRow[], keyOf: (row: SheetRow) => string | null, known: ReadonlyMap<string, unknown>): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null && !known.has(key)) found.add(key);
  }
  return [...found];
}

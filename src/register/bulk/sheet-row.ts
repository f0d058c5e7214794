import { readCell } from '../../files/table/spelling.ts';
import { isCountryCode } from '../../values/countries.ts';
import { type IsoDate, isIsoDate } from '../../values/dates.ts';
import { FIELDS, type ImportColumn } from './columns.ts';

/** A row of the sheet as it was understood: a value for each of `FIELDS`, by its place; null is unknown. By place, because a million come. */
export type SheetRow = readonly (Value | null)[];
export type Value = string | boolean | number | readonly string[];

/** What is wrong with a row, where, and what to do. */
export interface RowProblem {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
}

interface CellRead {
  readonly value: Value | null;
  readonly problem: Omit<RowProblem, 'field' | 'value'> | null;
  /** Said where something was left unknown on purpose. */
  readonly note: string | null;
}

/** Different words of a column that are kept as they were read: a sheet has few of them, and a million rows. */
const KEPT = 20_000;

/** Reads rows of one sheet; each different word of a column is understood once. */
export class RowReader {
  readonly #columns: readonly { readonly use: ImportColumn; readonly words: Map<string, CellRead>; readonly place: number }[];
  /** By field and reason: in how many rows something was left unknown on purpose. */
  readonly notes = new Map<string, number>();

  constructor(uses: readonly ImportColumn[]) {
    this.#columns = uses.map((use) => ({ use, words: new Map(), place: placeOf(use.field.name) }));
  }

  /** @param cells in the order of the uses; an empty text or null is unknown */
  read(cells: readonly (string | null)[], problems: RowProblem[]): SheetRow {
    const row: (Value | null)[] = new Array<Value | null>(FIELDS.length).fill(null);
    for (const [at, { use, words, place }] of this.#columns.entries()) {
      const cell = cells[at] ?? null;
      if (cell === null || cell === '') continue;
      let read = words.get(cell);
      if (read === undefined) {
        read = readOf(use, cell);
        if (words.size < KEPT) words.set(cell, read);
      }
      if (read.problem !== null) problems.push({ field: use.field.name, value: cell, ...read.problem });
      if (read.note !== null)
        this.notes.set(`${use.field.name}\t${read.note}`, (this.notes.get(`${use.field.name}\t${read.note}`) ?? 0) + 1);
      if (read.value !== null) row[place] = read.value;
    }
    return row;
  }
}

const good = (value: Value | null, note: string | null = null): CellRead => ({ value, problem: null, note });
const bad = (reason: string, remedy: string): CellRead => ({ value: null, problem: { reason, remedy }, note: null });

function readOf({ field, fact, manner }: ImportColumn, cell: string): CellRead {
  const reading = readCell(fact, cell, manner);
  if (reading.problem !== null) return bad(reading.problem.reason, reading.problem.remedy);
  const { text, note } = reading;
  if (text === null || text.trim() === '') return good(null, note);
  switch (field.type) {
    case 'bool':
      return text === 'true' || text === 'false'
        ? good(text === 'true', note)
        : bad(`\`${cell}\` is neither true nor false.`, 'Write true or false.');
    case 'date':
      return isIsoDate(text) ? good(text, note) : bad(`\`${cell}\` is not a day that exists.`, 'Write YYYY-MM-DD.');
    case 'integer':
      return /^\d{1,9}$/.test(text) ? good(Number(text), note) : bad(`\`${cell}\` is not a whole number.`, 'Write digits alone.');
    case 'country':
      return isCountryCode(text)
        ? good(text, note)
        : bad(`\`${cell}\` is no state that we know.`, 'Write its ISO 3166-1 alpha-3 code, for instance MNG.');
    case 'countries': {
      const codes = text.split('|');
      const wrong = codes.find((code) => !isCountryCode(code));
      return wrong === undefined
        ? good([...new Set(codes)], note)
        : bad(`\`${wrong}\` is no state that we know.`, 'Write ISO 3166-1 alpha-3 codes, several joined by |.');
    }
    default:
      return text.length > 500
        ? bad('This text is longer than 500 characters.', 'Shorten it; a note can hold the rest.')
        : good(text.trim(), note);
  }
}

const PLACES: ReadonlyMap<string, number> = new Map(FIELDS.map(({ name }, place) => [name, place]));

/** INVARIANT: whoever asks names a field that there is. */
function placeOf(name: string): number {
  const place = PLACES.get(name);
  if (place === undefined) throw new TypeError(`${name} is no field of a sheet.`);
  return place;
}

/** A value of a row by its field, or null. */
export const fieldIn = (row: SheetRow, name: string): Value | null => row[placeOf(name)] ?? null;
export const textOf = (row: SheetRow, name: string): string | null => fieldIn(row, name) as string | null;
export const boolOf = (row: SheetRow, name: string): boolean | null => fieldIn(row, name) as boolean | null;
export const yearOf = (row: SheetRow, name: string): number | null => fieldIn(row, name) as number | null;
export const statesOf = (row: SheetRow, name: string): readonly string[] | null => fieldIn(row, name) as readonly string[] | null;
export const dayOf = (row: SheetRow, name: string): IsoDate | null => textOf(row, name);

/** What no row may be, whatever the register holds: checked before anything is looked up. */
export function problemsWithin(row: SheetRow, today: IsoDate): RowProblem[] {
  const [from, to, left] = [dayOf(row, 'permit.validFrom'), dayOf(row, 'permit.validTo'), dayOf(row, 'departure.leftOn')];
  const found: RowProblem[] = [];
  const say = (field: string, reason: string, remedy: string): void =>
    void found.push({ field, value: textOf(row, field) ?? '', reason, remedy });
  for (const [name, value] of [
    ['permit.validFrom', from],
    ['permit.validTo', to],
  ] as const)
    if (value === null) say(name, 'A permit has a first and a last day, and this one is not known.', 'Write the day as YYYY-MM-DD.');
  if (from !== null && to !== null && from > to)
    say('permit.validTo', `The permit ends on ${to}, before it begins on ${from}.`, 'Mend one of the two days.');
  if (from !== null && from > today)
    say(
      'permit.validFrom',
      `The permit begins on ${from}, after today (${today}): what begins later is granted, not imported.`,
      'Leave the row out and grant the permit through an application.',
    );
  if (textOf(row, 'worker.number') === null && textOf(row, 'worker.name') === null)
    say('worker.number', 'Nobody can tell whose permit this is.', 'Give the number or the name of the worker.');
  if (textOf(row, 'employer.number') === null && textOf(row, 'employer.name') === null)
    say('employer.name', 'Nobody can tell at whose work this is.', 'Give the number or the name of the employer.');
  if (left !== null && left > today)
    say(
      'departure.leftOn',
      `${left} has not come yet: a departure is recorded when it has happened.`,
      'Leave it empty, or plan the departure.',
    );
  if (left !== null && from !== null && left < from)
    say('departure.leftOn', `The worker left on ${left}, before the permit began on ${from}.`, 'Mend one of the two days.');
  const year = yearOf(row, 'worker.birthYear');
  if (year !== null && (year < 1900 || year > Number(today.slice(0, 4))))
    found.push({
      field: 'worker.birthYear',
      value: String(year),
      reason: `Nobody at work was born in ${year}.`,
      remedy: 'Write the year with four digits.',
    });
  return found;
}

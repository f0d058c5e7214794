/**
 * The honest mess of a sheet that people typed for ten years. Every kind has a fixed number of rows (README.md lists them), and a row carries
 * at most one kind, so that each can be counted. No figure of figures.ts changes by it: the mess lies where that figure does not look.
 */
import { plusDays } from './calendar.ts';
import { isHistory, type PermitRow, standsNow } from './permit-rows.ts';
import { type Random, randomStream } from './random.ts';

interface Mess {
  readonly rows: number;
  readonly where: (row: PermitRow) => boolean;
  readonly how: (row: PermitRow, random: Random) => void;
}

const isDprk = (row: PermitRow) => row.nationality === 'PRK';
const isUnclear = (row: PermitRow) => row.nationality.startsWith('Korea');
const signedAfterAdoption = (row: PermitRow) => row.contractSigned > '2017-09-11';
const NO_SUCH_DAYS = ['2013-02-29', '2014-06-31', '2015-02-29', '2015-11-31', '2016-09-31', '2017-02-30'];

const KINDS: readonly Mess[] = [
  // Standing authorisations whose contract date nobody knows, and many more of the past.
  { rows: 46, where: (row) => standsNow(row) && !isUnclear(row), how: (row) => clear(row, 'contractSigned') },
  { rows: 230, where: isHistory, how: (row) => clear(row, 'contractSigned') },
  { rows: 4, where: (row) => standsNow(row) && isDprk(row) && signedAfterAdoption(row), how: (row) => signed(row, '2017-09-11') },
  { rows: 9, where: isHistory, how: (row, random) => signed(row, random.pick(NO_SUCH_DAYS)) },
  // A date that is no date in 'Valid to' would take its holder out of the stock, so it stands at other nationalities.
  { rows: 3, where: (row) => isHistory(row) && !isDprk(row) && !isUnclear(row), how: (row) => ends(row, '2016-02-30') },
  { rows: 7, where: isHistory, how: (row, random) => contractEnds(row, plusDays(row.contractSigned, -random.between(1, 300))) },
  { rows: 58, where: (row) => isHistory(row) && !isUnclear(row), how: (row) => clear(row, 'ownership') },
  { rows: 21, where: (row) => standsNow(row) && !isUnclear(row), how: (row) => clear(row, 'ownership') },
  { rows: 19, where: standsNow, how: (row) => written(row, '') },
  { rows: 12, where: standsNow, how: (row) => written(row, 'No') },
  { rows: 64, where: isDprk, how: (row, random) => nationality(row, random.pick(['DPRK', 'North Korea'])) },
  { rows: 17, where: (row) => row.nationality === 'CHN', how: (row) => nationality(row, 'China') },
  { rows: 9, where: (row) => row.nationality === 'RUS', how: (row) => nationality(row, 'Russia') },
];

const EXACT_COPIES = 5;
const NUMBERS_GIVEN_TWICE = 4;

/** Lays the mess on the rows in place and gives back the sheet, a few rows longer. */
export function withMess(rows: PermitRow[]): PermitRow[] {
  const random = randomStream('mess');
  const touched = new Set<PermitRow>();
  const untouched = (where: Mess['where']) => rows.filter((row) => !touched.has(row) && where(row));

  for (const kind of KINDS) {
    for (const row of random.some(untouched(kind.where), kind.rows)) {
      kind.how(row, random);
      touched.add(row);
    }
  }
  for (const row of random.some(untouched(isHistory), NUMBERS_GIVEN_TWICE)) {
    row.permitNo = rows[rows.indexOf(row) - 1]?.permitNo ?? row.permitNo;
    touched.add(row);
  }
  const copied = new Set(random.some(untouched(isHistory), EXACT_COPIES));
  return rows.flatMap((row) => (copied.has(row) ? [row, { ...row }] : [row]));
}

function clear(row: PermitRow, cell: 'contractSigned' | 'ownership'): void {
  row[cell] = '';
}
function signed(row: PermitRow, day: string): void {
  row.contractSigned = day;
}
function ends(row: PermitRow, day: string): void {
  row.validTo = day;
}
function contractEnds(row: PermitRow, day: string): void {
  row.contractEnds = day;
}
function written(row: PermitRow, answer: string): void {
  row.writtenContract = answer;
}
function nationality(row: PermitRow, words: string): void {
  row.nationality = words;
}

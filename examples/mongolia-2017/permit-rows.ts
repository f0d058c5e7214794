/** The permit sheet as the ministry's clerk keeps it: one line an authorisation, every cell a text. */
import { plusDays } from './calendar.ts';
import { csvText } from './csv.ts';
import { AS_OF } from './figures.ts';
import type { Worker } from './workers.ts';

export interface PermitRow {
  permitNo: string;
  workerNo: string;
  name: string;
  born: string;
  nationality: string;
  employer: string;
  sector: string;
  ownership: string;
  contractSigned: string;
  contractEnds: string;
  writtenContract: string;
  validFrom: string;
  validTo: string;
  leftOn: string;
}

const COLUMNS: readonly (readonly [string, keyof PermitRow])[] = [
  ['Permit No', 'permitNo'],
  ['Worker No', 'workerNo'],
  ['Name', 'name'],
  ['Year of birth', 'born'],
  ['Nationality', 'nationality'],
  ['Employer', 'employer'],
  ['Sector', 'sector'],
  ['Ownership', 'ownership'],
  ['Contract signed', 'contractSigned'],
  ['Contract ends', 'contractEnds'],
  ['Written contract', 'writtenContract'],
  ['Valid from', 'validFrom'],
  ['Valid to', 'validTo'],
  ['Left on', 'leftOn'],
];

/** One row an authorisation, in the order in which they were given; permit numbers run through each year. */
export function permitRows(workers: readonly Worker[]): PermitRow[] {
  const rows = workers.flatMap(rowsOfOne).sort((a, b) => (a.validFrom + a.workerNo < b.validFrom + b.workerNo ? -1 : 1));
  const given = new Map<string, number>();
  for (const row of rows) {
    const year = row.validFrom.slice(2, 4);
    const number = (given.get(year) ?? 0) + 1;
    given.set(year, number);
    row.permitNo = `INV-${year}-${String(number).padStart(4, '0')}`;
  }
  return rows;
}

function rowsOfOne({ number, name, bornIn, stay }: Worker): PermitRow[] {
  return stay.authorisations.map((authorisation, index) => ({
    permitNo: '',
    workerNo: number,
    name,
    born: String(bornIn),
    nationality: stay.nationality,
    employer: stay.employer.name,
    sector: stay.employer.sector,
    ownership: stay.employer.ownership,
    contractSigned: authorisation.contract.signedOn,
    contractEnds: authorisation.contract.endsOn,
    writtenContract: 'Yes',
    validFrom: authorisation.validFrom,
    validTo: authorisation.validTo,
    leftOn: index === stay.authorisations.length - 1 ? (stay.leftOn ?? '') : '',
  }));
}

/** Whether the authorisation still stands when the register is read: its holder has not left, and it covers the day. */
export function standsNow(row: PermitRow): boolean {
  return row.leftOn === '' && row.validFrom <= AS_OF && AS_OF <= row.validTo;
}

/** Over for more than a year when the register is read, so that nothing asked in December 2017 rests on it. */
export function isHistory(row: PermitRow): boolean {
  return row.validTo < plusDays(AS_OF, -365);
}

export function permitSheet(rows: readonly PermitRow[]): string {
  return csvText(
    COLUMNS.map(([header, key]) => [header, (row: PermitRow) => row[key]] as const),
    rows,
  );
}

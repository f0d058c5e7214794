/** What the ministry knows of each person on 7 December 2017: mostly everything, and of some people what makes a case hard. */
import { ORDINARY, type SomeCells } from './case-row.ts';
import type { PermitRow } from './permit-rows.ts';
import { randomStream } from './random.ts';

interface Kind {
  readonly people: number;
  readonly cells: SomeCells;
}

/** Of the workers from the DPRK. Nobody is of two kinds. */
const KINDS: readonly Kind[] = [
  { people: 14, cells: { 'worker.earnsIncome': '' } },
  { people: 3, cells: { 'worker.earnsIncome': 'false', 'worker.safetyOverseer': 'true' } },
  { people: 4, cells: { 'worker.earnsIncome': 'false', 'worker.safetyOverseer': '' } },
  { people: 5, cells: { 'worker.safetyOverseer': '' } },
  // Return and its assessment, as far as they may stand side by side: upheld makes it prohibited, refused does not, pending leaves it open.
  { people: 6, cells: { 'worker.protectionAssessment': 'pending', 'worker.returnProhibited': '' } },
  { people: 4, cells: { 'worker.protectionAssessment': 'upheld', 'worker.returnProhibited': 'true' } },
  { people: 3, cells: { 'worker.protectionAssessment': 'refused', 'worker.returnProhibited': 'false' } },
  { people: 2, cells: { 'worker.protectionAssessment': 'none', 'worker.returnProhibited': 'true' } },
  { people: 11, cells: { 'worker.protectionAssessment': '', 'worker.returnProhibited': '' } },
  { people: 2, cells: { 'worker.nationalities': 'PRK|MNG' } },
  { people: 4, cells: { 'worker.nationalities': 'PRK|CHN' } },
  { people: 1, cells: { 'worker.nationalities': 'PRK|RUS' } },
  { people: 2, cells: { 'worker.immunity': 'true' } },
  { people: 4, cells: { 'worker.immunity': '' } },
  { people: 7, cells: { 'worker.residesOnOtherTitle': 'true' } },
  { people: 12, cells: { 'worker.residesOnOtherTitle': '' } },
  { people: 1, cells: { 'worker.listed': 'true' } },
  { people: 3, cells: { 'worker.listed': '' } },
];

/** Of the people of whom a form says only "Korea" or "Korean", so many were copied as they stand; for the others the cell was left empty. */
const COPIED_AS_WRITTEN = 3;

/** Every way in which the permit sheet writes a nationality that can only be one state. */
const CODES: Readonly<Record<string, string>> = { DPRK: 'PRK', 'North Korea': 'PRK', China: 'CHN', Russia: 'RUS' };

/** The worker's cells, by worker number. */
export function factsOnWorkers(standing: readonly PermitRow[]): ReadonlyMap<string, SomeCells> {
  const random = randomStream('facts');
  const facts = new Map<string, SomeCells>();
  for (const row of standing) facts.set(row.workerNo, { ...ORDINARY, 'worker.nationalities': CODES[row.nationality] ?? row.nationality });

  const unclear = standing.filter((row) => row.nationality.startsWith('Korea'));
  const asWritten = new Set(random.some(unclear, COPIED_AS_WRITTEN));
  for (const row of unclear) if (!asWritten.has(row)) learn(row, { 'worker.nationalities': '' });

  let ordinary = standing.filter((row) => facts.get(row.workerNo)?.['worker.nationalities'] === 'PRK');
  for (const kind of KINDS) {
    const people = new Set(random.some(ordinary, kind.people));
    for (const row of people) learn(row, kind.cells);
    ordinary = ordinary.filter((row) => !people.has(row));
  }
  return facts;

  function learn(row: PermitRow, cells: SomeCells): void {
    facts.set(row.workerNo, { ...facts.get(row.workerNo), ...cells });
  }
}

/** The clerk's word on the owner, as a fact of the case. A joint venture is no state body. */
export function isPrivate(ownership: string): string {
  return { Private: 'true', 'Joint venture': 'true', State: 'false' }[ownership] ?? '';
}

/** Yes and No of the permit sheet. */
export function isTrue(answer: string): string {
  return { Yes: 'true', No: 'false' }[answer] ?? '';
}

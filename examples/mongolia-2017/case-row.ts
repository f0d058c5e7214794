/** One question asked of the law on 7 December 2017, in the columns of the caseload. An empty cell is a fact that nobody knows. */
import { csvText } from './csv.ts';
import { AS_OF } from './figures.ts';

const CASE_COLUMNS = [
  'id',
  'host',
  'act',
  'asOf',
  'worker.nationalities',
  'worker.earnsIncome',
  'worker.safetyOverseer',
  'worker.returnProhibited',
  'worker.protectionAssessment',
  'worker.immunity',
  'worker.residesOnOtherTitle',
  'worker.listed',
  'employer.listed',
  'employer.private',
  'contract.finalisedOn',
  'contract.endsOn',
  'contract.written',
  'permit.validFrom',
  'permit.validTo',
  'application.receivedOn',
  'approvals',
  'register.headroom',
  'employer', // this and the next are labels for the report; no law reads them
  'sector',
] as const;

export type CaseColumn = (typeof CASE_COLUMNS)[number];
export type CaseRow = Readonly<Record<CaseColumn, string>>;
export type SomeCells = Partial<CaseRow>;

const nothingKnown = Object.fromEntries(CASE_COLUMNS.map((column) => [column, ''])) as Record<CaseColumn, string>;

/** A person of whom everything is known and nothing stands out. */
export const ORDINARY: SomeCells = {
  'worker.earnsIncome': 'true',
  'worker.safetyOverseer': 'false',
  'worker.returnProhibited': 'false',
  'worker.protectionAssessment': 'none',
  'worker.immunity': 'false',
  'worker.residesOnOtherTitle': 'false',
  'worker.listed': 'false',
  'employer.listed': 'false',
};

/** Whose question: a worker's number or an application's; the act follows, so that each question has an id of its own. */
export function caseRow(whose: string, act: string, cells: SomeCells): CaseRow {
  return { ...nothingKnown, id: `${whose}-${act}`, host: 'MNG', act, asOf: AS_OF, ...cells };
}

export function caseloadSheet(rows: readonly CaseRow[]): string {
  return csvText(
    CASE_COLUMNS.map((column) => [column, (row: CaseRow) => row[column]] as const),
    rows,
  );
}

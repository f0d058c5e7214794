import type { CaseloadSummary, OutcomeCounts } from '../../src/caseload/summary.ts';

/** Counts of an invented caseload, in the order barred, needs approval, undecided, clear. */
export function outcomes(barred: number, approval: number, undecided: number, clear: number): OutcomeCounts {
  return { barred, 'needs-approval': approval, undecided, clear };
}

const RES_2371 = { instrument: 'S/RES/2371 (2017)', paragraph: '11' };
const RES_2375 = { instrument: 'S/RES/2375 (2017)', paragraph: '17' };
const RES_2397 = { instrument: 'S/RES/2397 (2017)', paragraph: '8' };
const MINISTRY = { instrument: 'MNG labour ministry 2017-12-03', paragraph: 'as reported by a news agency' };
const REPORT = { instrument: 'MNG report on S/RES/2375 (2017)', paragraph: 'end of the labour agreement' };

const MONTHS = ['2018-01', '2018-02', '2018-03', '2018-04', '2018-05', '2018-06', '2018-07', '2018-08', '2018-09', '2018-10', '2018-12'];
const EMPLOYERS = ['Ulbar Tarvaga Oyodol', 'Khar Zuram Barilga', 'Цэнхэр Туулай ХХК', '푸른 고슴도치 건설', 'Yagaan Zaraa'];

/** A caseload in which every part of the report has something to say. All names and numbers are invented. */
export const caseloadSummary: CaseloadSummary = {
  source: { file: 'june-2018.csv', format: 'csv', sha256: 'c0ffee'.padEnd(64, '5') },
  law: [{ regime: 'dprk-labour', title: 'Work of nationals of the DPRK abroad', sha256: 'ab12cd34ef56'.padEnd(64, '7') }],
  engine: '0.1.0',
  rows: { read: 3225, decided: 3211, rejected: 14 },
  asOf: { first: '2018-06-01', last: '2018-06-04' },
  hosts: [
    { host: 'MNG', name: 'Mongolia', cases: 3001 },
    { host: 'QAT', name: 'QAT', cases: 210 },
  ],
  mapping: [
    { column: 'Worker', fact: 'id', how: 'recognised' },
    { column: 'Харьяалал', fact: 'worker.nationalities', how: 'recognised' },
    { column: 'contract.finalisedOn', fact: 'contract.finalisedOn', how: 'name' },
    { column: 'Owner', fact: 'employer.private', how: 'mapping file' },
    { column: 'MNG', fact: 'host', how: 'constant' },
  ],
  unusedColumns: ['Remarks', 'Passport'],
  notes: [{ field: 'worker.nationalities', value: 'Korean', reason: 'It may be either of two states.', rows: 4 }],
  outcomes: outcomes(1214, 88, 161, 1748),
  byAct: [
    { act: 'authorise', outcomes: outcomes(31, 40, 17, 23) },
    { act: 'renew', outcomes: outcomes(228, 0, 9, 101) },
    { act: 'contract', outcomes: outcomes(24, 0, 6, 27) },
    { act: 'employ', outcomes: outcomes(402, 0, 66, 715) },
    { act: 'remain', outcomes: outcomes(529, 48, 63, 882) },
  ],
  byLayer: { un: outcomes(12, 131, 157, 2911), national: outcomes(1190, 0, 41, 1980) },
  byGap: [
    { gap: 'none', cases: 1748 },
    { gap: 'required-by-un', cases: 97 },
    { gap: 'refused-though-allowed', cases: 141 },
    { gap: 'national-only', cases: 1064 },
    { gap: 'open', cases: 161 },
  ],
  protected: 12,
  provisions: [
    {
      id: 'un.2371.11',
      layer: 'un',
      basis: null,
      cite: RES_2371,
      words:
        "On no day after 5 August 2017 may a state's work authorisations for nationals of the DPRK be more than they were on that day, unless the Committee approves the case in advance.",
      bites: 37,
      unknown: 5,
      decides: 36,
    },
    {
      id: 'un.2375.17',
      layer: 'un',
      basis: null,
      cite: RES_2375,
      words:
        'A state gives nationals of the DPRK no work authorisation in connection with admission to its territory, unless the Committee approves the case in advance or a written contract was finalised before adoption.',
      bites: 119,
      unknown: 143,
      decides: 52,
    },
    {
      id: 'un.2397.8.workers',
      layer: 'un',
      basis: null,
      cite: RES_2397,
      words:
        'A state returns to the DPRK all nationals of the DPRK who earn income in its jurisdiction: immediately, and no later than 24 months after 22 December 2017.',
      bites: 2290,
      unknown: 38,
      decides: 0,
    },
    {
      id: 'mng.no-renewal',
      layer: 'national',
      basis: 'statement',
      cite: MINISTRY,
      words: 'The labour ministry told a news agency that the one-year authorisations of workers from the DPRK will not be renewed.',
      bites: 226,
      unknown: 2,
      decides: 225,
    },
    {
      id: 'mng.work-until-june',
      layer: 'national',
      basis: 'report',
      cite: { instrument: 'MNG report on S/RES/2375 (2017)', paragraph: 'contracts from before the resolution' },
      words:
        'The state reported to the Committee that authorisations on written contracts from before the resolution last until 1 June 2018.',
      bites: 1134,
      unknown: 18,
      decides: 402,
    },
    {
      id: 'mng.leave-before-3-june',
      layer: 'national',
      basis: 'report',
      cite: REPORT,
      words:
        'The state reported to the Committee that the labour agreement ends on 3 June 2018 and that the remaining workers leave before that day.',
      bites: 1153,
      unknown: 21,
      decides: 528,
    },
  ],
  missing: [
    {
      fact: 'contract.finalisedOn',
      words: 'the day on which the contract was finalised',
      question: 'On which day was the contract finalised?',
      cases: 139,
      undecided: 77,
      settles: 71,
    },
    {
      fact: 'worker.returnProhibited',
      words: 'whether return is prohibited by law that binds the host state',
      question: "Does refugee, human-rights or other law that binds the host state prohibit this person's return?",
      cases: 34,
      undecided: 33,
      settles: 29,
    },
    {
      fact: 'worker.earnsIncome',
      words: 'whether the worker earns income in the host state',
      question: 'Does the worker earn income in the host state?',
      cases: 28,
      undecided: 26,
      settles: 16,
    },
    {
      fact: 'interpretation.renewal-is-new-authorisation',
      words: 'the open question "Does the renewal of a work authorisation count as a new authorisation under paragraph 17?"',
      question: 'Does the renewal of a work authorisation count as a new authorisation under paragraph 17?',
      cases: 19,
      undecided: 19,
      settles: 0,
    },
  ],
  departures: [
    {
      by: '2018-06-01',
      act: 'employ',
      cases: 1134,
      overdue: 402,
      provision: 'mng.work-until-june',
      cite: { ...REPORT, paragraph: 'contracts from before the resolution' },
    },
    { by: '2018-06-02', act: 'remain', cases: 1133, overdue: 529, provision: 'mng.leave-before-3-june', cite: REPORT },
    { by: '2019-12-22', act: 'remain', cases: 193, overdue: 0, provision: 'un.2397.8.workers', cite: RES_2397 },
  ],
  announced: [
    {
      provision: 'mng.leave-by-year-end',
      cite: MINISTRY,
      by: '2017-12-31',
      cases: 2319,
      words: 'The labour ministry told a news agency that all workers from the DPRK have to leave by the end of 2017.',
      against: "It is known only from a statement, and the state's own report of the same month speaks of 1 and 3 June 2018.",
    },
  ],
  employers: EMPLOYERS.map((employer, i) => ({
    employer,
    sector: ['Apparel', 'Construction', 'Construction', null, 'Food service'][i] ?? null,
    cases: 400 - 71 * i,
    outcomes: outcomes(200 - 41 * i, 10 - i, 8, 182 - 29 * i),
    mustLeave: 190 - 40 * i,
  })),
  moreEmployers: { employers: 31, cases: 1921 },
  endings: MONTHS.map((month, i) => ({
    month,
    cases: 40 + 37 * (i % 5),
    outcomes: outcomes(20 + 14 * (i % 5), 2 * (i % 3), 6, 14 + 23 * (i % 5) - 2 * (i % 3)),
  })),
  employerMonths: EMPLOYERS.flatMap((employer, i) =>
    MONTHS.filter((_, j) => (i + j) % 4 !== 1).map((month, j) => ({
      employer,
      month,
      cases: 3 + ((i * 17 + j * 11) % 29),
      barred: (i * 5 + j * 7) % 3,
    })),
  ),
  rejects: [
    { field: 'worker.nationalities', reason: '"Korea" names two states', remedy: 'Write PRK or KOR.', rows: 9 },
    { field: 'contract.finalisedOn', reason: '2017-02-30 is no day', remedy: 'Write a day that exists, as YYYY-MM-DD.', rows: 5 },
  ],
  caps: [
    {
      provision: 'un.2371.11',
      host: 'MNG',
      counted: { by: 'permit number' },
      cite: RES_2371,
      baselineOn: '2017-08-05',
      baseline: [1287, 1314],
      days: Array.from({ length: 46 }, (_, i) => {
        const low = 1287 + Math.round(28 * Math.sin(i / 5)) - (i > 20 ? 4 * (i - 20) : 0);
        const day = Temporal.PlainDate.from('2017-08-06')
          .add({ days: 6 * i })
          .toString();
        return {
          day,
          standing: [low, low + 27 + (i % 4)] as const,
          over: [Math.max(0, low - 1314), Math.max(0, low + 27 + (i % 4) - 1287)] as const,
        };
      }),
      firstCertain: '2017-09-29',
      firstPossible: '2017-08-06',
    },
  ],
  samples: [
    {
      row: 1,
      id: 'INV-A-0001-authorise',
      act: 'authorise',
      outcome: 'needs-approval',
      gap: 'required-by-un',
      returnBy: null,
      words: [
        'Needs approval: a first work authorisation (Mongolia) on 2 October 2017 is open only if the Committee approves this very case in advance.',
        'The decision of the Council alone requires this.',
      ],
    },
    {
      row: 1288,
      id: 'INV-0411-remain',
      act: 'remain',
      outcome: 'barred',
      gap: 'national-only',
      returnBy: '2018-06-02',
      words: [
        'Barred: remaining in the host state (Mongolia) is no longer lawful on 4 June 2018.',
        'The last lawful day was 2 June 2018.',
        "The Council does not go so far; it is the state's own measure that does.",
      ],
    },
    {
      row: 2077,
      id: null,
      act: 'remain',
      outcome: 'undecided',
      gap: null,
      returnBy: null,
      words: [
        'Undecided: whether remaining in the host state (Mongolia) is open on 4 June 2018 depends on what is not known yet.',
        'Protected: no departure of this person may be ordered, whatever else is said here.',
      ],
    },
  ],
};

/** Nothing was decided, and the file says next to nothing. */
export const emptySummary: CaseloadSummary = {
  ...caseloadSummary,
  rows: { read: 3, decided: 0, rejected: 3 },
  asOf: null,
  hosts: [],
  mapping: [],
  unusedColumns: [],
  notes: [],
  outcomes: outcomes(0, 0, 0, 0),
  byAct: [],
  byLayer: { un: outcomes(0, 0, 0, 0), national: outcomes(0, 0, 0, 0) },
  byGap: [],
  protected: 0,
  provisions: [],
  missing: [],
  departures: [],
  announced: [],
  employers: [],
  moreEmployers: { employers: 0, cases: 0 },
  endings: [],
  employerMonths: [],
  caps: [],
  samples: [],
};

/** What is asked for people who hold no authorisation yet: applications in hand, and the contracts that employers offer in December. */
import { lastDayOfTerm, plusDays } from './calendar.ts';
import { type CaseRow, caseRow, ORDINARY, type SomeCells } from './case-row.ts';
import { EMPLOYERS } from './employers.ts';
import { isPrivate } from './facts.ts';
import { AS_OF } from './figures.ts';
import { type Random, randomStream } from './random.ts';

interface Kind {
  readonly cases: number;
  readonly cells: (random: Random) => SomeCells;
}

const ADOPTION = '2017-09-11';
const FROM_DPRK: SomeCells = { 'worker.nationalities': 'PRK' };
const oldContract = (random: Random) => ({ ...FROM_DPRK, 'contract.finalisedOn': plusDays(ADOPTION, -random.between(1, 170)) });
const newContract = (random: Random) => ({ ...FROM_DPRK, 'contract.finalisedOn': plusDays(ADOPTION, random.between(1, 80)) });
const others = (nationality: string) => (random: Random) => ({ ...newContract(random), 'worker.nationalities': nationality });

const APPLICATIONS: readonly Kind[] = [
  { cases: 20, cells: oldContract },
  { cases: 5, cells: (random) => ({ ...oldContract(random), 'register.headroom': '' }) },
  { cases: 3, cells: (random) => ({ ...oldContract(random), 'contract.written': 'false' }) },
  { cases: 3, cells: (random) => ({ ...oldContract(random), 'contract.written': '' }) },
  { cases: 16, cells: newContract },
  { cases: 3, cells: () => ({ ...FROM_DPRK, 'contract.finalisedOn': ADOPTION }) },
  { cases: 6, cells: () => FROM_DPRK },
  { cases: 3, cells: (random) => ({ ...newContract(random), approvals: '' }) },
  { cases: 1, cells: (random) => ({ ...newContract(random), approvals: '1718:2017-11-20' }) },
  { cases: 2, cells: (random) => ({ ...newContract(random), 'worker.residesOnOtherTitle': 'true' }) },
  { cases: 2, cells: (random) => ({ ...newContract(random), 'worker.residesOnOtherTitle': '' }) },
  { cases: 4, cells: others('') },
  { cases: 21, cells: others('CHN') },
  { cases: 5, cells: others('VNM') },
  { cases: 5, cells: others('KOR') },
  { cases: 4, cells: others('RUS') },
];

/** A new contract is offered, not signed: it has no date yet. */
const OFFERS: readonly Kind[] = [
  { cases: 26, cells: () => ({ ...FROM_DPRK, 'employer.private': 'true' }) },
  { cases: 6, cells: () => ({ ...FROM_DPRK, 'employer.private': 'false' }) },
  { cases: 5, cells: () => ({ ...FROM_DPRK, 'employer.private': '' }) },
  { cases: 2, cells: () => ({ 'worker.nationalities': '', 'employer.private': 'true' }) },
  { cases: 14, cells: () => ({ 'worker.nationalities': 'CHN' }) },
  { cases: 4, cells: () => ({ 'worker.nationalities': 'PHL' }) },
];

/** Cells that must be refused at the door, each for a reason of its own. */
const REFUSED_AT_THE_DOOR: readonly SomeCells[] = [
  { 'contract.finalisedOn': '2017-02-30' },
  { 'application.receivedOn': '2017-11-31' },
  { 'worker.nationalities': 'NKR' },
  { act: 'extend' },
  { 'worker.earnsIncome': 'maybe' },
  { approvals: '1718' },
  { 'worker.protectionAssessment': 'upheld', 'worker.returnProhibited': 'false' },
  { 'worker.protectionAssessment': 'refused', 'worker.returnProhibited': 'true' },
  { 'worker.protectionAssessment': 'pending', 'worker.returnProhibited': 'false' },
];

/** @param headroom further authorisations within the number of 5 August 2017; see README.md for how it is counted */
export function requests(headroom: number): CaseRow[] {
  const random = randomStream('requests');
  const applications = [...kindsOf(APPLICATIONS, random), ...REFUSED_AT_THE_DOOR.map((cells) => ({ ...oldContract(random), ...cells }))];
  return [
    ...mixed(applications, random).map((cells, index) => {
      const received = { 'application.receivedOn': plusDays(AS_OF, -random.between(1, 110)), 'register.headroom': String(headroom) };
      return caseRow(`INV-A-${numbered(index)}`, 'authorise', { ...ordinaryRequest(cells, random), ...received, ...cells });
    }),
    ...mixed(kindsOf(OFFERS, random), random).map((cells, index) =>
      caseRow(`INV-O-${numbered(index)}`, 'contract', { ...ordinaryRequest(cells, random), ...cells }),
    ),
  ];
}

function kindsOf(kinds: readonly Kind[], random: Random): SomeCells[] {
  return kinds.flatMap((kind) => Array.from({ length: kind.cases }, () => kind.cells(random)));
}

/** What an application says beside the cells that make its kind. The employer is one whose owner agrees with those cells. */
function ordinaryRequest(cells: SomeCells, random: Random): SomeCells {
  const wanted = cells['employer.private'];
  const employer = random.pick(EMPLOYERS.filter(({ dprk, ownership }) => dprk && (!wanted || isPrivate(ownership) === wanted)));
  const endsOn = lastDayOfTerm(plusDays(AS_OF, random.between(5, 40)), 1);
  return {
    ...ORDINARY,
    'employer.private': isPrivate(employer.ownership),
    'contract.endsOn': endsOn,
    'contract.written': 'true',
    approvals: 'none',
    employer: employer.name,
    sector: employer.sector,
  };
}

function mixed<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.below(left.length), 1));
}

function numbered(index: number): string {
  return String(index + 1).padStart(4, '0');
}

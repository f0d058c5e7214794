/** What is asked of everybody who holds an authorisation: may they stay, may they go on working, may their authorisation be renewed. */
import { plusDays } from './calendar.ts';
import { type CaseRow, caseRow, type SomeCells } from './case-row.ts';
import { EMPLOYERS } from './employers.ts';
import { isPrivate, isTrue } from './facts.ts';
import { AS_OF } from './figures.ts';
import { type PermitRow, standsNow } from './permit-rows.ts';
import { type Random, randomStream } from './random.ts';

/** Authorisations that end by this day come up for renewal. */
const RENEWALS_UNTIL = '2018-03-31';

/** One joint venture is on a list of the freeze, invented like the rest: a case for the second regime. */
const LISTED_EMPLOYER = EMPLOYERS.find((employer) => employer.sector === 'Food service' && employer.ownership === 'Joint venture')?.name;

/** @param facts the worker's cells, by worker number */
export function standingCases(permits: readonly PermitRow[], facts: ReadonlyMap<string, SomeCells>): CaseRow[] {
  const standing = permits.filter(standsNow);
  const extension = extensions(standing.filter(endsSoon));

  return standing.flatMap((row) => {
    const cells: SomeCells = {
      ...facts.get(row.workerNo),
      ...(row.employer === LISTED_EMPLOYER ? { 'employer.listed': 'true' } : {}),
      'employer.private': isPrivate(row.ownership),
      'contract.finalisedOn': row.contractSigned,
      'contract.endsOn': row.contractEnds,
      'contract.written': isTrue(row.writtenContract),
      'permit.validFrom': row.validFrom,
      'permit.validTo': row.validTo,
      employer: row.employer,
      sector: row.sector,
    };
    const isDprk = cells['worker.nationalities']?.startsWith('PRK');
    return [
      caseRow(row.workerNo, 'remain', cells),
      ...(isDprk ? [caseRow(row.workerNo, 'employ', cells)] : []), // for the others the answer would be the same, and the file twice as long
      ...(endsSoon(row) ? [caseRow(row.workerNo, 'renew', { ...cells, ...extension.get(row) })] : []),
    ];
  });
}

function endsSoon(row: PermitRow): boolean {
  return row.validTo <= RENEWALS_UNTIL;
}

/** The contract on which each renewal rests: the one that still runs, or else the extension, where one was signed. */
function extensions(rows: readonly PermitRow[]): ReadonlyMap<PermitRow, SomeCells> {
  const random = randomStream('extensions');
  const needed = rows.filter((row) => row.contractEnds <= row.validTo);
  const onTheVeryDay = new Set(random.some(needed, 3));
  const nobodyLooked = new Set(random.some(rows, 6));
  return new Map(
    rows.map((row) => [
      row,
      {
        ...(needed.includes(row) ? extension(row, onTheVeryDay.has(row), random) : {}),
        'application.receivedOn': random.inThousand(700) ? plusDays(AS_OF, -random.between(1, 48)) : '',
        approvals: nobodyLooked.has(row) ? '' : 'none',
      },
    ]),
  );
}

function extension(row: PermitRow, onTheVeryDay: boolean, random: Random): SomeCells {
  const ticket = random.below(1000);
  const before = plusDays('2017-09-10', -random.below(27));
  const after = plusDays('2017-09-12', random.below(80));
  const signedOn = onTheVeryDay ? '2017-09-11' : ticket < 80 ? before : ticket < 420 ? after : '';
  return { 'contract.finalisedOn': signedOn, 'contract.endsOn': signedOn === '' ? '' : plusDays(row.validTo, 365) };
}

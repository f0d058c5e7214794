/**
 * Makes the invented register of Mongolia, 2008 to 2017. The same bytes on every machine: no clock, no Math.random, no locale.
 *
 *   node examples/mongolia-2017/make.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseloadSheet } from './case-row.ts';
import { csvText } from './csv.ts';
import { factsOnWorkers } from './facts.ts';
import { AS_OF, QUOTAS } from './figures.ts';
import { withMess } from './mess.ts';
import { mongolianSheet } from './mongolian-sheet.ts';
import { type PermitRow, permitRows, permitSheet, standsNow } from './permit-rows.ts';
import { requests } from './requests.ts';
import { standingCases } from './standing-cases.ts';
import { type SamePerson, workers } from './workers.ts';

/** Every file of the register: its name and its text. */
export function makeRegister(): ReadonlyMap<string, string> {
  const everybody = workers();
  const permits = withMess(permitRows(everybody.workers));
  const facts = factsOnWorkers(permits.filter(standsNow));
  const cases = [...standingCases(permits, facts), ...requests(headroom(permits))].sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map([
    ['permits.csv', permitSheet(permits)],
    ['zuvshuurul.csv', mongolianSheet(permits, facts)],
    ['december-2017.csv', caseloadSheet(cases)],
    ['quotas.csv', quotaSheet()],
    ['same-person.csv', samePersonSheet(everybody.samePeople)],
  ]);
}

/** Authorisations for workers from the DPRK that stood on 5 August 2017, less those that stand now. The real number is not known. */
function headroom(permits: readonly PermitRow[]): number {
  const standing = (day: string) => permits.filter((row) => isDprk(row) && row.validFrom <= day && day <= row.validTo).length;
  return standing('2017-08-05') - standing(AS_OF);
}

function isDprk(row: PermitRow): boolean {
  return ['PRK', 'DPRK', 'North Korea'].includes(row.nationality);
}

function quotaSheet(): string {
  const source = "Mongolia's report on the implementation of S/RES/2375 (2017), as press reported it in January 2018";
  return csvText<(typeof QUOTAS)[number]>(
    [
      ['Measure', () => 'quota'],
      ['Year', ({ year }) => String(year)],
      ['Number', ({ number }) => String(number)],
      ['Source', () => source],
    ],
    QUOTAS,
  );
}

function samePersonSheet(pairs: readonly SamePerson[]): string {
  return csvText<SamePerson>(
    [
      ['Worker No', ({ earlier }) => earlier.number],
      ['Name', ({ earlier }) => earlier.name],
      ['Other Worker No', ({ later }) => later.number],
      ['Other name', ({ later }) => later.name],
      ['Year of birth', ({ later }) => String(later.bornIn)],
    ],
    pairs,
  );
}

if (import.meta.main) {
  for (const [name, text] of makeRegister()) writeFileSync(join(import.meta.dirname, name), text);
}

/** Counts the mess in the checked-in files, kind by kind, against the tables of README.md. */
import { describe, expect, test } from 'vitest';
import { cell, numbersInReadme, type Row, rowsOf, textOf } from './read-register.ts';

const permits = rowsOf('permits.csv');
const cases = rowsOf('december-2017.csv');
const mongolian = rowsOf('zuvshuurul.csv', ';');

type Kinds = Readonly<Record<string, (row: Row) => boolean>>;

const is =
  (column: string, ...values: readonly string[]) =>
  (row: Row) =>
    values.includes(cell(row, column));
const all =
  (...conditions: readonly ((row: Row) => boolean)[]) =>
  (row: Row) =>
    conditions.every((condition) => condition(row));
const signed = (row: Row) => cell(row, 'Contract signed');
const PERMIT_DAYS = ['Contract signed', 'Contract ends', 'Valid from', 'Valid to'] as const;
const CASE_DAYS = ['contract.finalisedOn', 'contract.endsOn', 'permit.validFrom', 'permit.validTo', 'application.receivedOn'] as const;

function isNoDay(text: string): boolean {
  if (text === '') return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() !== text;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

const IN_PERMITS: Kinds = {
  'contract date missing': is('Contract signed', ''),
  'contract signed on 11 September 2017': is('Contract signed', '2017-09-11'),
  'contract signed after 11 September 2017': (row) => signed(row) > '2017-09-11',
  'a day that does not exist': (row) => PERMIT_DAYS.some((column) => isNoDay(cell(row, column))),
  'contract ends before it was signed': (row) => !isNoDay(signed(row)) && cell(row, 'Contract ends') < signed(row),
  'nationality `Korea`': is('Nationality', 'Korea'),
  'nationality `Korean`': is('Nationality', 'Korean'),
  'nationality of the DPRK in words': is('Nationality', 'DPRK', 'North Korea'),
  'other nationality in words': is('Nationality', 'China', 'Russia'),
  'ownership missing': is('Ownership', ''),
  'whether the contract is written: missing': is('Written contract', ''),
  'contract not written': is('Written contract', 'No'),
  'line that is an exact copy': (row) => earlierWithSameNumber(row).some((earlier) => same(row, earlier)),
  'permit number given to a second worker': (row) =>
    earlierWithSameNumber(row).some((earlier) => cell(row, 'Worker No') !== cell(earlier, 'Worker No')),
};
const byNumber = Map.groupBy(permits, (row) => cell(row, 'Permit No'));
function earlierWithSameNumber(row: Row): readonly Row[] {
  const rows = byNumber.get(cell(row, 'Permit No')) ?? [];
  return rows.slice(0, rows.indexOf(row));
}
function same(a: Row, b: Row): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const remain = is('act', 'remain');
const renew = is('act', 'renew');
const authorise = is('act', 'authorise');
const contract = is('act', 'contract');
const pairs = (assessment: string, prohibited: string) =>
  all(is('worker.protectionAssessment', assessment), is('worker.returnProhibited', prohibited));
const isDprk = (row: Row) => cell(row, 'worker.nationalities').split('|').includes('PRK');

const IN_CASES: Kinds = {
  'act `remain`': remain,
  'act `employ`': is('act', 'employ'),
  'act `renew`': renew,
  'act `contract`': contract,
  'act `authorise`': authorise,
  '`renew`, DPRK': all(renew, isDprk),
  '`contract`, DPRK': all(contract, isDprk),
  '`authorise`, DPRK': all(authorise, isDprk),
  '`remain`, not DPRK': (row) => remain(row) && !isDprk(row),
  '`remain`, nationality unknown': all(remain, is('worker.nationalities', '')),
  '`remain`, earns income unknown': all(remain, is('worker.earnsIncome', '')),
  '`remain`, overseer who earns none': all(remain, is('worker.safetyOverseer', 'true'), is('worker.earnsIncome', 'false')),
  '`remain`, earns none, overseer unknown': all(remain, is('worker.safetyOverseer', ''), is('worker.earnsIncome', 'false')),
  '`remain`, assessment pending': all(remain, pairs('pending', '')),
  '`remain`, assessment upheld': all(remain, pairs('upheld', 'true')),
  '`remain`, assessment refused': all(remain, pairs('refused', 'false')),
  '`remain`, return prohibited without an assessment': all(remain, pairs('none', 'true')),
  '`remain`, nothing known of protection': all(remain, pairs('', '')),
  '`remain`, PRK and MNG': all(remain, is('worker.nationalities', 'PRK|MNG')),
  '`remain`, PRK and CHN': all(remain, is('worker.nationalities', 'PRK|CHN')),
  '`remain`, PRK and RUS': all(remain, is('worker.nationalities', 'PRK|RUS')),
  '`remain`, immunity': all(remain, is('worker.immunity', 'true')),
  '`remain`, immunity unknown': all(remain, is('worker.immunity', '')),
  '`remain`, resides on another title': all(remain, is('worker.residesOnOtherTitle', 'true')),
  '`remain`, other title unknown': all(remain, is('worker.residesOnOtherTitle', '')),
  '`remain`, worker listed': all(remain, is('worker.listed', 'true')),
  '`remain`, employer listed': all(remain, is('employer.listed', 'true')),
  '`renew`, contract date unknown': all(renew, is('contract.finalisedOn', '')),
  '`renew`, contract of 11 September 2017': all(renew, is('contract.finalisedOn', '2017-09-11')),
  '`renew`, contract after 11 September 2017': (row) => renew(row) && cell(row, 'contract.finalisedOn') > '2017-09-11',
  '`renew`, written or not unknown': all(renew, is('contract.written', '')),
  '`renew`, approval unknown': all(renew, is('approvals', '')),
  '`contract`, owner of the employer unknown': all(contract, is('employer.private', '')),
  '`contract`, state employer': all(contract, is('employer.private', 'false')),
  '`contract`, nationality unknown': all(contract, is('worker.nationalities', '')),
  '`authorise`, headroom unknown': all(authorise, is('register.headroom', '')),
  '`authorise`, contract date unknown': all(authorise, is('contract.finalisedOn', '')),
  '`authorise`, contract of 11 September 2017': all(authorise, is('contract.finalisedOn', '2017-09-11')),
  '`authorise`, contract not written': all(authorise, is('contract.written', 'false')),
  '`authorise`, written or not unknown': all(authorise, is('contract.written', '')),
  '`authorise`, approval unknown': all(authorise, is('approvals', '')),
  '`authorise`, approved on 20 November 2017': all(authorise, is('approvals', '1718:2017-11-20')),
  '`authorise`, resides on another title': all(authorise, is('worker.residesOnOtherTitle', 'true')),
  '`authorise`, other title unknown': all(authorise, is('worker.residesOnOtherTitle', '')),
  '`authorise`, nationality unknown': all(authorise, is('worker.nationalities', '')),
};

/** What must be refused at the door, by the first reason that a row gives. */
const AT_THE_DOOR: Kinds = {
  'nationality `Korea` or `Korean`': is('worker.nationalities', 'Korea', 'Korean'),
  'nationality `NKR`': is('worker.nationalities', 'NKR'),
  'a day that does not exist': (row) => CASE_DAYS.some((column) => isNoDay(cell(row, column))),
  'act `extend`': is('act', 'extend'),
  'earns income `maybe`': is('worker.earnsIncome', 'maybe'),
  'approval without a date': is('approvals', '1718'),
  'upheld, and return not prohibited': pairs('upheld', 'false'),
  'refused, and return prohibited': pairs('refused', 'true'),
  'pending, and return decided': (row) =>
    cell(row, 'worker.protectionAssessment') === 'pending' && cell(row, 'worker.returnProhibited') !== '',
};

const IN_MONGOLIAN: Kinds = {
  'from the DPRK (БНАСАУ)': is('Иргэншил', 'БНАСАУ'),
  'Солонгос: either Korea': is('Иргэншил', 'Солонгос'),
  'earns income: Үгүй': is('Орлого олдог', 'Үгүй'),
  'earns income unknown': is('Орлого олдог', ''),
};

describe.each([
  { heading: 'Mess in permits.csv', rows: permits, kinds: IN_PERMITS },
  { heading: 'Cases in december-2017.csv', rows: cases, kinds: IN_CASES },
  { heading: 'Refused at the door', rows: cases, kinds: AT_THE_DOOR },
  { heading: 'Kinds in zuvshuurul.csv', rows: mongolian, kinds: IN_MONGOLIAN },
])('$heading', ({ heading, rows, kinds }) => {
  const inReadme = numbersInReadme(heading);
  test('README.md lists exactly these kinds', () => {
    expect([...inReadme.keys()].sort()).toEqual(Object.keys(kinds).sort());
  });
  test.each(Object.entries(kinds))('%s', (kind, holds) => {
    expect(rows.filter(holds).length).toBe(inReadme.get(kind));
  });
});

test('no row is refused at the door for two reasons', () => {
  const reasons = (row: Row) => Object.values(AT_THE_DOOR).filter((holds) => holds(row)).length;
  expect(cases.filter((row) => reasons(row) > 1)).toEqual([]);
});

test('each question has an id of its own', () => {
  expect(new Set(cases.map((row) => cell(row, 'id'))).size).toBe(cases.length);
});

test('whoever holds an authorisation on 7 December 2017 is asked about, once', () => {
  const standing = permits.filter(
    (row) => cell(row, 'Left on') === '' && cell(row, 'Valid from') <= '2017-12-07' && cell(row, 'Valid to') >= '2017-12-07',
  );
  const holders = new Set(standing.map((row) => `${cell(row, 'Worker No')}-remain`));
  expect(new Set(cases.filter(remain).map((row) => cell(row, 'id')))).toEqual(holders);
});

test('the headroom is the valid authorisations of 5 August 2017 less those of 7 December', () => {
  const validOn = (day: string) =>
    permits.filter(
      (row) =>
        ['PRK', 'DPRK', 'North Korea'].includes(cell(row, 'Nationality')) && cell(row, 'Valid from') <= day && day <= cell(row, 'Valid to'),
    ).length;
  const given = new Set(cases.filter(authorise).map((row) => cell(row, 'register.headroom')));
  expect(given).toEqual(new Set(['', String(validOn('2017-08-05') - validOn('2017-12-07'))]));
});

test('people who came twice: two numbers, two spellings, one year of birth, never here at the same time', () => {
  const twice = rowsOf('same-person.csv');
  const numbers = twice.flatMap((pair) => [cell(pair, 'Worker No'), cell(pair, 'Other Worker No')]);
  expect([twice.length, new Set(numbers).size]).toEqual([numbersInReadme('One person, two numbers').get('people'), numbers.length]);
  for (const pair of twice) {
    const first = permits.filter(is('Worker No', cell(pair, 'Worker No')));
    const second = permits.filter(is('Worker No', cell(pair, 'Other Worker No')));
    expect(new Set([...first, ...second].map((row) => cell(row, 'Year of birth')))).toEqual(new Set([cell(pair, 'Year of birth')]));
    expect(new Set(first.map((row) => cell(row, 'Name')))).toEqual(new Set([cell(pair, 'Name')]));
    expect(new Set(second.map((row) => cell(row, 'Name')))).toEqual(new Set([cell(pair, 'Other name')]));
    expect(cell(pair, 'Name')).not.toBe(cell(pair, 'Other name'));
    expect(first.map((row) => cell(row, 'Left on')).join('') < cell(second[0] ?? {}, 'Valid from')).toBe(true);
  }
});

test('zuvshuurul.csv has thirty lines, a byte order mark, CRLF and days that begin with the year', () => {
  const lines = textOf('zuvshuurul.csv').split('\r\n');
  expect([mongolian.length, lines.length, lines.at(-1)]).toEqual([30, 32, '']); // a header, thirty lines, and each of them ended
  expect(lines[0]?.startsWith('\ufeff')).toBe(true);
  expect(lines.join('').includes('\n')).toBe(false);
  expect(mongolian.every((row) => /^\d{4}\.\d\d\.\d\d$/.test(cell(row, 'Хүчинтэй дуусах огноо')))).toBe(true);
});

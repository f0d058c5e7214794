import { beforeAll, describe, expect, test } from 'vitest';
import type { Fact, Vocabulary } from '../../law/vocabulary.ts';
import { isCountryCode } from '../../values/countries.ts';
import { loadRegimes } from '../law/load.ts';
import { namesWithCodes } from './country-names.ts';
import { recognisedHeaders } from './headers.ts';
import { targetsOf } from './mapping.ts';
import { type CellManner, EXACT, readCell } from './spelling.ts';

let vocabulary: Vocabulary;
beforeAll(async () => {
  ({ vocabulary } = await loadRegimes());
});
const fact = (name: string): Fact => vocabulary.facts.find((candidate) => candidate.name === name) as Fact;
const SPELLED: CellManner = { ...EXACT, isSpelled: true };
const read = (name: string, text: string, manner: CellManner = SPELLED): string | null => {
  const { text: exact, problem } = readCell(fact(name), text, manner);
  return problem === null ? exact : `refused: ${problem.reason}`;
};

describe('a day under a header of people’s own words', () => {
  test.each([
    ['2017-03-14', '2017-03-14'],
    ['2017.03.14', '2017-03-14'],
    ['2017/3/4', '2017-03-04'],
    ['14.03.2017', '2017-03-14'],
    ['4.3.2017', '2017-03-04'],
    ['2017-03-14 00:00:00', '2017-03-14'],
    ['2017 оны 3 сарын 14', '2017-03-14'],
    ['2017 оны 12-р сарын 3-ны өдөр', '2017-12-03'],
    ['31.02.2017', '2017-02-31'], // the door says that this day does not exist
    ['42808', '42808'], // a day number of a spreadsheet: the door refuses it
    ['2017-03-14 08:00', '2017-03-14 08:00'],
    ['', null],
    ['-', null],
    ['тодорхойгүй', null],
  ])('%s', (given, exact) => expect(read('contract.finalisedOn', given)).toBe(exact));

  test.each(['03/04/2017', '25/12/2017', '3-4-2017'])('%s: day or month first is never guessed', (given) => {
    const { problem } = readCell(fact('contract.finalisedOn'), given, SPELLED);
    expect(problem?.reason).toContain('which number is the day');
    expect(problem?.remedy).toContain('mapping file');
  });
  test('a mapping file can say it', () => {
    expect(read('contract.finalisedOn', '03/04/2017', { ...SPELLED, dateForm: 'DD/MM/YYYY' })).toBe('2017-04-03');
    expect(read('contract.finalisedOn', '03/04/2017', { ...SPELLED, dateForm: 'MM/DD/YYYY' })).toBe('2017-03-04');
    expect(read('contract.finalisedOn', '03.04.2017', { ...SPELLED, dateForm: 'MM.DD.YYYY' })).toBe('2017-03-04');
  });
});

describe('nationalities as people write them', () => {
  test.each([
    ['North Korea', 'PRK'],
    ['D.P.R.K.', 'PRK'],
    ['  democratic people’s republic of korea ', 'PRK'],
    ['Korea, North', 'PRK'],
    ['БНАСАУ', 'PRK'],
    ['БНСУ', 'KOR'],
    ['prk', 'PRK'],
    ['China', 'CHN'],
    ['ОХУ', 'RUS'],
    ['PRK, CHN', 'PRK|CHN'],
    ['North Korea and Mongolia', 'PRK|MNG'],
    ['Korea', 'Korea'], // the door refuses it and says which two it may be
    ['S. Korea', 'S. Korea'],
    ['NK', 'NK'],
  ])('%s', (given, exact) => expect(read('worker.nationalities', given)).toBe(exact));

  test('an ambiguous one becomes unknown only when told so, with a note', () => {
    const manner: CellManner = { ...SPELLED, ambiguous: 'unknown' };
    for (const given of ['Korea', 'Korean', 'Солонгос', 'PRK|Korea']) {
      const reading = readCell(fact('worker.nationalities'), given, manner);
      expect(reading).toMatchObject({ text: null, problem: null });
      expect(reading.note).toContain(given);
    }
    expect(readCell(fact('worker.nationalities'), 'Korea', { ...EXACT, ambiguous: 'unknown' }).note).toContain('either of two states');
  });

  test('no name stands under two states, and every code is one', () => {
    const seen = new Map<string, string>();
    for (const [name, code] of namesWithCodes) {
      expect(isCountryCode(code), code).toBe(true);
      expect(seen.get(name) ?? code, name).toBe(code);
      seen.set(name, code);
    }
    expect(seen.size).toBeGreaterThan(300);
  });
});

describe('yes, no and what an employer is', () => {
  test.each([
    ['worker.earnsIncome', 'Yes', 'true'],
    ['worker.earnsIncome', 'Үгүй', 'false'],
    ['worker.earnsIncome', 'тийм', 'true'],
    ['employer.private', 'Private', 'true'],
    ['employer.private', 'Төрийн', 'false'],
    ['employer.private', 'Joint venture', null],
    ['worker.protectionAssessment', 'Pending', 'pending'],
    ['act', 'Renewal', 'renew'],
    ['host', 'Mongolia', 'MNG'],
    ['approvals', 'Байхгүй', 'none'],
  ])('%s %s', (name, given, exact) => expect(read(name, given)).toBe(exact));
  test('another word is refused with a remedy', () => expect(read('worker.earnsIncome', '1')).toContain('neither yes nor no'));
});

test('under a canonical name only the exact form stands: everything goes to the door as it is', () => {
  for (const [name, given] of [
    ['worker.earnsIncome', 'Yes'],
    ['contract.finalisedOn', '2017.03.14'],
    ['worker.nationalities', 'North Korea'],
  ] as const)
    expect(read(name, given, EXACT)).toBe(given);
});

test('every recognised header stands for a name that exists, and for one only', () => {
  const targets = targetsOf(vocabulary, []);
  const seen = new Map<string, string>();
  for (const [form, name] of recognisedHeaders) {
    expect(targets, form).toContain(name);
    expect(seen.get(form) ?? name, form).toBe(name);
    seen.set(form, name);
  }
});

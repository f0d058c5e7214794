import { describe, expect, test } from 'vitest';
import { byCodePoint, canonicalJson } from './canonical.ts';
import { assignedCountryCodes, isCountryCode, nationalityRemedy } from './countries.ts';
import { addToDate, daysBetween, isIsoDate, spokenDate, weekday } from './dates.ts';
import { and, not, or, type Truth, truthWord } from './kleene.ts';
import { didYouMean, nearestName } from './nearest.ts';

describe("Kleene's tables", () => {
  const AND: readonly (readonly [Truth, Truth, Truth])[] = [
    [true, true, true],
    [true, null, null],
    [true, false, false],
    [null, null, null],
    [null, false, false],
    [false, false, false],
  ];
  test.each(AND)('%s and %s is %s', (a, b, both) => {
    expect([and(a, b), and(b, a)]).toEqual([both, both]);
  });
  test.each(AND)('by De Morgan: not %s or not %s is not %s', (a, b, both) => {
    expect(or(not(a), not(b))).toBe(not(both));
  });
  test('their words', () => {
    expect([true, false, null].map((value) => truthWord(value))).toEqual(['true', 'false', 'unknown']);
  });
});

describe('legal dates', () => {
  test.each(['2017-09-11', '2016-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) =>
    expect(isIsoDate(text)).toBe(true),
  );
  test.each([
    '2017-02-30',
    '2017-02-29',
    '1900-02-29',
    '2017-13-01',
    '2017-00-10',
    '2017-04-31',
    '2017-1-01',
    '2017/01/01',
    '0000-01-01',
    '2017-09-11 ',
    '+02017-09-11',
    '२०१७-०९-११',
    '',
  ])('%s is none', (text) => expect(isIsoDate(text)).toBe(false));
  test('every day from 1896 to 2104 is a day, and nothing that the calendar does not have', () => {
    for (let year = 1896; year <= 2104; year++)
      for (let month = 1; month <= 12; month++)
        for (let day = 1; day <= 31; day++) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const exists = day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
          if (isIsoDate(text) !== exists) expect.unreachable(text);
        }
  });
  test.each([
    ['2017-12-22', 'months', 24, '2019-12-22'],
    ['2016-02-29', 'months', 24, '2018-02-28'],
    ['2017-08-31', 'months', 6, '2018-02-28'],
    ['2017-09-11', 'days', 120, '2018-01-09'],
    ['2016-02-29', 'years', 1, '2017-02-28'],
    ['2018-02-28', 'months', -24, '2016-02-28'],
  ] as const)('%s and %s %i: %s', (from, unit, count, to) => expect(addToDate(from, unit, count)).toBe(to));
  test('a day that cannot be said is unknown', () => {
    expect(addToDate('9999-12-31', 'days', 1)).toBeNull();
    expect(addToDate('0001-01-01', 'days', -1)).toBeNull();
    expect(addToDate('2017-01-01', 'years', 2_000_000_000)).toBeNull();
  });
  test('days between, and the words of a day', () => {
    expect(daysBetween('2017-12-22', '2019-12-22')).toBe(730);
    expect(daysBetween('2019-12-22', '2017-12-22')).toBe(-730);
    expect(spokenDate('2019-12-02')).toBe('2 December 2019');
    expect(weekday('2019-12-22')).toBe('Sunday');
  });
});

describe('codes and names', () => {
  test('the list of ISO 3166-1 has its 249 codes, each once and sorted', () => {
    expect(new Set(assignedCountryCodes).size).toBe(249);
    expect([...assignedCountryCodes].sort(byCodePoint)).toEqual(assignedCountryCodes);
  });
  test.each(['PRK', 'KOR', 'MNG', 'XXA', 'XKX'])('%s is a code', (code) => expect(isCountryCode(code)).toBe(true));
  test.each(['PKR', 'prk', 'XXX', 'Korea', '', 'ZZZ', 'toString'])('%s is none', (code) => expect(isCountryCode(code)).toBe(false));
  test.each(['Korea', 'korean', ' Korea ', 'Солонгос'])('%s stands for two states', (name) =>
    expect(nationalityRemedy(name)).toMatch(/PRK.*KOR/),
  );
  test('small letters are told apart from an unknown code', () => {
    expect(nationalityRemedy('prk')).toBe('Write `PRK`.');
    expect(nationalityRemedy('North')).toContain('alpha-3');
  });
  test('the nearest name, and none where none is near', () => {
    expect(nearestName('worker.nationality', ['worker.nationalities', 'worker.listed'])).toBe('worker.nationalities');
    expect(nearestName('ASOF', ['asOf', 'act'])).toBe('asOf');
    expect(nearestName('zzzzzzzzzz', ['asOf', 'act'])).toBeUndefined();
    expect(didYouMean('x', [])).toBe('');
  });
  test('canonical JSON does not depend on the order in which a thing was built', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, é: true })).toBe(
      canonicalJson({ é: true, b: [1, { c: 'x', d: null }] }),
    );
    expect(canonicalJson({ b: 1, a: [] })).toBe('{"a":[],"b":1}');
  });
});

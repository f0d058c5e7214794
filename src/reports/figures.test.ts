import { describe, expect, test } from 'vitest';
import { count, interval, listing, plural, share, spokenDays, spokenMonth } from './figures.ts';
import { shortened } from './label.ts';
import { calendarOf } from './periods.ts';

describe('figures', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1190, '1,190'],
    [123_456, '123,456'],
    [10_000_000, '10,000,000'],
    [9_007_199_254_740_991, '9,007,199,254,740,991'],
    [-1234, '\u22121,234'],
  ])('%d', (number, written) => {
    expect(count(number)).toBe(written);
  });

  test.each([
    [0, 0, '\u2013'],
    [0, 7, '0%'],
    [7, 7, '100%'],
    [1, 1000, 'under 1%'],
    [999, 1000, 'over 99%'],
    [1, 3, '33%'],
  ])('%d of %d', (part, whole, written) => {
    expect(share(part, whole)).toBe(written);
  });

  test('words', () => {
    expect([plural(1, 'case'), plural(1190, 'case'), plural(0, 'case')]).toEqual(['1 case', '1,190 cases', '0 cases']);
    expect([listing([]), listing(['a']), listing(['a', 'b']), listing(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect([interval([5, 5]), interval([1287, 1314])]).toEqual(['5', '1,287 to 1,314']);
    expect(spokenDays({ first: '2017-12-07', last: '2017-12-07' })).toBe('7 December 2017');
    expect(spokenMonth('2017-12')).toBe('December 2017');
  });

  test('a label is cut by the columns it takes', () => {
    expect(shortened('Nogoon Minj Barilga', 12)).toBe('Nogoon Minj…');
    expect(shortened('푸른 고슴도치 건설', 10)).toBe('푸른 고슴…');
    expect(shortened('short', 5)).toBe('short');
    expect(shortened('\n two   spaces ', 40)).toBe('two spaces');
  });
});

describe('a calendar', () => {
  const labels = (months: string[], most: number): string[] => calendarOf(months, most).periods.map(({ label }) => label);

  test('months while they fit, without holes', () => {
    expect(labels(['2018-02', '2017-11'], 12)).toEqual(['Nov\n2017', 'Dec', 'Jan\n2018', 'Feb']);
  });

  test('else quarters, years, and stretches of years', () => {
    expect(labels(['2017-11', '2018-08'], 4)).toEqual(['Q4\n2017', 'Q1\n2018', 'Q2', 'Q3']);
    expect(labels(['2015-11', '2018-08'], 4)).toEqual(['2015', '2016', '2017', '2018']);
    expect(labels(['2008-11', '2018-08'], 4)).toEqual(['2005\u20132009', '2010\u20132014', '2015\u20132019']);
  });

  test('the whole of the years that a date may have', () => {
    expect(calendarOf(['0001-01', '9999-12'], 20).periods.length).toBeLessThanOrEqual(20);
  });

  test('each month lies in its period', () => {
    const calendar = calendarOf(['2015-11', '2018-08'], 4);
    expect(calendar.periods.find(({ key }) => key === calendar.of('2017-06'))?.words).toBe('2017');
    expect(calendar.unit).toBe('year');
  });
});

import { describe, expect, test } from 'vitest';
import { grantableTerm, type TermQuestion, termOf } from './term.ts';
import { lastDayOf } from './validity.ts';

const RULE = { monthsMax: 12, source: 'the law' };
const question = (told: Partial<TermQuestion> = {}): TermQuestion => ({
  today: '2017-12-07',
  wantedFrom: null,
  wantedTo: null,
  renewsLastDay: null,
  contractEndsOn: null,
  rule: RULE,
  ...told,
});

describe('the days of an authorisation', () => {
  test.each([
    ['a year from today where nothing else is said', {}, '2017-12-07', '2018-12-06'],
    ['from the day wanted', { wantedFrom: '2018-01-01' }, '2018-01-01', '2018-12-31'],
    ['never from a day that is over', { wantedFrom: '2017-11-01' }, '2017-12-07', '2018-12-06'],
    ['a renewal from the day after', { renewsLastDay: '2018-02-28' }, '2018-03-01', '2019-02-28'],
    ['no longer than the contract', { contractEndsOn: '2018-06-30' }, '2017-12-07', '2018-06-30'],
    ['a contract that is over says nothing of the end', { contractEndsOn: '2017-06-30' }, '2017-12-07', '2018-12-06'],
    ['to the day wanted', { wantedTo: '2018-03-31' }, '2017-12-07', '2018-03-31'],
    ['as the officer writes it', { validFrom: '2018-01-15', validTo: '2018-02-15', wantedTo: '2018-03-31' }, '2018-01-15', '2018-02-15'],
  ] as const)('%s', (_, told, from, to) => {
    expect(termOf(question(told))).toEqual({ from, to });
    expect(grantableTerm(question(told))).toEqual({ from, to });
  });

  test.each([
    ['validFrom', { validFrom: '2017-12-06' }],
    ['validFrom', { renewsLastDay: '2018-02-28', validFrom: '2018-02-28' }],
    ['validTo', { validTo: '2018-12-07' }],
    ['validTo', { validFrom: '2018-02-01', validTo: '2018-01-31' }],
    ['validTo', { rule: null }],
  ] as const)('%s cannot be so: %o', (field, told) => {
    expect(() => grantableTerm(question(told))).toThrow(
      expect.objectContaining({ problems: expect.arrayContaining([expect.objectContaining({ field })]) as unknown }) as Error,
    );
  });

  test('both ends are lawful days, and a month that is too short ends with its last', () => {
    expect(lastDayOf('2018-01-01', 12)).toBe('2018-12-31');
    expect(lastDayOf('2018-01-31', 1)).toBe('2018-02-27');
  });
});

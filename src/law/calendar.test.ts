import { describe, expect, test } from 'vitest';
import { openTexts, TRIAL } from '../../test/support/trial-law.ts';
import { calendarOf, standingOn } from './calendar.ts';

const daysOf = (texts: Readonly<Record<string, string>>) => {
  const law = openTexts(texts)[0]?.law;
  if (law == null) throw new Error('the trial law is broken');
  return calendarOf(law);
};

describe('the days that a law sets', () => {
  test('deadlines and last lawful days, the earliest first, each with its working', () => {
    expect(daysOf(TRIAL).map(({ id, kind, on, weekday, addressee, working }) => ({ id, kind, on, weekday, addressee, working }))).toEqual([
      {
        id: 'un.report',
        kind: 'deadline',
        on: '2017-12-10',
        weekday: 'Sunday',
        addressee: 'every state',
        working: '90 days after adoption on 2017-09-11',
      },
      { id: 'mng.leave', kind: 'duty', on: '2018-06-02', weekday: 'Saturday', addressee: 'Mongolia', working: 'stated as 2018-06-02' },
    ]);
  });

  test('months clamp, and the working says so', () => {
    const [day] = daysOf({
      ...TRIAL,
      'trial/deadlines.yaml': (TRIAL['trial/deadlines.yaml'] ?? '').replace(
        '{ days: 90, after: adoption }',
        '{ months: 6, after: 2017-08-31 }',
      ),
    });
    expect(day).toMatchObject({ on: '2018-02-28', working: '6 months after 2017-08-31 (181 days), clamped to the last day of the month' });
  });

  test('what a statement names is announced and no duty', () => {
    const texts = {
      ...TRIAL,
      'trial/provisions/mng.yaml': (TRIAL['trial/provisions/mng.yaml'] ?? '').replace('basis: report', 'basis: statement'),
    };
    expect(daysOf(texts).map(({ kind }) => kind)).toEqual(['deadline', 'announced']);
  });

  test('a draft sets no day', () => {
    expect(daysOf(TRIAL).map(({ on }) => on)).not.toContain('2018-12-31');
  });
});

test.each([
  ['2018-06-01', { standing: 'ahead', days: 1 }],
  ['2018-06-02', { standing: 'today', days: 0 }],
  ['2018-06-03', { standing: 'past', days: 1 }],
])('seen from %s', (asOf, standing) => {
  expect(standingOn('2018-06-02', asOf)).toEqual(standing);
});

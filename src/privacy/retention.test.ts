import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_RETENTION, dueOn, dueOnDay, type Kept, type RetentionRule } from './retention.ts';

const rule = (years: number, recordClass = 'worker'): RetentionRule => ({ recordClass, years, runsFrom: 'ended', reason: 'A test.' });
const worker = (from: string | null, id = 'w'): Kept => ({ id, recordClass: 'worker', from });

test.each([
  [10, '2017-12-31', '2028-01-01'],
  [1, '2016-02-28', '2017-03-01'],
  [1, '2016-02-29', '2017-03-01'],
  [4, '2016-02-29', '2020-03-01'],
])('%i years from %s are over on %s', (years, from, on) => {
  expect(dueOn(rule(years), from)).toBe(on);
  expect(dueOnDay([worker(from)], on, [rule(years)])).toHaveLength(1);
  expect(dueOnDay([worker(from)], Temporal.PlainDate.from(on).subtract({ days: 1 }).toString(), [rule(years)])).toEqual([]);
});

test('a period that has not begun, or a class that nobody has a rule for, is never due', () => {
  expect(dueOnDay([worker(null), { id: 'x', recordClass: 'unheard-of', from: '1900-01-01' }], '9999-12-31')).toEqual([]);
});

test('the longest due comes first, with its reason', () => {
  const due = dueOnDay([worker('2001-01-01', 'b'), worker('2000-01-01', 'c'), worker('2001-01-01', 'a')], '2020-01-01', [rule(3)]);
  expect(due.map(({ id, dueOn }) => `${id} ${dueOn}`)).toEqual(['c 2003-01-02', 'a 2004-01-02', 'b 2004-01-02']);
  expect(due[0]?.reason).toBe('A test.');
});

test('a ministry’s own rule, put behind the default, replaces it', () => {
  const own = { ...rule(1), reason: 'Our statute, section 4.' };
  expect(dueOnDay([worker('2016-01-01')], '2017-06-01')).toEqual([]);
  expect(dueOnDay([worker('2016-01-01')], '2017-06-01', [...DEFAULT_RETENTION, own])).toMatchObject([{ reason: own.reason }]);
});

test('one class, one default, and a reason that a reader can weigh', () => {
  expect(new Set(DEFAULT_RETENTION.map(({ recordClass }) => recordClass)).size).toBe(DEFAULT_RETENTION.length);
  for (const { reason, years } of DEFAULT_RETENTION) {
    expect(reason.split(' ').length).toBeGreaterThan(6);
    expect(years).toBeGreaterThan(0);
  }
});

test('what is due stays due', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }).toString());
  fc.assert(
    fc.property(day, day, fc.integer({ min: 1, max: 30 }), (from, on, years) => {
      const later = Temporal.PlainDate.from(on).add({ days: 1 }).toString();
      const isDue = dueOnDay([worker(from)], on, [rule(years)]).length === 1;
      if (isDue) expect(dueOnDay([worker(from)], later, [rule(years)])).toHaveLength(1);
    }),
  );
});

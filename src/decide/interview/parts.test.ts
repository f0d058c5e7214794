import { describe, expect, test } from 'vitest';
import { DAYS, dayNumber, NUMBERS, runsOf } from './boundaries.ts';
import { junction, keyOf, negate, type OpenResidual, type Residual } from './expression.ts';
import { listLabel, listsOf } from './lists.ts';

const atom = (key: string): OpenResidual => ({
  op: 'atom',
  key,
  part: { node: { op: 'question', id: key, range: [0, 0] }, of: () => null, parts: [] },
  facts: [key],
  holds: true,
});
const [x, y] = [atom('x'), atom('y')];
const all = (...parts: Residual[]): Residual => junction('all', parts);
const any = (...parts: Residual[]): Residual => junction('any', parts);

describe('what is left of a junction', () => {
  test.each<[string, Residual, string]>([
    ['a false part settles all', all(x, false, null), 'false'],
    ['a true part settles any', any(x, true, null), 'true'],
    ['a known part that settles nothing goes', all(x, true), 'x'],
    ['a part that stays unknown remains', all(x, null), '(? & x)'],
    ['nothing but what stays unknown is unknown', any(null, null, false), '?'],
    ['the same part twice is one', any(x, x), 'x'],
    ['the order of the parts is none', all(y, x), '(x & y)'],
    ['a junction within its like is taken up', all(x, all(y, null)), '(? & x & y)'],
    ['x or (x and y) is x', any(x, all(x, y)), 'x'],
    ['x and (x or y) is x', all(x, any(y, x)), 'x'],
    ['unknown or (unknown and x) is unknown whatever x is', any(null, all(null, x)), '?'],
    ['the opposite goes inwards', negate(all(x, any(y, null))), '(!x | (!y & ?))'],
    ['the opposite of the opposite is the part', negate(negate(all(x, y))), '(x & y)'],
  ])('%s', (_law, residual, key) => {
    const sorted = (text: string): string => [...text].sort().join('');
    expect(sorted(keyOf(residual))).toBe(sorted(key));
    if (!key.includes('|')) expect(keyOf(residual)).toBe(key);
  });
});

describe('runs of days and numbers', () => {
  test('the very boundary is found between two numbers far apart', () => {
    const runs = runsOf([0, 100], (number) => (number < 37 ? 'below' : 'above'));
    expect(runs.map(({ from, to }) => [from, to])).toEqual([
      [null, 36],
      [37, null],
    ]);
    expect(runs.map(NUMBERS.labelOf)).toEqual(['36 or less', '37 or more']);
  });

  test('each kind of run has its words', () => {
    const day = (text: string): number => dayNumber(text);
    const said = (from: string | null, to: string | null): string =>
      DAYS.labelOf({ from: from === null ? null : day(from), to: to === null ? null : day(to), sample: 0 });
    expect(said(null, '2017-09-10')).toBe('before 11 September 2017');
    expect(said('2017-09-11', '2017-09-11')).toBe('on 11 September 2017');
    expect(said('2017-09-11', '2017-12-31')).toBe('from 11 September 2017 to 31 December 2017');
    expect(said('2017-09-12', null)).toBe('on 12 September 2017 or later');
    expect(said(null, null)).toBe('any day');
    expect(NUMBERS.labelOf({ from: 3, to: 3, sample: 3 })).toBe('3');
    expect(NUMBERS.labelOf({ from: 3, to: 5, sample: 3 })).toBe('3 to 5');
  });

  test('days are their own values again', () => {
    for (const text of ['0001-01-01', '2016-02-29', '9999-12-31']) expect(DAYS.valueOf(dayNumber(text))).toBe(text);
  });
});

describe('a class of lists in words', () => {
  const kinds = [
    { label: 'PRK', sample: 'PRK', isPlain: false },
    { label: 'MNG', sample: 'MNG', isPlain: false },
    { label: 'another nationality', sample: 'KOR', isPlain: true },
  ];
  const lists = listsOf(kinds, false);
  const label = (belongs: (codes: readonly number[]) => boolean): string =>
    listLabel(
      lists.filter(({ kinds: held }) => belongs(held)),
      kinds,
      lists.filter(({ kinds: held }) => !belongs(held)),
    );

  test('says what all of them hold and what they lack, no more than is needed', () => {
    expect(label((held) => held.includes(0))).toBe('PRK');
    expect(label((held) => !held.includes(0))).toBe('not PRK');
    expect(label((held) => held.includes(0) && held.includes(1))).toBe('PRK, MNG');
    expect(label((held) => held.includes(0) && !held.includes(1))).toBe('PRK, not MNG');
    expect(label(() => true)).toBe('anything');
    expect(label((held) => !held.includes(0) || held.includes(1))).toBe('anything else');
  });
});

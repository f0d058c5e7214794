/** Recounts, from the checked-in files alone, each figure that README.md gives. */
import { expect, test } from 'vitest';
import { makeRegister } from './make.ts';
import { cell, numbersInReadme, type Row, rowsOf, textOf } from './read-register.ts';

const permits = rowsOf('permits.csv');
const dprk = permits.filter((row) => ['PRK', 'DPRK', 'North Korea'].includes(cell(row, 'Nationality')));
const covers = (row: Row, day: string) => cell(row, 'Valid from') <= day && day <= cell(row, 'Valid to');

/** The day of departure, by worker: it stands on the last authorisation. */
const leftOn = new Map(permits.filter((row) => cell(row, 'Left on') !== '').map((row) => [cell(row, 'Worker No'), cell(row, 'Left on')]));
const left = (row: Row, day: string) => (leftOn.get(cell(row, 'Worker No')) ?? '9999-12-31') <= day;

function people(rows: readonly Row[]): number {
  return new Set(rows.map((row) => cell(row, 'Worker No'))).size;
}
function employedOn(day: string): number {
  return people(dprk.filter((row) => covers(row, day) && !left(row, day)));
}
/** An authorisation is a permit number in one worker's hand: an exact copy of a line is not a second one. */
function authorisations(rows: readonly Row[]): number {
  return new Set(rows.map((row) => `${cell(row, 'Permit No')} ${cell(row, 'Worker No')}`)).size;
}
function grantedBetween(first: string, last: string): number {
  return authorisations(dprk.filter((row) => first <= cell(row, 'Valid from') && cell(row, 'Valid from') <= last));
}
function validOn(day: string): number {
  return authorisations(dprk.filter((row) => covers(row, day)));
}
function departedIn(year: number): number {
  return people(dprk.filter((row) => cell(row, 'Left on').startsWith(`${year}-`)));
}
function quota(year: number): number {
  return Number(rowsOf('quotas.csv').find((row) => cell(row, 'Year') === String(year))?.Number);
}

/** The stock after each day on which it changed: a running sum of comings and goings, not the counting above. */
const stock = runningStock();
function runningStock(): readonly { day: string; employed: number }[] {
  const changes = new Map<string, number>();
  const change = (day: string, by: number) => changes.set(day, (changes.get(day) ?? 0) + by);
  for (const row of withoutCopies(dprk)) {
    const dayAfter = Temporal.PlainDate.from(cell(row, 'Valid to')).add({ days: 1 }).toString();
    change(cell(row, 'Valid from'), 1);
    change([dayAfter, cell(row, 'Left on') || dayAfter].sort()[0] ?? dayAfter, -1);
  }
  const days = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
  return days.reduce<{ day: string; employed: number }[]>((counted, [day, by]) => {
    counted.push({ day, employed: (counted.at(-1)?.employed ?? 0) + by });
    return counted;
  }, []);
}
function withoutCopies(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
function stockOn(day: string): number {
  return stock.findLast((change) => change.day <= day)?.employed ?? 0;
}

const standingOthers = permits.filter(
  (row) => !dprk.includes(row) && !cell(row, 'Nationality').startsWith('Korea') && covers(row, '2017-12-07'),
);

const RECOUNTED: Readonly<Record<string, () => number>> = {
  'employed on 30 April 2013': () => employedOn('2013-04-30'),
  'employed on 31 October 2013, the peak': () => employedOn('2013-10-31'),
  'employed on 5 August 2017': () => employedOn('2017-08-05'),
  'employed on 30 November 2017': () => employedOn('2017-11-30'),
  'employed on 7 December 2017': () => employedOn('2017-12-07'),
  'granted from 1 January to 1 November 2017': () => grantedBetween('2017-01-01', '2017-11-01'),
  'valid on 5 August 2017': () => validOn('2017-08-05'),
  'valid on 1 November 2017': () => validOn('2017-11-01'),
  'valid on 7 December 2017': () => validOn('2017-12-07'),
  'departed in 2016': () => departedIn(2016),
  'quota of 2015': () => quota(2015),
  'quota of 2016': () => quota(2016),
  'quota of 2017': () => quota(2017),
  'workers of other nationalities on 7 December 2017': () => people(standingOthers.filter((row) => !left(row, '2017-12-07'))),
  'joint ventures among the employers': () =>
    new Set(permits.filter((row) => cell(row, 'Ownership') === 'Joint venture').map((row) => cell(row, 'Employer'))).size,
};

const inReadme = numbersInReadme('Figures');

test('README.md gives exactly the figures that are recounted here', () => {
  expect([...inReadme.keys()].sort()).toEqual(Object.keys(RECOUNTED).sort());
});

test.each(Object.entries(RECOUNTED))('%s is what README.md says', (figure, recount) => {
  expect(recount()).toBe(inReadme.get(figure));
});

/** What press and reports gave; written down here a second time, so that a slip of the script and of README.md together still shows. */
test.each([
  ['employed on 30 April 2013', 1749],
  ['employed on 31 October 2013, the peak', 2123],
  ['employed on 30 November 2017', 1190],
  ['granted from 1 January to 1 November 2017', 1221],
  ['quota of 2015', 3858],
  ['quota of 2016', 2483],
  ['quota of 2017', 2338],
])('%s is the reported %i', (figure, reported) => {
  expect(RECOUNTED[figure]?.()).toBe(reported);
});

test('more than 200 departed in 2016', () => {
  expect(departedIn(2016)).toBeGreaterThan(200);
});

test('on no day are more employed than on 31 October 2013', () => {
  expect(stock.filter(({ employed }) => employed >= 2123)).toEqual([{ day: '2013-10-31', employed: 2123 }]);
});

test('counted by comings and goings, the stock is the same', () => {
  for (const day of ['2008-12-31', '2012-11-01', '2013-10-31', '2016-02-29', '2017-11-30', '2017-12-07'])
    expect(stockOn(day)).toBe(employedOn(day));
});

test('after 2013 the stock falls from each year to the next', () => {
  const yearEnds = ['2013-12-31', '2014-12-31', '2015-12-31', '2016-12-31', '2017-11-30'].map(stockOn);
  expect(yearEnds).toEqual([...new Set(yearEnds)].sort((a, b) => b - a));
});

test('a quota is never exceeded', () => {
  for (const year of [2015, 2016, 2017]) expect(grantedBetween(`${year}-01-01`, `${year}-12-31`)).toBeLessThanOrEqual(quota(year));
});

test('an authorisation lasts one year, and a renewal begins the day after', () => {
  const byWorker = Map.groupBy(withoutCopies(dprk), (row) => cell(row, 'Worker No'));
  for (const rows of byWorker.values()) {
    for (const [index, row] of rows.entries()) {
      const nextDay = Temporal.PlainDate.from(cell(row, 'Valid to')).add({ days: 1 });
      expect(nextDay.toString()).toBe(Temporal.PlainDate.from(cell(row, 'Valid from')).add({ years: 1 }).toString());
      const renewal = rows[index + 1];
      if (renewal !== undefined) expect(cell(renewal, 'Valid from')).toBe(nextDay.toString());
    }
  }
});

test('no authorisation is given after 3 December 2017 to a worker from the DPRK, and none before the agreement of 2008', () => {
  const given = dprk.map((row) => cell(row, 'Valid from')).sort();
  expect(given[0]?.slice(0, 7)).toBe('2008-08');
  expect((given.at(-1) ?? '') < '2017-12-03').toBe(true);
});

test('everybody here bears a number that says INV, for invented', () => {
  expect(
    permits.filter((row) => !/^INV-W-\d{5}$/.test(cell(row, 'Worker No')) || !/^INV-\d\d-\d{4}$/.test(cell(row, 'Permit No'))),
  ).toEqual([]);
});

test.each([...makeRegister()])('make.ts makes %s again, byte for byte', (file, text) => {
  expect(textOf(file) === text).toBe(true); // not toBe(text): a difference of a megabyte helps nobody
});

test('made twice in one process, the register is the same', () => {
  const [first, second] = [makeRegister(), makeRegister()].map((files) => [...files.values()].join(''));
  expect(first === second).toBe(true);
});

test('the files are of modest size', () => {
  expect(Buffer.byteLength(textOf('permits.csv'))).toBeLessThan(1_650_000);
  expect(Buffer.byteLength(textOf('december-2017.csv'))).toBeLessThan(600_000);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountTable, type PublicTable, suppressed } from './suppress.ts';

const table = (counts: readonly (readonly number[])[]): CountTable => ({
  rows: counts.map((_, row) => `r${row}`),
  columns: (counts[0] ?? []).map((_, column) => `c${column}`),
  counts,
});

describe('what is shown', () => {
  test('a table without small counts is shown whole', () => {
    const { counts, rowTotals, columnTotals, total } = suppressed(
      table([
        [10, 20],
        [0, 7],
      ]),
    );
    expect(counts).toEqual([
      [10, 20],
      [0, 7],
    ]);
    expect([rowTotals, columnTotals, total]).toEqual([[30, 7], [10, 27], 37]);
  });

  test('a small count takes three others with it, so that no total gives it away', () => {
    const shown = suppressed(
      table([
        [3, 40, 50],
        [20, 60, 70],
        [80, 90, 99],
      ]),
    );
    expect(shown.counts).toEqual([
      [null, null, 50],
      [null, null, 70],
      [80, 90, 99],
    ]);
    expect(shown.total).toBe(512);
  });

  test('a table of one person shows no number but the zeros', () => {
    const shown = suppressed(
      table([
        [1, 0],
        [0, 0],
      ]),
    );
    expect(shown).toMatchObject({
      counts: [
        [null, 0],
        [0, 0],
      ],
      rowTotals: [null, 0],
      columnTotals: [null, 0],
      total: null,
    });
  });

  test('two cells of 1 in a row of 2 would both be known, so a third goes', () => {
    const { counts } = suppressed(table([[1, 1, 9]]));
    expect(counts[0]).toEqual([null, null, null]);
  });
});

/** Every value each hidden count can have, by trying all tables: knows nothing of rings. */
function possible(shown: PublicTable, most: number): Map<string, Set<number>> {
  const width = shown.columns.length;
  const flat = shown.counts.flat();
  const found = new Map<string, Set<number>>();
  const add = (name: string, hidden: number | null, value: number): void => {
    if (hidden === null) found.set(name, (found.get(name) ?? new Set()).add(value));
  };
  const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const fits = (given: number | null | undefined, value: number): boolean => (given === null ? value >= 1 : given === value);
  const tryFrom = (values: number[]): void => {
    if (values.length < flat.length) {
      const given = flat[values.length];
      const options = given === null ? Array.from({ length: most }, (_, i) => i + 1) : [given ?? 0];
      for (const value of options) tryFrom([...values, value]);
      return;
    }
    const rows = shown.rows.map((_, r) => sumOf(values.slice(r * width, (r + 1) * width)));
    const columns = shown.columns.map((_, c) => sumOf(values.filter((_value, i) => i % width === c)));
    const total = sumOf(values);
    const agrees = rows.every((v, r) => fits(shown.rowTotals[r], v)) && columns.every((v, c) => fits(shown.columnTotals[c], v));
    if (!agrees || !fits(shown.total, total)) return;
    values.forEach((value, i) => {
      add(`cell ${i}`, flat[i] ?? null, value);
    });
    rows.forEach((value, r) => {
      add(`row ${r}`, shown.rowTotals[r] ?? null, value);
    });
    columns.forEach((value, c) => {
      add(`column ${c}`, shown.columnTotals[c] ?? null, value);
    });
    add('total', shown.total, total);
  };
  tryFrom([]);
  return found;
}

/** Small enough for trying all: counts to 3, "small" below 3, two rows of three. */
const aTable = fc
  .record({ rows: fc.integer({ min: 1, max: 2 }), columns: fc.integer({ min: 1, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

const hiddenIn = (shown: PublicTable): number =>
  [...shown.counts.flat(), ...shown.rowTotals, ...shown.columnTotals, shown.total].filter((count) => count === null).length;

test('from what is shown no hidden count can be pinned down to one number', () => {
  fc.assert(
    fc.property(aTable, (counts) => {
      const shown = suppressed(table(counts), 3);
      const values = possible(shown, 5);
      expect(values.size).toBe(hiddenIn(shown));
      for (const [name, options] of values) expect(options.size, `${name} of ${JSON.stringify(counts)}`).toBeGreaterThan(1);
    }),
    { numRuns: 300 },
  );
});

test('every small count is hidden, no zero is, and nothing that is shown is changed', () => {
  const wide = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(wide, (counts) => {
      const shown = suppressed(table(counts));
      counts.flat().forEach((count, i) => {
        const given = shown.counts.flat()[i];
        if (count > 0 && count < 5) expect(given).toBeNull();
        else if (count === 0) expect(given).toBe(0);
        else expect([count, null]).toContain(given);
      });
    }),
  );
});

test('the test above can fail: with only the small counts hidden, totals give them away', () => {
  const shown: PublicTable = {
    ...table([[1, 9]]),
    counts: [[null, 9]],
    rowTotals: [10],
    columnTotals: [null, 9],
    total: 10,
  };
  expect(possible(shown, 12).get('cell 0')).toEqual(new Set([1]));
});

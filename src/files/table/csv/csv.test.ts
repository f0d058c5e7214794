import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workbench } from '../workbench.ts';
import { headerOf } from './header.ts';
import { type LoadedCsv, loadCsv } from './load.ts';
import { CsvReader, type CsvRecord } from './record.ts';

let folder = '';
let bench: Workbench;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolute-csv-'));
  bench = await Workbench.open(folder);
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

const letters = fc.constantFrom('a', 'PRK', '"', ',', ';', '\n', '\r\n', ' ', 'ө', '한', '0', '', "'", '\t', '|');
const cell = fc.array(letters, { maxLength: 4 }).map((parts) => parts.join(''));
const plainCell = cell.map((text) => text.replace(/["\r\n]/g, ''));
const quote = (text: string): string => (/[",;\t|\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text);

/** Text that people and broken programs write: whole lines, and lines with a quote too many, a cell too few, an end of another kind. */
const anyLine = fc.oneof(
  { weight: 6, arbitrary: fc.array(cell, { minLength: 3, maxLength: 3 }).map((cells) => cells.map(quote).join(',')) },
  { weight: 2, arbitrary: fc.array(plainCell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(',')) },
  { weight: 1, arbitrary: fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join(',')) },
  { weight: 1, arbitrary: fc.constantFrom('"', 'a,"b,c', 'x"y,b,c', ' "a",b,c', '"a"b,c,d', '', ',,', '"","",""') },
);
const end = fc.oneof({ weight: 8, arbitrary: fc.constant('\n') }, { weight: 1, arbitrary: fc.constantFrom('\r\n', '\r', '\n\n') });

async function loaded(text: string, exactly: boolean): Promise<{ readonly rows: unknown; readonly loaded: LoadedCsv }> {
  const file = join(folder, 'any.csv');
  await writeFile(file, text);
  try {
    const result = await loadCsv(
      bench,
      file,
      file,
      headerOf(file, text, () => false),
      exactly,
    );
    const rows = await bench.rows(`SELECT CAST(${result.row} AS VARCHAR) AS n, c0, c1, c2 FROM ${result.from} ORDER BY ${result.row}`);
    return { rows, loaded: result };
  } finally {
    await bench.run('DROP TABLE IF EXISTS sheet');
  }
}

function read(text: string, delimiter = ',', width: number | null = null): readonly CsvRecord[] {
  return [...new CsvReader(delimiter, width).read(text, true)];
}

describe('the two readers of CSV', () => {
  test('give the same rows with the same numbers, and lose none', async () => {
    let fast = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyLine, end), { minLength: 1, maxLength: 8 }), fc.boolean(), async (lines, hasEnd) => {
        const text = `h0,h1,h2\n${lines.map(([line, mark]) => line + mark).join('')}`;
        const whole = hasEnd ? text : text.replace(/[\r\n]+$/, '');
        const [usual, exact] = [await loaded(whole, false), await loaded(whole, true)];
        if (usual.loaded.reader === 'fast') fast++;
        expect(usual.rows).toEqual(exact.rows);
        expect(usual.loaded.broken).toEqual(exact.loaded.broken);
        expect((exact.rows as unknown[]).length + exact.loaded.broken.length).toBe(exact.loaded.read);
      }),
      { numRuns: 150 },
    );
    expect(fast).toBeGreaterThan(3); // else the comparison compares the exact reader with itself
  }, 120_000);

  test('agree with csv-parse on every file that follows the rules', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 5 })
          .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, mark) => {
          const text = rows.map((cells) => cells.map(quote).join(delimiter)).join(mark) + mark;
          expect(parse(text, { delimiter, record_delimiter: mark })).toEqual(rows);
          expect(read(text, delimiter).map((record) => (record.broken === null ? record.cells : record))).toEqual(rows);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('the exact reader does not care where its pieces end', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyLine, end), { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), (lines, size) => {
        const text = lines.map(([line, mark]) => line + mark).join('');
        const reader = new CsvReader(',', 3);
        const records: CsvRecord[] = [];
        for (let at = 0; at < text.length; at += size) records.push(...reader.read(text.slice(at, at + size), false));
        records.push(...reader.read('', true));
        expect(records).toEqual(read(text, ',', 3));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a broken record costs its own line and not the rest of the file', () => {
  const kinds = (text: string): unknown =>
    read(text, ',', 2).map((record) => (record.broken === null ? record.cells.join('/') : record.broken.code));
  test('a quotation mark that nobody closed', () => {
    expect(kinds('a,b\n"c,d\ne,f\ng,h\n')).toEqual(['a/b', 'unclosed-quote', 'e/f', 'g/h']);
  });
  test('a quotation mark that the next cell in quotes closes by accident', () => {
    expect(kinds('a,b\n"c,d\ne,"f"\ng,h\n')).toEqual(['a/b', 'stray-quote', 'e/f', 'g/h']);
  });
  test('too few and too many cells', () => {
    expect(kinds('a\nb,c,d\ne,f')).toEqual(['too-few-columns', 'too-many-columns', 'e/f']);
  });
  test('two forgotten quotes do not make one record of the lines between them', () => {
    expect(kinds('"a,b\nc,d\ne,f"\ng,h\n')).toEqual(['too-few-columns', 'c/d', 'stray-quote', 'g/h']);
  });
  test('empty cells behind the last column are let pass', () => {
    expect(kinds('a,b,\nc,d,,\ne,f,,x\n')).toEqual(['a/b', 'c/d', 'too-many-columns']);
  });
  test('its line number counts the lines within cells', () => {
    expect(read('a,"b\nc\nd"\nx\n', ',', 2).map(({ line, row }) => [row, line])).toEqual([
      [1, 1],
      [2, 4],
    ]);
  });
  test('a quotation mark that is never closed does not hold the whole file in memory', () => {
    const reader = new CsvReader(',', 2);
    const records = [...reader.read(`"a,b\n${'c,d\n'.repeat(600_000)}`, false)];
    expect(records[0]?.broken?.code).toBe('record-too-long');
    expect(records.length).toBeGreaterThan(500_000);
  });
});

describe('the delimiter is found by the header', () => {
  const header = (text: string) => headerOf('x.csv', text, (name) => ['host', 'act'].includes(name));
  test.each([
    ['host,act\n', ',', ['host', 'act']],
    ['host;act,and more\n', ';', ['host', 'act,and more']],
    ['host\tact\r\n', '\t', ['host', 'act']],
    ['\uFEFF"host";"act"\r\n', ';', ['host', 'act']],
  ])('%j', (text, delimiter, names) => {
    expect(header(text)).toMatchObject({ delimiter, names });
  });
});

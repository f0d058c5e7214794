import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Compiled, compile } from '../decide/compile.ts';
import { CaseRefused } from '../decide/problems.ts';
import { exactCell } from '../files/cases/cells.ts';
import { loadRegimes } from '../files/law/load.ts';
import { sqlName, sqlText } from '../files/table/sql.ts';
import { Workbench } from '../files/table/workbench.ts';
import type { Fact } from '../law/vocabulary.ts';
import { decideFile } from './decide-file.ts';

/**
 * SQL checks a file column by column, the door of a single case checks an object of JSON. The two must refuse the same rows: here every bad
 * input of DECISION stands by name, and random rows beside them.
 */
let law: Compiled;
let folder = '';
let bench: Workbench;
beforeAll(async () => {
  law = compile(await loadRegimes({ regimes: ['dprk-labour'] }));
  folder = await mkdtemp(join(tmpdir(), 'resolute-doors-'));
  bench = await Workbench.open(folder, { threads: 1 });
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

type Row = Readonly<Record<string, unknown>>;
const GOOD: Readonly<Record<string, string>> = { host: 'MNG', act: 'remain', asOf: '2018-01-01' };

/** Row by row: what was decided (the line of decisions.csv), or `null` where the row was rejected. */
async function byFile(file: string, rows: number): Promise<(string | null)[]> {
  const { summary } = await decideFile(law, { file, out: join(folder, 'out'), formats: ['csv'], mapping: {}, threads: 1 });
  expect(summary.rows.read).toBe(rows);
  expect(summary.rows.decided + summary.rows.rejected).toBe(rows);
  const decided = parse(await readFile(join(folder, 'out', 'decisions.csv'), 'utf8'), { columns: true }) as Record<string, string>[];
  const byRow = new Map(decided.map(({ row, outcome, missing, provisions }) => [row, `${outcome} ${missing} ${provisions}`]));
  return Array.from({ length: rows }, (_, i) => byRow.get(String(i + 1)) ?? null);
}

function byDoor(input: Row): string | null {
  try {
    const { outcome, missing, provisions } = law.settle(law.admit(nested(input)));
    return `${outcome} ${missing.join('|')} ${provisions}`;
  } catch (error) {
    if (error instanceof CaseRefused) return null;
    throw error;
  }
}

function nested(flat: Row): Row {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [head = '', field] = name.split('.');
    if (field === undefined) input[head] = value;
    else input[head] = { ...(input[head] as Row | undefined), [field]: value };
  }
  return input;
}

/** A row of cells as JSON; `null` where not even that can be made of it. */
function ofCells(cells: Readonly<Record<string, string>>): Row | null {
  const input: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(cells)) {
    if (text === '') continue;
    const { value, problem } = exactCell(law.programme.vocabulary.facts.find((fact) => fact.name === name) as Fact, text);
    if (problem !== null) return null;
    input[name] = value;
  }
  return input;
}

async function csvOf(rows: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const names = law.programme.vocabulary.facts.map(({ name }) => name);
  const quote = (text = ''): string => `"${text.replaceAll('"', '""')}"`;
  const file = join(folder, 'rows.csv');
  await writeFile(file, [names.join(','), ...rows.map((row) => names.map((name) => quote(row[name])).join(',')), ''].join('\n'));
  return file;
}

/** What stands in a cell, by the type of its fact: right, nearly right and wrong. */
const CELLS: Readonly<Record<Fact['type'], readonly string[]>> = {
  bool: ['true', 'false', 'TRUE', 'True', 'yes', '1', ' true', 'true ', 'null', '0'],
  date: [
    '2017-09-11',
    '2017-09-10',
    '2017-12-22',
    '2019-12-23',
    '2016-02-29',
    '2017-02-29',
    '2017-13-01',
    '2017-00-10',
    '2017-9-11',
    '2017/09/11',
    '2017-09-11 ',
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '10000-01-01',
    'infinity',
    '-infinity',
    'epoch',
    'today',
    '2017-09-11T00:00:00',
    '٢٠١٧-٠٩-١١',
    '-2017-09-1',
  ],
  integer: [
    '0',
    '1',
    '-3',
    '007',
    '-0',
    '2147483647',
    '-2147483647',
    '-2147483648',
    '2147483648',
    '99999999999999999999',
    '1.0',
    '1e3',
    '+1',
    ' 1',
    '1 ',
    '',
    '-',
    '१',
  ],
  text: ['none', 'pending', 'upheld', 'refused', 'None', 'remain', 'renew', 'employ', 'contract', 'authorise', 'Remain', 'x'],
  country: ['MNG', 'QAT', 'DEU', 'mng', 'XXA', 'XKX', 'MN', 'MNG|QAT', ' MNG', 'NKR'],
  countries: [
    'PRK',
    'KOR',
    'PRK|MNG',
    'MNG|PRK|CHN',
    'XXA',
    'XXB',
    'Korea',
    'Korean',
    'prk',
    'PRK|',
    '|PRK',
    '|',
    'PRK||KOR',
    'PRK,KOR',
    'PRK|Korea',
    'NKR',
    'XXX',
    ' PRK',
    'PRKKOR',
    'PRK\n',
  ],
  approvals: [
    'none',
    '1718:2017-10-02',
    '1718:',
    ':2017-10-02',
    ':',
    '1718',
    '1718:2017-02-30',
    '1718:2017-10-02|FC:2016-01-01',
    '1718:2017-10-02|',
    '|',
    ' :2017-10-02',
    'a:b:c',
    'None',
    '1718:2017-10-2',
    '1718:infinity',
    'x y:2017-01-01',
  ],
};

describe('CSV', () => {
  test('every cell of the list, in every column that may hold it, alone in an otherwise good row', async () => {
    const rows = law.programme.vocabulary.facts.flatMap((fact) => CELLS[fact.type].map((cell) => ({ ...GOOD, [fact.name]: cell })));
    const found = await byFile(await csvOf(rows), rows.length);
    const expected = rows.map((row) => {
      const input = ofCells(row);
      return input === null ? null : byDoor(input);
    });
    for (const [i, row] of rows.entries()) expect([row, found[i]]).toEqual([row, expected[i]]);
    expect(expected.filter((row) => row === null).length).toBeGreaterThan(80);
    expect(expected.filter((row) => row !== null).length).toBeGreaterThan(80);
  });

  test('random rows', async () => {
    const { facts } = law.programme.vocabulary;
    const row = fc.record(
      Object.fromEntries(
        facts.map((fact) => {
          const good = CELLS[fact.type].slice(0, fact.type === 'text' ? 4 : 3).filter((text) => fact.values?.includes(text) ?? true);
          const sure = GOOD[fact.name] === undefined ? ['', ...good] : [GOOD[fact.name] as string];
          const weighted = [
            { weight: 40, arbitrary: fc.constantFrom(...sure) },
            { weight: 1, arbitrary: fc.constantFrom(...CELLS[fact.type]) },
          ];
          return [fact.name, fc.oneof(...weighted)];
        }),
      ),
    ) as fc.Arbitrary<Record<string, string>>;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 200, maxLength: 400 }), async (rows) => {
        const found = await byFile(await csvOf(rows), rows.length);
        const expected = rows.map((cells) => {
          const input = ofCells(cells);
          return input === null ? null : byDoor(input);
        });
        expect(found).toEqual(expected);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});

describe('Parquet with types', () => {
  const NATIONALITIES = [null, [], [null], ['PRK'], ['PRK', null], ['PRK', 'MNG'], ['PRK|MNG'], ['PR', 'K|M'], [''], ['Korea'], ['prk']];
  const APPROVALS = [
    null,
    [],
    [null],
    [{ committee: '1718', approvedOn: '2017-10-02' }],
    [{ committee: null, approvedOn: null }],
    [{ committee: ' ', approvedOn: '2017-10-02' }],
    [{ committee: '', approvedOn: '2017-10-02' }],
    [{ committee: '1718', approvedOn: null }, null],
    [{ committee: 'a|b:c', approvedOn: '2016-01-01' }],
  ];
  const ASSESSMENTS = [null, 'none', 'pending', 'upheld', 'refused'];
  const HEADROOM = [null, 0, -2_147_483_647, -2_147_483_648, 2_147_483_648, 5_000_000_000];
  const DAYS = [null, '2017-09-10', '0001-01-01', '9999-12-31'];
  const literal = (value: unknown): string => (value === null ? 'NULL' : typeof value === 'string' ? sqlText(value) : String(value));

  test('lists, structs, booleans, numbers and days, every one against every other of its kind', async () => {
    const rows: Row[] = [
      ...NATIONALITIES.map((list) => ({ 'worker.nationalities': list })),
      ...APPROVALS.map((list) => ({ approvals: list })),
      ...ASSESSMENTS.flatMap((assessment) =>
        [null, true, false].map((prohibited) => ({ 'worker.protectionAssessment': assessment, 'worker.returnProhibited': prohibited })),
      ),
      ...HEADROOM.map((number) => ({ 'register.headroom': number })),
      ...DAYS.map((day) => ({ 'contract.finalisedOn': day })),
      { host: null },
      { host: 'XXA' },
      { act: 'leave' },
      { asOf: null },
    ].map((row) => ({ ...GOOD, act: 'authorise', 'worker.nationalities': ['PRK'], ...row }));
    const file = join(folder, 'rows.parquet');
    const cell: Readonly<Record<string, (value: unknown) => string>> = {
      'worker.nationalities': (value) =>
        value === null ? 'CAST(NULL AS VARCHAR[])' : `CAST([${(value as unknown[]).map(literal).join(', ')}] AS VARCHAR[])`,
      approvals: (value) => {
        const entries = (value as ({ committee: unknown; approvedOn: unknown } | null)[] | null)?.map((entry) =>
          entry === null ? 'NULL' : `{committee: ${literal(entry.committee)}, "approvedOn": CAST(${literal(entry.approvedOn)} AS DATE)}`,
        );
        return `CAST(${entries === undefined ? 'NULL' : `[${entries.join(', ')}]`} AS STRUCT(committee VARCHAR, "approvedOn" DATE)[])`;
      },
      'worker.returnProhibited': (value) => `CAST(${literal(value)} AS BOOLEAN)`,
      'register.headroom': (value) => `CAST(${literal(value)} AS BIGINT)`,
      'contract.finalisedOn': (value) => `CAST(${literal(value)} AS DATE)`,
      asOf: (value) => `CAST(${literal(value)} AS DATE)`,
    };
    const names = [
      'host',
      'act',
      'asOf',
      'worker.nationalities',
      'approvals',
      'worker.protectionAssessment',
      'worker.returnProhibited',
      'register.headroom',
      'contract.finalisedOn',
    ];
    const selects = rows.map(
      (row) => `SELECT ${names.map((name) => `${(cell[name] ?? literal)(row[name] ?? null)} AS ${sqlName(name)}`).join(', ')}`,
    );
    await bench.run(`COPY (${selects.join(' UNION ALL ')}) TO ${sqlText(file)} (FORMAT parquet)`);
    const found = await byFile(file, rows.length);
    for (const [i, row] of rows.entries()) expect([row, found[i]]).toEqual([row, byDoor(row)]);
    expect(found.filter((row) => row === null).length).toBeGreaterThan(15);
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Compiled, compile } from '../decide/compile.ts';
import { CaseRefused } from '../decide/problems.ts';
import { rowInput } from '../files/cases/cells.ts';
import { loadRegimes } from '../files/law/load.ts';
import { mapColumns } from '../files/table/mapping.ts';
import { Workbench } from '../files/table/workbench.ts';
import { type DecidedFile, decideFile, type FileWishes } from './decide-file.ts';

const REGISTER = 'examples/mongolia-2017';
const ON_7_DECEMBER = { host: 'MNG', act: 'remain', asOf: '2017-12-07' };
let law: Compiled;
let folder = '';
beforeAll(async () => {
  law = compile(await loadRegimes());
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolute-decide-'));
  return () => rm(folder, { recursive: true });
});
afterAll(() => undefined);

const out = (): string => join(folder, 'out');
async function decided(file: string, wishes: Partial<FileWishes> = {}): Promise<DecidedFile> {
  return await decideFile(law, { file, out: out(), formats: ['csv'], mapping: {}, threads: 2, ...wishes });
}
async function written(text: string | Buffer, name = 'cases.csv'): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}
async function results(name: string): Promise<Record<string, string>[]> {
  return parse(await readFile(join(out(), name), 'utf8'), { columns: true }) as Record<string, string>[];
}
const decisions = (): Promise<Record<string, string>[]> => results('decisions.csv');
const rejects = (): Promise<Record<string, string>[]> => results('rejects.csv');

/** What the engine and the door for single cases say of the rows of a sheet: the mark that the file's way is held to. */
function byOne(text: string, delimiter: string, flags: Readonly<Record<string, string>>) {
  const [header = [], ...rows] = parse(text, { delimiter, bom: true }) as string[][];
  const { vocabulary, questions } = law.programme;
  const { uses } = mapColumns(
    header,
    vocabulary,
    questions.map(({ id }) => id),
    { flags },
  );
  const fields = uses.flatMap((use) => {
    const fact = vocabulary.facts.find(({ name }) => name === use.name) ?? null;
    return fact === null && use.name !== 'id' ? [] : [{ name: use.name, fact, use, isText: true }];
  });
  const found = { decided: [] as Record<string, string>[], rejected: new Map<number, string[]>() };
  rows.forEach((cells, i) => {
    const { input, problems } = rowInput(
      fields,
      fields.map(({ use }) => cells[use.at] ?? null),
      Object.entries(flags),
    );
    const refused = problems.map(({ field }) => field);
    try {
      const admitted = law.admit(input);
      if (refused.length === 0) {
        const { outcome, un, national, gap, returnBy, protected: isProtected, missing, provisions } = law.settle(admitted);
        const row = { id: admitted.id ?? '', outcome, un, national, gap: gap ?? '', returnBy: returnBy ?? '' };
        found.decided.push({ row: String(i + 1), ...row, protected: String(isProtected), missing: missing.join('|'), provisions });
        return;
      }
    } catch (error) {
      if (!(error instanceof CaseRefused)) throw error;
      refused.push(...error.problems.filter((problem) => problem.code !== 'missing').map(({ field }) => field));
    }
    found.rejected.set(i + 1, [...new Set(refused)].sort());
  });
  return found;
}

async function rejectedFields(): Promise<ReadonlyMap<number, string[]>> {
  const found = new Map<number, string[]>();
  for (const { row, field = '' } of await rejects())
    found.set(Number(row), [...new Set([...(found.get(Number(row)) ?? []), field])].sort());
  return found;
}

describe('the register of Mongolia, decided end to end', () => {
  test.each([
    ['december-2017.csv', ',', {}],
    ['permits.csv', ',', ON_7_DECEMBER],
    ['permits.csv', ',', { host: 'MNG', act: 'renew', asOf: '2019-12-23' }],
    ['zuvshuurul.csv', ';', { ...ON_7_DECEMBER, act: 'renew' }],
    ['zuvshuurul.csv', ';', { ...ON_7_DECEMBER, act: 'employ', asOf: '2018-03-01' }],
  ])('%s, read as %j %j: each row as the engine decides that case alone', async (name, delimiter, flags) => {
    const file = join(REGISTER, name);
    const { summary } = await decided(file, { mapping: { flags } });
    const expected = byOne(await readFile(file, 'utf8'), delimiter, flags);
    expect(await decisions()).toEqual(expected.decided);
    expect(await rejectedFields()).toEqual(expected.rejected);
    expect(summary.rows).toEqual({
      read: expected.decided.length + expected.rejected.size,
      decided: expected.decided.length,
      rejected: expected.rejected.size,
    });
    expect(JSON.parse(await readFile(join(out(), 'summary.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(summary)));
  });

  test('every number of the summary is the number of its rows', async () => {
    const { summary } = await decided(join(REGISTER, 'december-2017.csv'));
    const rows = await decisions();
    const count = (where: (row: Record<string, string>) => boolean): number => rows.filter(where).length;
    for (const outcome of ['clear', 'needs-approval', 'barred', 'undecided'] as const) {
      expect(summary.outcomes[outcome]).toBe(count((row) => row.outcome === outcome));
      expect(summary.byLayer.un[outcome]).toBe(count((row) => row.un === outcome));
      expect(summary.byLayer.national[outcome]).toBe(count((row) => row.national === outcome));
      expect(summary.byAct.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0)).toBe(summary.outcomes[outcome]);
      expect(summary.employers.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0)).toBe(summary.outcomes[outcome]);
    }
    for (const { gap, cases } of summary.byGap) expect(cases).toBe(count((row) => (row.gap || 'open') === gap));
    for (const { id, bites, unknown } of summary.provisions) {
      expect(bites).toBe(count((row) => row.provisions?.split('|').includes(id) ?? false));
      expect(unknown).toBe(count((row) => row.provisions?.split('|').includes(`${id}?`) ?? false));
    }
    for (const { fact, cases, undecided, settles } of summary.missing) {
      expect(cases).toBe(count((row) => row.missing?.split('|').includes(fact) ?? false));
      expect(undecided).toBe(count((row) => row.outcome === 'undecided' && (row.missing?.split('|').includes(fact) ?? false)));
      expect(settles).toBe(count((row) => row.outcome === 'undecided' && row.missing === fact));
    }
    expect(summary.protected).toBe(count((row) => row.protected === 'true'));
    expect(summary.samples.length).toBeGreaterThan(8);
    for (const sample of summary.samples) expect(rows.find((row) => row.row === String(sample.row))?.outcome).toBe(sample.outcome);
  });

  test('departures count each row that has a last day', async () => {
    const { summary } = await decided(join(REGISTER, 'december-2017.csv'), { mapping: { flags: { asOf: '2018-03-01' } } });
    const rows = await decisions();
    expect(summary.departures.reduce((sum, { cases }) => sum + cases, 0)).toBe(rows.filter((row) => row.returnBy !== '').length);
    expect(summary.departures.length).toBeGreaterThan(0);
  });

  test('the cap is counted over the permits, each once; the list of one day makes no such claim', async () => {
    const register = await decided(join(REGISTER, 'permits.csv'), { mapping: { flags: ON_7_DECEMBER } });
    const [cap] = register.summary.caps;
    const readme = await readFile(join(REGISTER, 'README.md'), 'utf8');
    const figure = (words: string): number => Number(new RegExp(`\\| ${words} \\| ([\\d,]+) \\|`).exec(readme)?.[1]?.replace(',', ''));
    expect(cap?.counted).toEqual({ by: 'permit number' });
    expect(cap?.baseline).toEqual([figure('valid on 5 August 2017'), figure('valid on 5 August 2017')]);
    expect(cap?.days.at(-1)?.standing[0]).toBe(figure('valid on 7 December 2017'));
    expect((await decided(join(REGISTER, 'december-2017.csv'))).summary.caps).toEqual([]);
  });
});

describe('the same cases give the same decisions', () => {
  const header = 'id,worker.nationalities,worker.earnsIncome,contract.finalisedOn,contract.written,approvals,register.headroom,employer';
  const rows = [
    'a,PRK,true,2017-09-10,true,none,0,X',
    'b,PRK|MNG,,,,1718:2017-12-01,,"Y, Z"',
    'c,XXA,false,2017-09-11,false,1718:|FC:2017-01-02,-3,',
    'd,,,,,,,',
  ];
  const flags = { host: 'MNG', act: 'authorise', asOf: '2017-12-07' } as const;
  const inCsv = [header, ...rows, ''].join('\n');
  const answer = async (file: string, wishes: Partial<FileWishes> = {}): Promise<unknown> => {
    await decided(file, { mapping: { flags }, ...wishes });
    return await decisions();
  };

  test.each([
    ['byte order mark', `\uFEFF${inCsv}`, {}],
    ['CRLF', inCsv.replaceAll('\n', '\r\n'), {}],
    ['no end of the last line', inCsv.slice(0, -1), {}],
    ['semicolons', inCsv.replace('"Y, Z"', 'Y@ Z').replaceAll(',', ';').replace('@', ','), {}],
    ['tabs', inCsv.replace('"Y, Z"', 'Y@ Z').replaceAll(',', '\t').replace('@', ','), {}],
    ['empty lines', inCsv.replaceAll('\n', '\n\n'), {}],
    ['all cells in quotes', inCsv.replace('"Y, Z"', 'Y').replace(/[^,\n]+|(?<=,)(?=[,\n])/g, '"$&"'), {}],
    ['the exact reader', inCsv, { exactly: true }],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${inCsv}`, 'utf16le'), {}],
    ['UTF-16 as told', Buffer.from(inCsv, 'utf16le'), { encoding: 'utf-16le' as const }],
    ['one thread', inCsv, { threads: 1 }],
  ])('CSV with %s', async (_, text, wishes) => {
    const expected = await answer(await written(inCsv));
    expect(expected).toHaveLength(4);
    expect(await answer(await written(text, 'other.csv'), wishes)).toEqual(expected);
  });

  test('JSON Lines, Parquet of text, Parquet of lists and structs, and decisions in Parquet', async () => {
    const csv = await written(inCsv);
    const expected = await answer(csv);
    const lines = [
      {
        id: 'a',
        worker: { nationalities: ['PRK'], earnsIncome: true },
        contract: { finalisedOn: '2017-09-10', written: true },
        approvals: [],
        register: { headroom: 0 },
      },
      {
        id: 'b',
        worker: { nationalities: ['PRK', 'MNG'], earnsIncome: null },
        approvals: [{ committee: '1718', approvedOn: '2017-12-01' }],
        labels: { employer: 'Y, Z' },
      },
      {
        id: 'c',
        worker: { nationalities: ['XXA'], earnsIncome: false },
        contract: { finalisedOn: '2017-09-11', written: false },
        approvals: [{ committee: '1718' }, { committee: 'FC', approvedOn: '2017-01-02' }],
        register: { headroom: -3 },
      },
      { id: 'd' },
    ].map((line) => JSON.stringify({ host: 'MNG', act: 'authorise', asOf: '2017-12-07', ...line }));
    expect(await answer(await written(`${lines.join('\n')}\n\n`, 'cases.jsonl'), { mapping: {} })).toEqual(expected);

    const bench = await Workbench.open(folder);
    const [text, typed, nested] = ['text', 'typed', 'nested'].map((name) => join(folder, `${name}.parquet`)) as [string, string, string];
    await bench.run(`COPY (FROM read_csv('${csv}', all_varchar = true, header = true)) TO '${text}'`);
    await bench.run(`CREATE TABLE t AS SELECT id, string_split("worker.nationalities", '|') AS nationalities, CAST("worker.earnsIncome" AS BOOLEAN) AS earns, CAST("contract.finalisedOn" AS DATE) AS signed,
      CAST("contract.written" AS BOOLEAN) AS written, CASE id WHEN 'a' THEN [] WHEN 'b' THEN [{committee: '1718', "approvedOn": DATE '2017-12-01'}]
      WHEN 'c' THEN [{committee: '1718', "approvedOn": NULL}, {committee: 'FC', "approvedOn": DATE '2017-01-02'}] END AS approvals, CAST("register.headroom" AS BIGINT) AS headroom
      FROM read_csv('${csv}', all_varchar = true, header = true)`);
    await bench.run(`COPY (SELECT id, nationalities AS "worker.nationalities", earns AS "worker.earnsIncome", signed AS "contract.finalisedOn", written AS "contract.written",
      approvals, headroom AS "register.headroom" FROM t) TO '${typed}'`);
    await bench.run(`COPY (SELECT id, {nationalities: nationalities, "earnsIncome": earns} AS worker, {"finalisedOn": signed, written: written} AS contract, approvals,
      {headroom: headroom} AS register FROM t) TO '${nested}'`);
    expect(await answer(text)).toEqual(expected);
    expect(await answer(typed)).toEqual(expected);
    expect(await answer(nested, { formats: ['csv', 'parquet'] })).toEqual(expected);
    const again = await bench.rows(
      `SELECT CAST("row" AS VARCHAR) AS "row", * EXCLUDE ("row", "returnBy", protected) FROM '${join(out(), 'decisions.parquet')}'`,
    );
    expect(again.map(({ row, id, outcome }) => [row, id, outcome])).toEqual(
      (expected as Record<string, string>[]).map(({ row, id, outcome }) => [row, id, outcome]),
    );
    await bench.close();
  });
});

describe('nothing is lost', () => {
  test('broken records stand among the rejects under their own row and line', async () => {
    const file = await written(
      'id,host,act,asOf\na,MNG,remain,2018-01-01\n"b,MNG,remain,2018-01-01\nc,MNG\nd,MNG,remain,2018-01-01,x\ne,MNG,leave,2018-01-01\nf,MNG,remain,2018-01-01\n',
    );
    const { summary } = await decided(file);
    expect(summary.rows).toEqual({ read: 6, decided: 2, rejected: 4 });
    expect((await decisions()).map(({ row, id }) => [row, id])).toEqual([
      ['1', 'a'],
      ['6', 'f'],
    ]);
    expect((await rejects()).map(({ row, field, reason = '' }) => [row, field, reason.slice(0, 34)])).toEqual([
      ['2', 'line', 'Line 3: A quotation mark opens a c'],
      ['3', 'line', 'Line 4: The line has 2 cells where'],
      ['4', 'line', 'Line 5: The line has 5 cells where'],
      ['5', 'act', '`leave` is not one of authorise, r'],
    ]);
  });

  test('a row with several faults is one reject with all of them', async () => {
    const { summary } = await decided(await written('id,host,act,asOf,worker.nationalities\na,XX,go,2018-02-30,Korea|NKR\n'));
    expect(summary.rows).toEqual({ read: 1, decided: 0, rejected: 1 });
    expect((await rejects()).map(({ field }) => field)).toEqual(['host', 'act', 'asOf', 'worker.nationalities', 'worker.nationalities']);
  });

  test('a run leaves no partial file, and takes away the results of the one before', async () => {
    const file = await written('id,host,act,asOf\na,MNG,remain,2018-01-01\n');
    await decided(file, { formats: ['csv', 'parquet'] });
    await decided(file, { formats: ['csv'] });
    expect(readdirSync(out()).sort()).toEqual(['decisions.csv', 'rejects.csv', 'summary.json']);
  });

  test('a run that fails leaves the results of the one before, and no folder that it made itself', async () => {
    await decided(await written('id,host,act,asOf\na,MNG,remain,2018-01-01\n'));
    await expect(decided(await written('id,host\na,MNG\n', 'bad.csv'))).rejects.toThrow('no column for `act` and `asOf`');
    expect(readdirSync(out()).sort()).toEqual(['decisions.csv', 'rejects.csv', 'summary.json']);
    await expect(decided(join(folder, 'bad.csv'), { out: join(folder, 'new') })).rejects.toThrow();
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  test('called off, it says so and leaves nothing', async () => {
    const controller = new AbortController();
    const file = await written('id,host,act,asOf\na,MNG,remain,2018-01-01\n');
    const work = decided(file, { signal: controller.signal, onProgress: (stage) => stage === 'decide' && controller.abort() });
    await expect(work).rejects.toMatchObject({ code: 'table.interrupted' });
    expect(existsSync(out())).toBe(false);
  });
});

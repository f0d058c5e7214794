import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Compiled, compile } from '../decide/compile.ts';
import { loadRegimes } from '../files/law/load.ts';
import { fileTrouble } from '../files/table/errors.ts';
import { targetsOf } from '../files/table/mapping.ts';
import { readMappingFile } from '../files/table/mapping-file.ts';
import { Workbench } from '../files/table/workbench.ts';
import { ResoluteError } from '../values/errors.ts';
import { type DecidedFile, decideFile, type FileWishes } from './decide-file.ts';

let law: Compiled;
let folder = '';
beforeAll(async () => {
  law = compile(await loadRegimes());
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolute-bad-'));
  return () => rm(folder, { recursive: true });
});

const path = (name: string): string => join(folder, name);
const decided = (file: string, wishes: Partial<FileWishes> = {}): Promise<DecidedFile> =>
  decideFile(law, { file: path(file), out: path('out'), formats: ['csv'], mapping: {}, threads: 1, ...wishes });
/** What a person reads: the message and the remedy. */
async function trouble(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ResoluteError)) throw error;
    expect(['usage', 'input']).toContain(error.kind);
    return `${error.message} ${error.remedy}`;
  }
  return 'nothing was wrong';
}
const HEAD = 'id,host,act,asOf';
const ROW = 'a,MNG,remain,2018-01-01';

describe('a file that is none', () => {
  test.each([
    ['a missing file', async () => undefined, 'There is no file'],
    ['a folder', () => mkdir(path('x.csv')), 'is a folder'],
    ['zero bytes', () => writeFile(path('x.csv'), ''), 'is empty'],
    ['a byte order mark alone', () => writeFile(path('x.csv'), '\uFEFF'), 'no line that is not empty'],
    ['empty lines alone', () => writeFile(path('x.csv'), '\n\n\r\n'), 'no line that is not empty'],
    ['a header alone', () => writeFile(path('x.csv'), `${HEAD}\n`), 'a header and no rows'],
    ['a workbook', () => writeFile(path('x.csv'), Buffer.from('504b030414000600', 'hex')), 'Save the sheet as CSV'],
    ['a header that does not end', () => writeFile(path('x.csv'), `"${HEAD}\n${ROW}\n`), 'header'],
    ['UTF-16 without a mark', () => writeFile(path('x.csv'), Buffer.from(`${HEAD}\n${ROW}\n`, 'utf16le')), '--encoding utf-16le'],
    [
      'windows-1251 taken for UTF-8',
      () => writeFile(path('x.csv'), Buffer.from(`${HEAD},employer\n${ROW},\xc0\xc1\n`, 'latin1')),
      'Line 2 of',
    ],
  ])('%s', async (_, make, words) => {
    await make();
    expect(await trouble(decided('x.csv'))).toContain(words);
  });

  test('windows-1251 as told', async () => {
    await writeFile(path('x.csv'), Buffer.from(`${HEAD},employer\n${ROW},\xc0\xc1\n`, 'latin1'));
    const { summary } = await decided('x.csv', { encoding: 'windows-1251' });
    expect(summary.employers[0]?.employer).toBe('АБ');
  });

  test('a Parquet that is cut off, is no Parquet, has no rows, lacks the columns, has the wrong types', async () => {
    const bench = await Workbench.open(folder);
    const make = (name: string, select: string): Promise<void> => bench.run(`COPY (${select}) TO '${path(name)}' (FORMAT parquet)`);
    await make('columns.parquet', 'SELECT 1 AS a');
    await make('rows.parquet', "SELECT 'MNG' AS host, 'remain' AS act, '2018-01-01' AS \"asOf\" LIMIT 0");
    await make('types.parquet', "SELECT 'MNG' AS host, 'remain' AS act, TIMESTAMP '2018-01-01 10:00:00' AS \"asOf\"");
    await bench.close();
    await writeFile(path('cut.parquet'), 'PAR1 and then nothing');
    await writeFile(path('text.parquet'), `${HEAD}\n`);
    expect(await trouble(decided('columns.parquet'))).toContain('no column for `host` and `act` and `asOf`');
    expect(await trouble(decided('rows.parquet'))).toContain('has no rows');
    expect(await trouble(decided('types.parquet'))).toContain('has the type TIMESTAMP, which cannot hold `asOf`');
    expect(await trouble(decided('cut.parquet'))).toContain('cannot be read as Parquet');
    expect(await trouble(decided('text.parquet'))).toContain('no Parquet file');
  });

  test('JSON Lines: what is no JSON, no object or no case is a reject of its line', async () => {
    await writeFile(
      path('x.jsonl'),
      `{"host":"MNG","act":"remain","asOf":"2018-01-01"}\n\n{"host":\n[]\n{"host":"MNG","act":"remain","asOf":"2018-01-01","wroker":{}}\n`,
    );
    const { summary } = await decided('x.jsonl');
    expect(summary.rows).toEqual({ read: 4, decided: 1, rejected: 3 });
    expect(summary.rejects.map(({ reason }) => reason).join(' ')).toMatch(
      /Line 3 is no JSON.*object is needed.*Did you mean `worker`|object.*Did you mean/s,
    );
    await writeFile(path('y.jsonl'), '\n\n');
    expect(await trouble(decided('y.jsonl'))).toContain('no line that is not empty');
  });
});

describe('a header that is not understood', () => {
  const header = async (text: string, wishes: Partial<FileWishes> = {}): Promise<string> => {
    await writeFile(path('x.csv'), `${text}\n${'x,'.repeat(text.split(',').length - 1)}x\n`);
    return await trouble(decided('x.csv', wishes));
  };
  test.each([
    ['the same header twice', `${HEAD},act`, 'Two columns are headed `act`'],
    ['a near miss', `${HEAD},worker.nationality`, 'Did you mean `worker.nationalities`?'],
    ['a fact of a group that does not exist', `${HEAD},worker.shoeSize`, 'no fact of a case'],
    ['other capitals', `${HEAD},Worker.Nationalities`, 'Did you mean `worker.nationalities`?'],
    ['a field without its group', `${HEAD},finalisedOn`, 'Did you mean `contract.finalisedOn`?'],
    ['two columns for one fact', `${HEAD},Nationality,worker.nationalities`, 'both be read as `worker.nationalities`'],
    ['no host, act and day', 'id,employer', '`--host MNG` `--act remain` `--as-of 2017-12-07`'],
  ])('%s', async (_, text, words) => expect(await header(text)).toContain(words));

  test.each([
    [{ host: 'Mongolia' }, 'is not the code of a state'],
    [{ act: 'leave' }, 'is not one of authorise'],
    [{ asOf: '2017-02-30' }, 'not a day that exists'],
  ])('a constant that the door refuses: %j', async (flags, words) => {
    expect(await header(HEAD, { mapping: { flags } })).toContain(words);
  });

  test('another column is not used, and the summary says so', async () => {
    await writeFile(path('x.csv'), `${HEAD},Shoe size,\n${ROW},43,\n`);
    expect((await decided('x.csv')).summary.unusedColumns).toEqual(['Shoe size', '(column 6, without a name)']);
  });
});

describe('a mapping file', () => {
  const mapping = async (text: string): ReturnType<typeof readMappingFile> => {
    await writeFile(path('map.yaml'), text);
    const { vocabulary, questions } = law.programme;
    return await readMappingFile(
      path('map.yaml'),
      vocabulary,
      targetsOf(
        vocabulary,
        questions.map(({ id }) => id),
      ),
    );
  };
  test.each([
    ['an unknown section', 'colums:\n  A: host\n', 'map.yaml:1: `colums` is no part of a mapping file. Did you mean `columns`?'],
    [
      'an unknown fact',
      'columns:\n  A: host\n  B: worker.nationality\n',
      'map.yaml:3: `worker.nationality` is no fact of a case. Did you mean `worker.nationalities`?',
    ],
    ['a form of dates that does not exist', 'dates:\n  contract.endsOn: DD/MM/YY\n', 'Did you mean `DD/MM/YYYY`?'],
    ['a form of dates for what is no date', 'dates:\n  host: DD/MM/YYYY\n', '`host` is no date'],
    ['a list where a record is needed', 'columns: [a]\n', '`columns` is a record'],
    ['no YAML', 'columns: {a: b\n', 'map.yaml'],
    ['the same header twice', 'columns:\n  A: host\n  A: act\n', 'map.yaml:3'],
  ])('%s', async (_, text, words) => expect(await trouble(mapping(text))).toContain(words));

  test('settles columns, words, days and constants, in YAML and in JSON', async () => {
    await writeFile(
      path('x.csv'),
      'No.,Volk,Signed,Owner,What\n1,Nordkorea,03/04/2017,GmbH,x\n2,Südkorea,31/12/2017,Amt,y\n3,Korea,13/13/2017,,z\n',
    );
    const yaml =
      'columns: { No.: id, Volk: worker.nationalities, Signed: contract.finalisedOn, Owner: employer.private }\nvalues:\n  worker.nationalities: { Nordkorea: PRK, Südkorea: KOR }\n  employer.private: { GmbH: true, Amt: no }\ndates: { contract.finalisedOn: DD/MM/YYYY }\nconstants: { host: MNG, act: contract, asOf: 2017-12-07 }\nignore: [What]\n';
    const first = await decided('x.csv', { mapping: { file: await mapping(yaml.replace('Amt: no', 'Amt: false')) } });
    expect(first.summary.rows).toEqual({ read: 3, decided: 2, rejected: 1 });
    expect(first.summary.outcomes).toMatchObject({ barred: 1, clear: 1 });
    expect(first.summary.rejects.map(({ field }) => field).sort()).toEqual(['contract.finalisedOn', 'worker.nationalities']);
    const json = JSON.stringify({
      columns: { 'No.': 'id', Volk: 'worker.nationalities', Signed: 'contract.finalisedOn', Owner: 'employer.private' },
      values: { 'worker.nationalities': { Nordkorea: 'PRK', Südkorea: 'KOR' }, 'employer.private': { GmbH: true, Amt: false } },
      dates: { 'contract.finalisedOn': 'DD/MM/YYYY' },
      constants: { host: 'MNG', act: 'contract', asOf: '2017-12-07' },
      ignore: ['What'],
    });
    expect((await decided('x.csv', { mapping: { file: await mapping(json) } })).summary).toEqual(first.summary);
  });

  test('a column that the table does not have', async () => {
    await writeFile(path('x.csv'), `${HEAD}\n${ROW}\n`);
    expect(await trouble(decided('x.csv', { mapping: { file: await mapping('columns: { Hots: host }\n') } }))).toContain('does not have');
  });
});

describe('results that cannot be written', () => {
  test('the input is not overwritten by its own results', async () => {
    await mkdir(path('out'));
    await writeFile(path('out/decisions.csv'), `${HEAD}\n${ROW}\n`);
    expect(await trouble(decided('out/decisions.csv'))).toContain('overwritten');
  });
  test('a file stands where the folder should be', async () => {
    await writeFile(path('x.csv'), `${HEAD}\n${ROW}\n`);
    await writeFile(path('out'), '');
    expect(await trouble(decided('x.csv'))).toContain('no folder');
  });
  test.each([
    [Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }), 'may not be read or written by you'],
    [Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' }), 'may not be read or written by you'],
    [Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }), 'The disk is full'],
    [new Error('IO Error: Could not write file "decisions.csv.partial": No space left on device'), 'The disk is full'],
    [new Error('IO Error: Cannot open file "decisions.csv.partial": Permission denied'), 'may not be read or written by you'],
  ])('what the system or DuckDB says of a disk: %s', (error, words) => expect(fileTrouble('out', error).message).toContain(words));
  test('a place where nothing can be made', async () => {
    await writeFile(path('x.csv'), `${HEAD}\n${ROW}\n`);
    expect(await trouble(decided('x.csv', { out: '/proc/nothing' }))).toMatch(/There is no file|may not be/);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, type TestContext, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { Workbench } from '../../files/table/workbench.ts';
import { registerWorker } from '../workers/register.ts';
import { exportRecords } from './export.ts';
import { exportFile } from './export-file.ts';

async function withWorkers(context: TestContext, engine: (typeof ENGINES)[number]) {
  const given = await anOffice(context, engine);
  const officer = given.somebody('permit-officer');
  const ids: string[] = [];
  for (const [number, text] of [
    ['W1', 'Pak Chol Chun'],
    ['=W2', '박철준'],
  ] as const) {
    const { id } = await given.act(officer, registerWorker, {
      number,
      personal: { names: [{ text, script: 'other' }] },
      facts: { nationalities: ['PRK', 'RUS'] },
    });
    ids.push(id);
  }
  const collect = async (
    actor: ReturnType<typeof given.somebody>,
    wishes: Omit<Parameters<typeof exportRecords>[2], 'format'>,
    format: 'csv' | 'jsonl' = 'csv',
  ) => {
    let text = '';
    await exportRecords(given.office, actor, { ...wishes, format }, async (piece) => {
      text += piece;
    });
    return text;
  };
  return { ...given, ids, collect };
}

describe.each(ENGINES)('exporting records, %s', (engine) => {
  test('every record that may be read, no name, and no cell that a spreadsheet would run', async (context) => {
    const { somebody, collect, ids } = await withWorkers(context, engine);
    const text = await collect(somebody('supervisor'), { kind: 'worker', fields: ['number', 'nationalities'] });
    expect(text).toBe(`id,number,nationalities\n${ids[0]},W1,PRK|RUS\n${ids[1]},'=W2,PRK|RUS\n`);
  });

  test('names are given for a purpose, and each person’s reading is logged; an erased person has none', async (context) => {
    const { office, somebody, collect, ids } = await withWorkers(context, engine);
    const wishes = { kind: 'worker', fields: ['number'], personal: { purpose: 'audit', words: 'yearly check' } } as const;
    expect(await collect(somebody('permit-officer', 'supervisor'), wishes, 'jsonl')).toContain('박철준');
    const { rows } = await sql<{ n: number }>`select count(*) as n from access_read where purpose = 'audit'`.execute(office.store.db);
    expect(rows[0]?.n).toBe(2);
    await office.keyring.erase(office.store.db, ids[1] ?? '', office.clock.now());
    const after = await collect(somebody('permit-officer', 'supervisor'), wishes, 'jsonl');
    expect(after).toContain('Pak Chol Chun');
    expect(after).not.toContain('박철준');
  });

  test('a statistician gets pseudonyms that are the same in every export, and no number', async (context) => {
    const { somebody, collect, ids } = await withWorkers(context, engine);
    const first = await collect(somebody('statistician'), { kind: 'worker' });
    expect(first).toBe(await collect(somebody('statistician'), { kind: 'worker' }));
    expect(first).toContain('PRK|RUS');
    for (const hidden of [...ids, 'W1']) expect(first).not.toContain(hidden);
    await expect(collect(somebody('statistician'), { kind: 'decision' })).rejects.toMatchObject({ code: 'register.no-such-export' });
  });

  test('Parquet holds the same rows', async (context) => {
    const { office, somebody } = await withWorkers(context, engine);
    const folder = await mkdtemp(join(tmpdir(), 'resolute-export-'));
    context.onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'workers.parquet');
    expect(await exportFile(office, somebody('supervisor'), { kind: 'worker' }, 'parquet', file)).toBe(2);
    expect((await readFile(file)).subarray(0, 4).toString()).toBe('PAR1');
    const bench = await Workbench.open(folder);
    expect(await bench.rows(`SELECT number, nationalities FROM read_parquet('${file}') ORDER BY number DESC`)).toEqual([
      { number: 'W1', nationalities: ['PRK', 'RUS'] },
      { number: '=W2', nationalities: ['PRK', 'RUS'] },
    ]);
    await bench.close();
  });
});

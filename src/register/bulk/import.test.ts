import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, type TestContext, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { requireQuota } from '../cap/quota.ts';
import { setQuota } from '../quotas/set.ts';
import { importPermits } from './import.ts';

const EXAMPLE = 'examples/mongolia-2017/permits.csv';

async function aFile(context: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'resolute-import-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'sheet.csv');
  await writeFile(file, text);
  return file;
}

const HEADER = 'Permit No,Worker No,Name,Nationality,Employer,Sector,Ownership,Contract signed,Valid from,Valid to,Left on';

describe.each(ENGINES)('importing a sheet of permits, %s', (engine) => {
  test('the example register comes in whole: figures as recounted from the file', async (context) => {
    const { office, somebody } = await anOffice(context, engine);
    const summary = await importPermits(office, somebody('supervisor'), { file: EXAMPLE });
    expect(summary.rows).toEqual({ read: 11637, imported: 11616, rejected: 21 });
    const { rows } = await sql<{ employed: number; events: number; leaves: number; permits: number }>`select
      (select count(*) from permit p join worker w on w.id = p.worker where 'PRK' = any(w.nationalities)
        and date '2017-12-07' between p."validFrom" and p."lastDay"
        and not exists (select from departure d where d.worker = p.worker and d."leftOn" < date '2017-12-07' and d."leftOn" >= p."validFrom")) as employed,
      (select count(*) from log_event) as events, (select size from log_head) as leaves, (select count(*) from permit) as permits`.execute(
      office.store.db,
    );
    expect(rows[0]).toMatchObject({ permits: 11616 });
    expect(rows[0]?.events).toBe(rows[0]?.leaves);
    expect(rows[0]?.employed).toBe(1190);
  });

  test('a bad row is rejected with field and remedy, and the good ones go in', async (context) => {
    const { office, somebody } = await anOffice(context, engine);
    const file = await aFile(
      context,
      [
        HEADER,
        'P1,W1,Ro Kwang Hui,PRK,Khar Yast,Construction,Private,2017-03-01,2017-04-01,2018-03-31,',
        'P2,W1,Ro Kwang Hui,PRK,Khar Yast,Construction,Private,2017-03-01,2018-03-01,2019-02-28,',
        'P1,W2,Pak Chol Chun,PRK,Khar Yast,Construction,Private,2017-03-01,2017-04-01,2018-03-31,',
        'P3,W3,Sin Sok Gyong,Korea,Khar Yast,Gardening,Private,2017-02-30,2017-04-01,2018-03-31,',
        'P4,W4,Ri Un Ju,Korea,Khar Yast,Gardening,Private,2017-03-01,2017-04-01,2018-03-31,2017-11-30',
      ].join('\n'),
    );
    const summary = await importPermits(office, somebody('supervisor'), { file });
    expect(summary.rows).toEqual({ read: 5, imported: 2, rejected: 3 });
    expect(summary.rejects.map(({ row, field }) => [row, field])).toEqual([
      [2, 'permit.validFrom'],
      [3, 'permit.number'],
      [4, 'contract.finalisedOn'],
    ]);
    expect(summary.notes.map(({ field }) => field).sort()).toEqual(['employer.sector', 'worker.nationalities']);
    const { rows } = await sql<{ status: string; nationalities: string[] | null }>`
      select status, nationalities from worker where number = 'W4'`.execute(office.store.db);
    expect(rows).toEqual([{ status: 'departed', nationalities: null }]);
  });

  test('a dry run says the same and leaves nothing; a second import knows what the first brought', async (context) => {
    const { office, somebody } = await anOffice(context, engine);
    const supervisor = somebody('supervisor');
    const file = await aFile(context, `${HEADER}\nP1,W1,Ro Kwang Hui,PRK,Khar Yast,Construction,Private,2017-03-01,2017-04-01,2018-03-31,`);
    const tried = await importPermits(office, supervisor, { file, dryRun: true });
    expect(tried.rows.imported).toBe(1);
    const { rows } = await sql<{ n: number }>`select (select count(*) from permit) + (select count(*) from log_event) as n`.execute(
      office.store.db,
    );
    expect(rows[0]?.n).toBe(0);
    await importPermits(office, supervisor, { file });
    const again = await importPermits(office, supervisor, { file });
    expect(again.rows).toEqual({ read: 1, imported: 0, rejected: 1 });
    expect(again.rejects.map(({ field }) => field)).toEqual(['permit.number', 'permit.validFrom']);
  });

  test('what was imported uses up a quota, by the first day of the permit', async (context) => {
    const { office, somebody, act } = await anOffice(context, engine);
    const supervisor = somebody('supervisor');
    await act(supervisor, setQuota, { year: 2017, nationality: 'PRK', number: 1, source: 'an invented act' });
    const one = { on: '2017-12-07', nationalities: ['PRK'], sector: null };
    await office.store.transaction((tx) => requireQuota(tx, one));
    const file = await aFile(context, `${HEADER}\nP1,W1,Ro Kwang Hui,PRK,Khar Yast,Construction,Private,2017-03-01,2017-04-01,2018-03-31,`);
    await importPermits(office, supervisor, { file });
    await expect(office.store.transaction((tx) => requireQuota(tx, one))).rejects.toMatchObject({ code: 'quota.reached' });
  });

  test('nobody without the right imports', async (context) => {
    const { office, somebody } = await anOffice(context, engine);
    await expect(importPermits(office, somebody('employer'), { file: EXAMPLE })).rejects.toMatchObject({ code: 'access.not-allowed' });
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { placeHold } from '../../protection/place.ts';
import { importPermits, type RowReject } from '../bulk/import.ts';
import { confirmDeparture } from '../departures/confirm.ts';
import { planDeparture } from '../departures/plan.ts';
import { setQuota } from '../quotas/set.ts';
import { MEASURE_NAMES, MEASURES } from './measures.ts';
import { publicFigures } from './public.ts';
import { readFigures } from './read.ts';

const EXAMPLE = 'examples/mongolia-2017/permits.csv';

/** What an officer does with the rows that were rejected: an impossible day and a number of somebody else go, a copy is left out. */
async function mended(context: TestContext, rejects: readonly RowReject[]): Promise<string> {
  const [header = '', ...lines] = (await readFile(EXAMPLE, 'utf8')).split(/\r?\n/);
  const copies = new Set(rejects.filter(({ field }) => field === 'permit.validFrom').map(({ row }) => row));
  const rows = rejects
    .filter(({ row, field }) => !copies.has(row) && (field === 'contract.finalisedOn' || field === 'permit.number'))
    .map(({ row, value }) => (lines[row - 1] ?? '').replace(value, ''));
  const folder = await mkdtemp(join(tmpdir(), 'resolute-mended-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'mended.csv'), [header, ...rows].join('\n'));
  return join(folder, 'mended.csv');
}

async function withExample(context: TestContext, office: TestOffice): Promise<void> {
  const supervisor = office.somebody('supervisor');
  const rejects: RowReject[] = [];
  await importPermits(office.office, supervisor, { file: EXAMPLE, onReject: (reject) => void rejects.push(reject) });
  const again = await importPermits(office.office, supervisor, { file: await mended(context, rejects) });
  expect(again.rows).toEqual({ read: 13, imported: 13, rejected: 0 }); // 9 impossible contract days, 4 numbers given twice
}

describe.each(ENGINES)('figures, %s', (engine) => {
  test('the example register counts as its page says, and what may be published of it gives no small count away', async (context) => {
    const office = await anOffice(context, engine);
    const { somebody, act, ask } = office;
    await withExample(context, office);
    await act(somebody('supervisor'), setQuota, { year: 2017, nationality: 'PRK', number: 2338, source: 'report on 2375' });
    const statistician = somebody('statistician');
    const prk = async (on: string) => (await ask(statistician, readFigures, { on, nationality: 'PRK' })).measures;
    expect((await prk('2013-10-31')).employed.number).toBe(2123);
    expect((await prk('2013-04-30')).employed.number).toBe(1749);
    expect((await prk('2017-08-05')).valid.number).toBe(1323);
    const november = await prk('2017-11-01');
    expect([november.granted.number, november.valid.number]).toEqual([1221, 1231]);
    const december = await prk('2017-12-07');
    expect(december).toMatchObject({
      quota: { number: 2338, unknown: 0 },
      valid: { number: 1224 },
      employed: { number: 1190 },
      present: { number: 1190 },
    });
    expect(Object.keys(december)).toEqual(MEASURE_NAMES);
    expect(Object.values(december).map(({ means }) => means)).toEqual(Object.values(MEASURES));
    expect((await prk('2016-12-31')).departed.number).toBe(221);

    const all = (await ask(statistician, readFigures, {})).measures;
    expect(all.employed.number).toBe(1190 + 324 + (december.employed.unknown ?? 0));
    const shown = await ask(statistician, publicFigures, {});
    const cells = shown.counts.flat();
    expect(cells.filter((count) => count !== null && count > 0 && count < shown.smallestShown)).toEqual([]);
    expect(cells.filter((count) => count === null).length).toBeGreaterThan(1);
    expect(shown).toMatchObject({ on: '2017-12-07', measure: 'employed', total: all.employed.number });
    expect(shown.rowTotals[shown.rows.indexOf('PRK')]).toBe(1190);
    for (const measure of ['granted', 'valid', 'departed'] as const)
      expect((await ask(statistician, publicFigures, { measure })).total).toBe(all[measure].number);
  });

  test('one who is gone is not employed on the day of leaving, is counted as departed, and a hold moves nothing', async (context) => {
    const office = await anOffice(context, engine, { today: '2018-02-05' });
    const { act, ask, somebody, goTo } = office;
    const officer = somebody('permit-officer');
    const company = await anEmployer(office);
    const staff = await Promise.all(Array.from({ length: 7 }, () => anEmployed(office, company)));
    const [first, second] = staff;
    const stranger = await anEmployed(office, company);
    const [statistician, desk] = [somebody('statistician'), somebody('foreign-desk')];
    const numbers = async (on?: string, who = statistician) =>
      Object.entries((await ask(who, readFigures, { nationality: 'PRK', ...(on === undefined ? {} : { on }) })).measures).map(
        ([, { number }]) => number,
      );
    expect(await numbers()).toEqual([null, 0, 8, 8, 8, 0]); // quota, granted, valid, employed, present, departed
    expect(await numbers('2017-06-01')).toEqual([null, 8, 8, 8, 8, 0]);
    expect(await numbers('2017-05-31')).toEqual([null, 0, 0, 0, 0, 0]);

    const planned = await act(officer, planDeparture, { worker: first?.worker ?? '' });
    await act(officer, planDeparture, { worker: stranger.worker });
    const before = { inside: await numbers(), outside: await numbers(undefined, desk), published: await ask(desk, publicFigures, {}) };
    await act(somebody('protection-officer'), placeHold, { worker: stranger.worker, ground: 'Fears for the family.' });
    await act(somebody('protection-officer'), placeHold, { worker: second?.worker ?? '', ground: 'Fears for the family.' });
    expect({ inside: await numbers(), outside: await numbers(undefined, desk), published: await ask(desk, publicFigures, {}) }).toEqual(
      before,
    );

    goTo('2018-02-20');
    const left = { leftOn: '2018-02-19', destination: 'PRK', evidence: { kind: 'exit stamp', reference: 'Z 118' } };
    await act(officer, confirmDeparture, { departure: planned.id, ...left });
    expect(await numbers('2018-02-18')).toEqual([null, 0, 8, 8, 8, 0]);
    expect(await numbers('2018-02-19')).toEqual([null, 0, 8, 7, 7, 1]);
    expect(await numbers('2018-02-20')).toEqual([null, 0, 7, 7, 7, 1]);
    // Once every authorisation has ended, whoever is still there tells of protection: the desk is not told, nor of one person.
    expect(await numbers('2018-06-30')).toEqual([null, 0, 0, 0, 7, 1]);
    expect(await numbers('2018-06-30', desk)).toEqual([null, 0, 0, 0, null, null]);
    await expect(ask(somebody('administrator'), readFigures, {})).rejects.toMatchObject({ code: 'access.not-allowed' });
  });
});

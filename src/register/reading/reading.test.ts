import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { newId } from '../../office/ids.ts';
import { correctWorker } from '../workers/correct.ts';
import { listWorkers, readWorker } from '../workers/read.ts';
import { registerWorker } from '../workers/register.ts';

const person = (name: string) => ({ names: [{ text: name, script: 'Latn' as const }], birthYear: 1966 });

/** Workers that the office registered, and one that came through an employer's account. */
async function people({ somebody, act }: TestOffice) {
  const officer = somebody('permit-officer');
  const company = newId();
  const outside = { ...somebody('employer'), employer: company };
  const ids: string[] = [];
  for (let i = 1; i <= 5; i += 1)
    ids.push(
      (
        await act(officer, registerWorker, {
          number: `W-${i}`,
          personal: person(`Pak Chol ${i}`),
          facts: { nationalities: [i % 2 ? 'PRK' : 'CHN'] },
        })
      ).id,
    );
  const own = (await act(outside, registerWorker, { number: 'W-6', personal: person('Kim Un 6'), facts: { nationalities: ['PRK'] } })).id;
  return { officer, outside, ids, own };
}

describe.each(ENGINES)('reading, %s', (engine) => {
  test('a list goes page by page through every record once, and its cursor holds for it alone', async (context) => {
    const office = await anOffice(context, engine);
    const { officer, ids, own } = await people(office);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await office.ask(officer, listWorkers, { nationality: 'PRK', limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([ids[0], ids[2], ids[4], own]);
    const { next } = await office.ask(officer, listWorkers, { limit: 2 });
    const tampered = `${next?.startsWith('B') ? 'C' : 'B'}${next?.slice(1)}`;
    for (const wrong of [tampered, 'abc', `${next}=`])
      await expect(office.ask(officer, listWorkers, { limit: 2, cursor: wrong })).rejects.toMatchObject({
        code: 'register.cursor-unreadable',
      });
    const other = { nationality: 'PRK', cursor: next ?? '' };
    await expect(office.ask(officer, listWorkers, other)).rejects.toMatchObject({ code: 'register.cursor-unreadable' });
  });

  test('an employer knows of its own worker alone, without version, status or a way to filter by them', async (context) => {
    const office = await anOffice(context, engine);
    const { outside, ids, own } = await people(office);
    const { items } = await office.ask(outside, listWorkers, {});
    expect(items).toEqual([{ id: own, number: 'W-6', nationalities: ['PRK'], category: null }]);
    expect((await office.ask(outside, listWorkers, { status: 'active' })).items).toEqual([]);
    for (const worker of [ids[0] ?? '', newId()])
      await expect(office.ask(outside, readWorker, { worker })).rejects.toMatchObject({ code: 'register.no-such-record' });
    await expect(office.ask(outside, readWorker, { worker: own, fields: ['listed'] })).rejects.toMatchObject({
      code: 'register.unknown-field',
    });
    await expect(office.ask(office.somebody('foreign-desk'), readWorker, { worker: own })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
  });

  test('only the fields asked for are given, and an unknown one names the nearest', async (context) => {
    const office = await anOffice(context, engine);
    const { officer, own } = await people(office);
    expect(await office.ask(officer, readWorker, { worker: own, fields: ['immunity', 'number'] })).toEqual({
      id: own,
      version: 1,
      number: 'W-6',
      immunity: null,
    });
    await expect(office.ask(officer, readWorker, { worker: own, fields: ['nationality'] })).rejects.toMatchObject({
      code: 'register.unknown-field',
      remedy: expect.stringContaining('`nationalities`'),
    });
  });

  test('both clocks: a correction true from the first day is seen as of then, but not as known then', async (context) => {
    const office = await anOffice(context, engine, { today: '2017-12-07' });
    const { officer, own, outside } = await people(office);
    office.goTo('2018-03-01');
    await office.act(officer, correctWorker, { worker: own, version: 1, trueOn: '2017-12-07', facts: { nationalities: ['PRK', 'RUS'] } });
    const read = async (moment: { asOf: string | null; knownAt: string | null }, who = officer) =>
      office.ask(who, readWorker, { worker: own, fields: ['nationalities'] }, moment);
    expect(await read({ asOf: null, knownAt: null })).toMatchObject({ version: 2, nationalities: ['PRK', 'RUS'] });
    expect(await read({ asOf: '2017-12-07', knownAt: null })).toMatchObject({ version: 2, nationalities: ['PRK', 'RUS'] });
    expect(await read({ asOf: '2017-12-07', knownAt: '2017-12-31T00:00:00Z' })).toMatchObject({ version: 1, nationalities: ['PRK'] });
    expect(await read({ asOf: null, knownAt: '2017-12-31T00:00:00Z' }, outside)).toEqual({ id: own, nationalities: ['PRK'] });
    await expect(read({ asOf: '2017-12-06', knownAt: null })).rejects.toMatchObject({ code: 'register.no-such-record' });
    const then = await office.ask(officer, listWorkers, { fields: ['number'] }, { asOf: '2017-12-07', knownAt: '2017-12-31T00:00:00Z' });
    expect(then.items).toHaveLength(6);
  });
});

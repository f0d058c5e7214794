import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { timeline } from '../reading/timeline.ts';
import { listQuotas, readQuota } from './read.ts';
import { correctQuota, setQuota } from './set.ts';

describe.each(ENGINES)('quotas, %s', (engine) => {
  test('one scope has one quota a year, of every nationality too; who sets it is a supervisor, and employers know of none', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine);
    const supervisor = somebody('supervisor');
    const source = 'Government resolution 321 of 2016';
    const { id } = await act(supervisor, setQuota, { year: 2017, number: 2_200, source });
    await act(supervisor, setQuota, { year: 2017, nationality: 'PRK', number: 1_200, source });
    await act(supervisor, setQuota, { year: 2017, nationality: 'PRK', sector: 'F', number: 0, source });
    for (const scope of [{}, { nationality: 'PRK' }, { nationality: 'PRK', sector: 'F' }])
      await expect(act(supervisor, setQuota, { year: 2017, ...scope, number: 1, source }), JSON.stringify(scope)).rejects.toMatchObject({
        code: 'register.already-taken',
      });
    for (const wrong of [{ number: -1 }, { nationality: 'Korea' }, { sector: 'V' }, { source: ' ' }, { year: 17 }])
      await expect(act(supervisor, setQuota, { year: 2018, number: 1, source, ...wrong }), JSON.stringify(wrong)).rejects.toMatchObject({
        code: 'register.input-refused',
        place: { field: Object.keys(wrong)[0] },
      });
    const found = await ask(somebody('foreign-desk'), listQuotas, { year: 2017, nationality: 'PRK' });
    expect(found.items.map(({ number, sector }) => [number, sector])).toEqual([
      [1_200, null],
      [0, 'F'],
    ]);
    await expect(act(somebody('permit-officer'), setQuota, { year: 2019, number: 1, source })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
    await expect(ask(somebody('employer'), readQuota, { quota: id })).rejects.toMatchObject({ code: 'access.not-allowed' });
  });

  test('a number set anew in the course of the year leaves the old one to the days before', async (context) => {
    const { somebody, act, ask, goTo } = await anOffice(context, engine, { today: '2017-01-02' });
    const supervisor = somebody('supervisor');
    const { id } = await act(supervisor, setQuota, { year: 2017, nationality: 'PRK', number: 1_200, source: 'Resolution 321' });
    goTo('2017-09-12');
    const cut = { quota: id, version: 1, number: 0, source: 'Resolution 275', trueOn: '2017-09-12' };
    await act(supervisor, correctQuota, cut);
    await expect(act(supervisor, correctQuota, cut)).rejects.toMatchObject({ code: 'register.version-conflict' });
    await expect(act(supervisor, correctQuota, { ...cut, version: 2 })).rejects.toMatchObject({ code: 'register.nothing-to-correct' });
    goTo('2017-12-07');
    await act(supervisor, correctQuota, { quota: id, number: 1_100, trueOn: '2017-01-02' });
    const number = async (asOf: string | null, knownAt: string | null = null) =>
      (await ask(supervisor, readQuota, { quota: id }, { asOf, knownAt })).number;
    expect([await number(null), await number('2017-09-11'), await number('2017-09-11', '2017-12-01T00:00:00Z')]).toEqual([0, 1_100, 1_200]);
    const { items } = await ask(supervisor, timeline, { kind: 'quota', record: id });
    expect(items.map(({ changed }) => changed.find(({ field }) => field === 'number'))).toEqual([
      { field: 'number', from: null, to: 1_200 },
      { field: 'number', from: 1_200, to: 0 },
      { field: 'number', from: 1_200, to: 1_100 },
    ]);
  });
});

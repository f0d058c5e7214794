import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { transact } from '../../office/office.ts';
import { permit } from '../permits/permit.ts';
import { registerWorker } from '../workers/register.ts';
import { lastDays } from './last-days.ts';
import { registerEmployer } from './register.ts';

describe.each(ENGINES)('last days, %s', (engine) => {
  test('the latest permit of each worker, page by page; an employer is told its own and nothing of departures', async (context) => {
    const { office, somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const employer = (await act(officer, registerEmployer, { name: 'Tuul Building' })).id;
    const other = (await act(officer, registerEmployer, { name: 'Selenge Food' })).id;
    const workers: string[] = [];
    for (const text of ['Han Myong Su', 'Ri Chol'])
      workers.push((await act(officer, registerWorker, { personal: { names: [{ text, script: 'Latn' }] } })).id);
    await transact(office, officer, { key: null, name: 'permits', input: null }, async (desk) => {
      for (const [worker, validFrom, validTo] of [
        [workers[0], '2016-01-01', '2016-12-31'],
        [workers[0], '2017-01-01', '2017-12-31'],
        [workers[1], '2017-03-01', '2018-02-28'],
      ] as [string, string, string][])
        await desk.create(permit, { event: 'granted', set: { worker, employer, validFrom, validTo, lastDay: validTo, status: 'granted' } });
    });
    const first = await ask(officer, lastDays, { employer, limit: 1 });
    expect(first.items).toMatchObject([{ worker: workers[0], lastDay: '2017-12-31', leaveBy: null }]);
    const second = await ask(officer, lastDays, { employer, limit: 1, cursor: first.next ?? '' });
    expect(second).toMatchObject({ items: [{ worker: workers[1], lastDay: '2018-02-28' }], next: null });
    const own = { ...somebody('employer'), employer };
    const told = await ask(own, lastDays, { employer });
    expect(told.items.map(({ worker }) => worker)).toEqual(workers);
    expect(told.items.filter((line) => 'leaveBy' in line)).toEqual([]);
    await expect(ask({ ...own, employer: other }, lastDays, { employer })).rejects.toMatchObject({ code: 'register.no-such-record' });
  });
});

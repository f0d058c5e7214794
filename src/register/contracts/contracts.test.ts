import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { registerEmployer } from '../employers/register.ts';
import { registerWorker } from '../workers/register.ts';
import { correctContract } from './correct.ts';
import { endContract } from './end.ts';
import { listContracts, readContract } from './read.ts';
import { recordContract } from './record.ts';

const paper = (reference: string) => ({ kind: 'contract', reference });

describe.each(ENGINES)('contracts, %s', (engine) => {
  test('story 37: the day is corrected in March, and December still answers as it was known then', async (context) => {
    const { somebody, act, ask, goTo } = await anOffice(context, engine, { today: '2017-12-07' });
    const officer = somebody('permit-officer');
    const worker = (await act(officer, registerWorker, { personal: { names: [{ text: 'Han Myong Su', script: 'Latn' }] } })).id;
    const employer = (await act(officer, registerEmployer, { name: 'Tuul Building' })).id;
    const base = { worker, employer, finalisedOn: '2017-09-10' };
    await expect(act(officer, recordContract, base)).rejects.toMatchObject({
      code: 'register.input-refused',
      place: { field: 'evidence' },
    });
    await expect(act(officer, recordContract, { ...base, finalisedOn: '2017-12-08', evidence: paper('C-1') })).rejects.toMatchObject({
      place: { field: 'finalisedOn' },
    });
    const { id } = await act(officer, recordContract, { ...base, evidence: paper('C-1') });
    goTo('2018-03-01');
    await expect(act(officer, correctContract, { contract: id, finalisedOn: '2017-09-20' })).rejects.toMatchObject({
      place: { field: 'evidence' },
    });
    const correction = { contract: id, version: 1, finalisedOn: '2017-09-20', evidence: paper('C-1, last page') };
    expect(await act(officer, correctContract, correction)).toMatchObject({ version: 2 });
    await expect(act(officer, correctContract, correction)).rejects.toMatchObject({ code: 'register.version-conflict' });
    await expect(act(officer, correctContract, { ...correction, version: 2 })).rejects.toMatchObject({
      code: 'register.nothing-to-correct',
    });
    await expect(act(officer, correctContract, { ...correction, version: 2, trueOn: '2017-12-06' })).rejects.toMatchObject({
      code: 'register.outside-of-the-record',
    });
    const finalisedOn = async (asOf: string | null, knownAt: string | null) =>
      (await ask(officer, readContract, { contract: id }, { asOf, knownAt })).finalisedOn;
    expect(await finalisedOn('2017-12-07', null)).toBe('2017-09-20');
    expect(await finalisedOn('2017-12-07', '2017-12-31T00:00:00Z')).toBe('2017-09-10');
    expect(await finalisedOn(null, null)).toBe('2017-09-20');
  });

  test('one that ended before it was recorded is ended all the same; one without a day is found', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine, { today: '2017-12-07' });
    const officer = somebody('permit-officer');
    const worker = (await act(officer, registerWorker, { personal: { names: [{ text: 'Han Myong Su', script: 'Latn' }] } })).id;
    const employer = (await act(officer, registerEmployer, { name: 'Tuul Building' })).id;
    const { id } = await act(officer, recordContract, { worker, employer });
    await act(officer, endContract, { contract: id, endedOn: '2017-11-30' });
    expect(await ask(officer, readContract, { contract: id })).toMatchObject({ status: 'ended', endsOn: '2017-11-30', finalisedOn: null });
    await expect(act(officer, endContract, { contract: id, endedOn: '2017-11-30' })).rejects.toMatchObject({
      code: 'register.not-in-this-state',
    });
    expect((await ask(officer, listContracts, { worker, finalised: 'unknown', status: 'ended' })).items.map((item) => item.id)).toEqual([
      id,
    ]);
    expect((await ask(officer, listContracts, { finalised: 'known' })).items).toEqual([]);
    const stranger = { ...somebody('employer'), employer };
    await expect(act({ ...stranger, employer: worker }, recordContract, { worker, employer })).rejects.toMatchObject({
      code: 'register.no-such-record',
    });
  });
});

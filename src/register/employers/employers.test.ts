import { describe, expect, test } from 'vitest';
import { anEmployed } from '../../../test/support/people.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { receiveApplication } from '../applications/receive.ts';
import { withdrawApplication } from '../applications/settle.ts';
import { recordContract } from '../contracts/record.ts';
import { registerWorker } from '../workers/register.ts';
import { closeEmployer } from './close.ts';
import { correctEmployer } from './correct.ts';
import { listEmployers, readEmployer } from './read.ts';
import { registerEmployer } from './register.ts';
import { isSector, sectionOf } from './sector.ts';

const owns = (employer: string, shareBasisPoints: number | null = null) => ({ link: 'owner' as const, employer, shareBasisPoints });

test('a sector is a section, or two to four digits that begin with a division', () => {
  expect(['A', 'U', '41', '410', '4100', '99'].filter((code) => !isSector(code))).toEqual([]);
  expect(['V', 'a', '4', '04', '34', '4x', '41000', '0'].filter(isSector)).toEqual([]);
  expect([sectionOf('4100'), sectionOf('F'), sectionOf('04')]).toEqual(['F', 'F', null]);
});

describe.each(ENGINES)('employers, %s', (engine) => {
  test('shares come to all at the most, and nobody owns itself through others', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const register = async (name: string, ...owners: ReturnType<typeof owns>[]) =>
      (await act(officer, registerEmployer, { name, owners, sector: '4100' })).id;
    const top = await register('Tuul Holding');
    const middle = await register('Tuul Building', owns(top, 10_000));
    const bottom = await register('Tuul Sites', owns(middle, 6_000));
    for (const owner of [top, middle, bottom])
      await expect(act(officer, correctEmployer, { employer: top, owners: [owns(owner)] }), owner).rejects.toMatchObject({
        code: 'employer.ring-of-ownership',
      });
    await expect(
      act(officer, correctEmployer, { employer: bottom, owners: [owns(middle, 6_000), owns(top, 4_001)] }),
    ).rejects.toMatchObject({
      code: 'employer.shares-beyond-whole',
    });
    await act(officer, correctEmployer, { employer: bottom, owners: [owns(middle, 6_000), owns(top, 4_000)] });
    const { items } = await ask(officer, listEmployers, { ownedBy: top, fields: ['name'] });
    expect(items.map(({ name }) => name)).toEqual(['Tuul Building', 'Tuul Sites']);
  });

  test('a natural person is not named among the owners, and a private entity may be unknown', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const outside = (kind: 'person' | 'company', name: string | null) => ({
      name: 'Orkhon Trade',
      owners: [{ link: 'joint-venture' as const, outside: { kind, name, country: 'CHN' } }],
    });
    for (const wrong of [outside('person', 'Li Wei'), outside('company', null)])
      await expect(act(officer, registerEmployer, wrong)).rejects.toMatchObject({ code: 'register.input-refused' });
    const { id } = await act(officer, registerEmployer, outside('person', null));
    expect(await ask(officer, readEmployer, { employer: id })).toMatchObject({ private: null, owners: [{ link: 'joint-venture' }] });
    expect((await ask(officer, listEmployers, { private: 'unknown', name: 'orkhon' })).items).toHaveLength(1);
  });

  test('a section finds the classes within it; a number is taken once; what is closed stays closed', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const { id } = await act(officer, registerEmployer, { name: 'Selenge Roads', number: 'E-1', sector: '4210' });
    await act(officer, registerEmployer, { name: 'Selenge Food', sector: '56' });
    const found = async (sector: string) => (await ask(officer, listEmployers, { sector })).items.map(({ name }) => name);
    expect([await found('F'), await found('42'), await found('56')]).toEqual([['Selenge Roads'], ['Selenge Roads'], ['Selenge Food']]);
    await expect(act(officer, registerEmployer, { name: 'Other', number: 'E-1' })).rejects.toMatchObject({
      code: 'register.already-taken',
    });
    await act(officer, closeEmployer, { employer: id, closedOn: '2017-11-30' });
    expect(await ask(officer, readEmployer, { employer: id })).toMatchObject({ status: 'closed', version: 2 });
    await expect(act(officer, closeEmployer, { employer: id })).rejects.toMatchObject({ code: 'register.not-in-this-state' });
  });

  test('an employer is not closed over standing permits or open applications; closed, it takes no contract', async (context) => {
    const office = await anOffice(context, engine, { today: '2017-12-07' });
    const { somebody, act } = office;
    const officer = somebody('permit-officer');
    const { id } = await act(officer, registerEmployer, { name: 'Selenge Roads' });
    const { worker } = await anEmployed(office, id); // its permit stands until 31 May 2018
    const closing = (closedOn: string) => act(officer, closeEmployer, { employer: id, closedOn });
    for (const day of ['2017-12-07', '2018-05-31']) await expect(closing(day)).rejects.toMatchObject({ code: 'employer.in-use' });
    const { id: another } = await act(officer, registerWorker, { personal: { names: [{ text: 'Ri Un Hui', script: 'Latn' }] } });
    const application = await act(officer, receiveApplication, { kind: 'new', worker: another, employer: id });
    await expect(closing('2018-06-01')).rejects.toMatchObject({ code: 'employer.in-use', message: expect.stringContaining('1 open') });
    await act(officer, withdrawApplication, { application: application.id });
    await closing('2018-06-01');
    await expect(act(officer, recordContract, { worker, employer: id })).rejects.toMatchObject({ code: 'employer.closed' });
  });
});

import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { liftHold, proposeLift } from '../../protection/lift.ts';
import { placeHold } from '../../protection/place.ts';
import { receiveApplication } from '../applications/receive.ts';
import { withdrawApplication } from '../applications/settle.ts';
import { recordContract } from '../contracts/record.ts';
import { readPersonal } from '../workers/read-personal.ts';
import { registerWorker } from '../workers/register.ts';
import { retentionDue } from './due.ts';

describe.each(ENGINES)('what is due, %s', (engine) => {
  test('page by page, from the day after the period, and nobody who still works or asks to', async (context) => {
    const office = await anOffice(context, engine);
    const { act, ask, somebody } = office;
    const officer = somebody('permit-officer');
    const employer = await anEmployer(office);
    const ended = [await anEmployed(office, employer), await anEmployed(office, employer), await anEmployed(office, employer)];
    const [asks, works] = [await anEmployed(office, employer), await anEmployed(office, employer)];
    await act(officer, receiveApplication, { kind: 'new', worker: asks.worker, employer });
    await act(officer, recordContract, { worker: works.worker, employer, written: true, evidence: { kind: 'contract', reference: 'K-1' } });
    const due = (on: string, more = {}) => ask(somebody('supervisor'), retentionDue, { class: 'worker', on, ...more });
    expect((await due('2028-05-31')).items).toEqual([]);
    const first = await due('2028-06-01', { limit: 2 });
    const second = await due('2028-06-01', { limit: 2, cursor: first.next });
    expect([...first.items, ...second.items]).toEqual(
      ended.map(({ worker }) => ({ id: worker, worker, since: '2018-05-31', dueOn: '2028-06-01' })),
    );
    expect(second.next).toBeNull();
    await expect(due('2028-06-02', { cursor: first.next })).rejects.toMatchObject({ code: 'register.cursor-unreadable' });

    const { id } = await act(officer, receiveApplication, { kind: 'new', worker: ended[0]?.worker ?? '', employer });
    await act(officer, withdrawApplication, { application: id });
    const withdrawn = await ask(somebody('auditor'), retentionDue, { class: 'withdrawn-application', on: '2018-12-08' });
    expect(withdrawn.items).toEqual([{ id, worker: ended[0]?.worker, since: '2017-12-07', dueOn: '2018-12-08' }]);
  });

  test('what protection and the list of readings may let go is told to nobody who may not read them', async (context) => {
    const { act, ask, somebody } = await anOffice(context, engine);
    const [officer, desk] = [somebody('permit-officer'), somebody('protection-officer')];
    const personal = { names: [{ text: 'Ro Kwang Hui', script: 'Latn' as const }] };
    const { id: worker } = await act(officer, registerWorker, { personal });
    const { id: hold } = await act(desk, placeHold, { worker, ground: 'A claim' });
    await act(desk, proposeLift, { hold, reason: 'Over.' });
    await act(somebody('protection-officer'), liftHold, { hold, version: 2 });
    await ask(officer, readPersonal, { worker, purpose: 'audit', words: 'To try it' });
    for (const of of ['protection', 'reading-of-personal-data']) {
      const all = { class: of, on: '2099-01-01' };
      await expect(ask(somebody('supervisor'), retentionDue, all)).rejects.toMatchObject({ code: 'access.not-allowed' });
      expect((await ask(somebody('auditor'), retentionDue, all)).items).toMatchObject([{ worker, since: '2017-12-07' }]);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer, forEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { newId } from '../../office/ids.ts';
import { placeHold } from '../../protection/place.ts';
import { endContract } from '../contracts/end.ts';
import { recordContract } from '../contracts/record.ts';
import { correctEmployer } from '../employers/correct.ts';
import { registerEmployer } from '../employers/register.ts';
import { correctWorker } from '../workers/correct.ts';
import { registerWorker } from '../workers/register.ts';
import { timeline } from './timeline.ts';

describe.each(ENGINES)('what happened to a record, %s', (engine) => {
  test('event by event, from what to what, by both clocks; a hold is nowhere in it', async (context) => {
    const given = await anOffice(context, engine);
    const { act, ask, somebody } = given;
    const { worker } = await anEmployed(given, await anEmployer(given));
    const officer = somebody('permit-officer');
    await act(officer, correctWorker, { worker, facts: { earnsIncome: false }, trueOn: '2017-12-07' });
    await act(somebody('protection-officer'), placeHold, { worker, ground: 'Fears what awaits there' });
    const whole = await ask(officer, timeline, { kind: 'worker', record: worker });
    expect(whole.items.map(({ kind, version }) => [kind, version])).toEqual([
      ['registered', 1],
      ['corrected', 2],
    ]);
    expect(whole.items[1]).toMatchObject({ actor: officer.account, changed: [{ field: 'earnsIncome', from: true, to: false }] });
    expect(JSON.stringify(whole)).not.toMatch(/hold|Fears/);
    expect((await ask(officer, timeline, { kind: 'worker', record: worker }, { asOf: '2017-12-06', knownAt: null })).items).toEqual([]);
    const first = await ask(officer, timeline, { kind: 'worker', record: worker, limit: 1 });
    const second = await ask(officer, timeline, { kind: 'worker', record: worker, limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect(second.next).toBeNull();
  });

  test('a correction of an earlier day tells what it replaces of that day, and what an act rests on stands beside it', async (context) => {
    const given = await anOffice(context, engine);
    const { act, ask, somebody, goTo } = given;
    const officer = somebody('permit-officer');
    const employer = (await act(officer, registerEmployer, { name: 'Tuul Building', sector: '41' })).id;
    const worker = (await act(officer, registerWorker, { personal: { names: [{ text: 'Han Myong Su', script: 'Latn' }] } })).id;
    const paper = (reference: string) => ({ kind: 'contract', reference });
    const base = { worker, employer, finalisedOn: '2017-09-10', evidence: paper('C-1') };
    const contract = (await act(officer, recordContract, base)).id;
    goTo('2018-02-01');
    await act(officer, correctEmployer, { employer, sector: '42', trueOn: '2018-02-01' });
    goTo('2018-03-01');
    await act(officer, correctEmployer, { employer, sector: '43', trueOn: '2017-12-07' });
    await act(officer, endContract, { contract, endedOn: '2018-02-28', evidence: paper('L-7') });

    const { items } = await ask(officer, timeline, { kind: 'employer', record: employer });
    expect(items.slice(1).map(({ trueOn, changed }) => [trueOn, changed])).toEqual([
      ['2018-02-01', [{ field: 'sector', from: '41', to: '42' }]],
      ['2017-12-07', [{ field: 'sector', from: '41', to: '43' }]],
    ]);
    expect(items.map(({ knownAt }) => knownAt.slice(0, 10))).toEqual(['2017-12-07', '2018-02-01', '2018-03-01']);
    expect(items[2]?.tells).toEqual({});
    const ended = (await ask(officer, timeline, { kind: 'contract', record: contract })).items[1];
    expect(ended).toMatchObject({ kind: 'ended', tells: { evidence: paper('L-7') }, hasSealedPart: false });
    const then = { asOf: null, knownAt: '2018-02-15T00:00:00Z' };
    expect((await ask(officer, timeline, { kind: 'employer', record: employer }, then)).items).toEqual(items.slice(0, 2));
    const { next } = await ask(officer, timeline, { kind: 'employer', record: employer, limit: 1 });
    await expect(ask(officer, timeline, { kind: 'employer', record: employer, cursor: next ?? '' }, then)).rejects.toMatchObject({
      code: 'register.cursor-unreadable',
    });
  });

  test('nobody from outside is told how much happened, nor anybody of a kind that they may not read', async (context) => {
    const given = await anOffice(context, engine);
    const employer = await anEmployer(given);
    const { worker, permit } = await anEmployed(given, employer);
    for (const [kind, record] of [
      ['worker', worker],
      ['permit', permit],
      ['departure', newId()], // which an employer may not read at all
      ['quota', newId()],
    ] as const)
      await expect(given.ask(forEmployer(given, employer), timeline, { kind, record })).rejects.toMatchObject({
        code: 'register.no-such-record',
      });
    await expect(given.ask(given.somebody('foreign-desk'), timeline, { kind: 'permit', record: permit })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
    const officer = given.somebody('permit-officer');
    await expect(given.ask(officer, timeline, { kind: 'worker', record: newId() })).rejects.toMatchObject({
      code: 'register.no-such-record',
    });
    const byToken = { ...officer, scopes: ['worker.read'], via: 'token' } as const;
    expect((await given.ask(byToken, timeline, { kind: 'worker', record: worker })).items).toHaveLength(1);
    await expect(given.ask(byToken, timeline, { kind: 'permit', record: permit })).rejects.toMatchObject({ code: 'access.not-allowed' });
    await expect(given.ask(given.somebody('administrator'), timeline, { kind: 'worker', record: worker })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
  });
});

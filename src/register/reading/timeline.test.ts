import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer, forEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { placeHold } from '../../protection/place.ts';
import { correctWorker } from '../workers/correct.ts';
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

  test('nobody from outside is told how much happened', async (context) => {
    const given = await anOffice(context, engine);
    const employer = await anEmployer(given);
    const { worker, permit } = await anEmployed(given, employer);
    for (const [kind, record] of [
      ['worker', worker],
      ['permit', permit],
    ] as const)
      await expect(given.ask(forEmployer(given, employer), timeline, { kind, record })).rejects.toMatchObject({
        code: 'register.no-such-record',
      });
    await expect(given.ask(given.somebody('foreign-desk'), timeline, { kind: 'permit', record: permit })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
    await expect(given.ask(given.somebody('administrator'), timeline, { kind: 'worker', record: worker })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
  });
});

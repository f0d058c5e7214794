import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { placeHold } from '../../protection/place.ts';
import { planDeparture } from '../departures/plan.ts';
import { listNotes } from '../notes/read.ts';
import { compareWithLog } from '../rebuild/compare.ts';
import { correctWorker } from './correct.ts';
import { readWorker } from './read.ts';
import { recogniseWorker, tellWorkersApart } from './recognise.ts';
import { registerWorker } from './register.ts';
import { samePersonAsWorker } from './same-person.ts';

const WORDS = 'The same passport was shown.';
const STATE = { code: 'register.not-in-this-state' };

const registered = async ({ act, somebody }: TestOffice, text: string, document = 'P-0'): Promise<string> => {
  const personal = { names: [{ text, script: 'Latn' as const }], documents: [{ kind: 'passport' as const, number: document }] };
  return (await act(somebody('permit-officer'), registerWorker, { personal })).id;
};

describe.each(ENGINES)('the records of one person, %s', (engine) => {
  test('somebody registered by hand is found by name and document, and after a correction by the new ones alone', async (context) => {
    const office = await anOffice(context, engine);
    const officer = office.somebody('permit-officer');
    const first = await registered(office, 'Ro Kwang Hui', 'P-1');
    const second = await registered(office, 'KWANG-HUI RO', 'P-1');
    await registered(office, 'Pak Chol Chun', 'P-3');
    const found = async () => (await office.ask(officer, samePersonAsWorker, { worker: second })).candidates;
    expect(await found()).toMatchObject([{ worker: first, agree: ['document', 'name', 'sound'], recognised: false }]);
    const personal = {
      names: [{ text: 'Han Yong Ae', script: 'Latn' as const }],
      documents: [{ kind: 'passport' as const, number: 'p 1' }],
    };
    await office.act(officer, correctWorker, { worker: first, personal });
    expect(await found()).toMatchObject([{ worker: first, agree: ['document'] }]);
    await office.act(officer, correctWorker, { worker: first, personal: { ...personal, documents: [] } });
    expect(await found()).toEqual([]);
  });

  test('the reasons stand open in the event and the words as a note under the key; taken back, the standing stays with both', async (context) => {
    const office = await anOffice(context, engine, { today: '2018-02-05' });
    const { act, ask, somebody } = office;
    const officer = somebody('permit-officer');
    const { worker: leaving } = await anEmployed(office, await anEmployer(office), { name: 'Kim Yong Su' });
    const other = await registered(office, 'Kim Yong-su');
    const done = await act(officer, recogniseWorker, { worker: other, samePersonAs: leaving, words: WORDS });
    expect(done.agree).toEqual(['name', 'sound']);
    const { rows } = await sql<{ body: string }>`select body from log_event where kind = 'recognised'`.execute(office.office.store.db);
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ data: { agree: ['name', 'sound'], set: { samePersonAs: leaving } } });
    expect(rows[0]?.body).not.toContain('passport');
    expect((await ask(officer, listNotes, { aboutKind: 'worker', about: other })).items).toMatchObject([{ id: done.note, text: WORDS }]);
    expect(await ask(officer, samePersonAsWorker, { worker: leaving })).toMatchObject({
      recognised: [other],
      candidates: [{ worker: other, recognised: true }],
    });

    await act(officer, tellWorkersApart, { worker: other, version: done.version, words: 'It was of a sister.' });
    expect((await ask(officer, readWorker, { worker: other })).samePersonAs).toBeNull();
    expect(await ask(officer, samePersonAsWorker, { worker: leaving })).toMatchObject({
      recognised: [],
      candidates: [{ recognised: false }],
    });
    await expect(act(officer, tellWorkersApart, { worker: other, words: WORDS })).rejects.toMatchObject(STATE);
    await act(somebody('protection-officer'), placeHold, { worker: other, ground: 'A claim' });
    await expect(act(officer, planDeparture, { worker: leaving })).rejects.toMatchObject({ code: 'register.departure-not-open' });
    expect(await compareWithLog(office.office)).toMatchObject({ count: 0 });
  });

  test('records are joined one to the next, and never to a ring', async (context) => {
    const office = await anOffice(context, engine);
    const { act, ask } = office;
    const officer = office.somebody('permit-officer');
    const [a, b, c] = [
      await registered(office, 'A Na'),
      await registered(office, 'Bo Na', 'P-1'),
      await registered(office, 'Cho Na', 'P-2'),
    ];
    const says = (worker: string, samePersonAs: string) => act(officer, recogniseWorker, { worker, samePersonAs, words: WORDS });
    expect((await says(a, b)).agree).toEqual([]); // that nothing agrees forbids nothing: an officer knows more than a hash
    await says(b, c);
    expect((await ask(officer, samePersonAsWorker, { worker: a })).recognised).toEqual([b, c].sort());
    await expect(says(c, a)).rejects.toMatchObject(STATE);
    await expect(says(a, c)).rejects.toMatchObject(STATE);
    await expect(says(a, a)).rejects.toMatchObject({ code: 'register.input-refused' });
    await expect(act(officer, recogniseWorker, { worker: c, version: 9, samePersonAs: a, words: WORDS })).rejects.toMatchObject({
      code: 'register.version-conflict',
    });
  });
});

describe('at the same moment, server', () => {
  test('four who would close a ring close none', async (context) => {
    const office = await anOffice(context, 'server');
    const officer = office.somebody('permit-officer');
    for (let round = 0; round < 3; round += 1) {
      const ring = [
        await registered(office, 'A'),
        await registered(office, 'B'),
        await registered(office, 'C'),
        await registered(office, 'D'),
      ];
      const said = await Promise.allSettled(
        ring.map((worker, at) =>
          office.act(officer, recogniseWorker, { worker, samePersonAs: ring[(at + 1) % 4] as string, words: WORDS }),
        ),
      );
      expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      const { rows } = await sql<{ n: number }>`
        select count(distinct person) as n from protection_standing where worker = any(${ring}::uuid[])`.execute(office.office.store.db);
      expect(rows).toEqual([{ n: 1 }]);
    }
  });

  test('of an order to leave and a recognition as somebody who is held, the order never goes on', async (context) => {
    const office = await anOffice(context, 'server', { today: '2018-02-05' });
    const { act, somebody } = office;
    const company = await anEmployer(office);
    for (let round = 0; round < 8; round += 1) {
      const { worker } = await anEmployed(office, company);
      const held = await registered(office, 'Kim Yong Su', `H-${round}`);
      await act(somebody('protection-officer'), placeHold, { worker: held, ground: 'A claim' });
      const [said] = await Promise.allSettled([
        act(somebody('permit-officer'), recogniseWorker, { worker, samePersonAs: held, words: WORDS }),
        act(somebody('permit-officer'), planDeparture, { worker }),
      ]);
      expect(said.status).toBe('fulfilled');
      const { rows } = await sql`select 1 from departure where worker = ${worker} and status = 'planned'`.execute(office.office.store.db);
      expect(rows).toEqual([]);
    }
  });
});

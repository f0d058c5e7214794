import { describe, expect, test } from 'vitest';
import { ENGINES } from '../support/register.ts';
import { anEmployer, applied, approves, hired, ministry } from './ministry.ts';

describe.each(ENGINES)('the same person again, %s', (engine) => {
  test('story 35: the worker barred in December applies in February as a student: shown with reasons, not merged, not refused by itself', async (context) => {
    const office = await ministry(context, engine, '2017-12-07');
    const officer = await office.clerk('permit-officer');
    const barred = await hired(officer, { name: 'Kim Yong Su', number: 'W-1', finalisedOn: '2017-09-20' });
    const refused = await applied(officer, barred, { wantedFrom: '2017-12-08', wantedTo: '2018-12-07' });
    const { proposal } = await officer.does('decision.propose', { application: refused, taken: 'refuse' });
    await approves(await office.clerk('supervisor'), proposal);

    office.goTo('2018-02-05');
    const personal = {
      names: [{ text: 'KIM Yong-su', script: 'Latn' }],
      birthYear: 1984,
      documents: [{ kind: 'passport', number: 'PW-1', issuedBy: 'PRK' }],
    };
    const { id: student } = await officer.does('worker.register', { personal, category: 'student', facts: { nationalities: ['PRK'] } });
    const university = await anEmployer(officer, 'National University');
    const { id: application } = await officer.does('application.receive', {
      kind: 'new',
      worker: student,
      employer: university,
      category: 'student',
    });

    const { candidates } = await officer.does('application.same-person', { application });
    expect(candidates).toMatchObject([{ worker: barred.worker, recognised: false, decisions: [{ taken: 'refuse' }] }]);
    expect((candidates as { agree: string[] }[])[0]?.agree).toEqual(expect.arrayContaining(['document', 'name']));
    expect(await officer.does('worker.read', { worker: student })).toMatchObject({
      samePersonAs: null,
      category: 'student',
      status: 'active',
    });
    expect((await officer.does('application.read', { application })).status).toBe('received');
    expect((await officer.does('application.read', { application: refused })).status).toBe('refused');

    const words = 'The same passport was shown.';
    const { version } = await officer.does('worker.recognise', { worker: student, version: 1, samePersonAs: barred.worker, words });
    expect((await officer.does('application.same-person', { application })).candidates).toMatchObject([{ recognised: true }]);
    expect((await officer.does('application.read', { application })).status).toBe('received'); // still nothing is refused by itself
    expect((await officer.does('worker.read', { worker: barred.worker })).category).toBeNull(); // and nothing merged
    await officer.does('worker.tell-apart', { worker: student, version, words: 'It was of a sister.' });
    expect((await officer.does('worker.same-person', { worker: student })).recognised).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { permitsOfThePast } from '../support/applicants.ts';
import { ENGINES } from '../support/register.ts';
import { applied, hired, ministry } from './ministry.ts';

describe.each(ENGINES)('the cap of paragraph 11, %s', (engine) => {
  test('story 34: thirty clerks grant the last three places at the same moment; three succeed, the others get a clear answer', {
    timeout: 60_000,
  }, async (context) => {
    const office = await ministry(context, engine, '2017-08-20', 8);
    const officer = await office.clerk('permit-officer');
    const people = [];
    const { employer, ...first } = await hired(officer);
    people.push({ employer, ...first });
    for (let more = 1; more < 30; more += 1) people.push(await hired(officer, { employer }));
    // Three had a permit on 5 August 2017 that has ended since: three places are free.
    await permitsOfThePast(office, employer, 3, { from: '2017-01-01', to: '2017-08-10' });
    const wanted = { wantedFrom: '2017-08-20', wantedTo: '2018-08-19' };
    const applications = [];
    for (const person of people) applications.push(await applied(officer, person, wanted));
    const clerks = await Promise.all(applications.map(() => office.clerk('permit-officer')));

    const heard = await Promise.all(
      applications.map((application, at) => clerks[at]?.tries('decision.propose', { application, taken: 'grant' })),
    );

    expect(heard.filter((answer) => answer !== undefined && answer.status < 300)).toHaveLength(3);
    const refused = heard.filter((answer) => answer !== undefined && answer.status >= 300);
    expect(refused).toHaveLength(27);
    for (const answer of refused) {
      expect(answer?.status).toBe(409);
      expect(`${answer?.json.detail} ${answer?.json.remedy}`).toMatch(/2371|Committee/);
    }
  });
});

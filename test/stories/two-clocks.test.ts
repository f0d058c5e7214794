import { describe, expect, test } from 'vitest';
import { ENGINES } from '../support/register.ts';
import { applied, approves, hired, ministry } from './ministry.ts';

describe.each(ENGINES)('the two clocks, %s', (engine) => {
  test('story 37: the contract date is corrected in March; the decision of December replays as known then, and the file shows both', async (context) => {
    const office = await ministry(context, engine, '2017-12-07');
    const officer = await office.clerk('permit-officer');
    const supervisor = await office.clerk('supervisor');
    const person = await hired(officer, { finalisedOn: '2017-09-20' });
    const application = await applied(officer, person, { wantedFrom: '2017-12-08', wantedTo: '2018-12-07' });
    const { decision, proposal, outcome } = await officer.does('decision.propose', { application, taken: 'refuse' });
    expect(outcome).toBe('needs-approval'); // finalised after 11 September 2017: paragraph 17 of resolution 2375 reaches it
    await approves(supervisor, proposal);
    const before = await officer.sends(`GET /v1/contracts/${person.contract}`);
    const december = office.office.clock.now();

    office.goTo('2018-03-05');
    const found = { kind: 'contract', reference: 'the signed original' };
    await officer.does('contract.correct', { contract: person.contract, finalisedOn: '2017-08-30', evidence: found });

    expect(await officer.does('decision.replay', { decision })).toMatchObject({ result: 'same', hashHolds: true });
    expect((await officer.does('decision.read', { decision })).outcome).toBe('needs-approval');
    // The file shows both: what stands now, and what was known in December.
    expect((await officer.does('contract.read', { contract: person.contract })).finalisedOn).toBe('2017-08-30');
    const thenKnown = await officer.does('contract.read', { contract: person.contract, knownAt: december });
    expect(thenKnown.finalisedOn).toBe(before.json.finalisedOn);
  });
});

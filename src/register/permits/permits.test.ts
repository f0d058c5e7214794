import { describe, expect, test } from 'vitest';
import { applied, permitsOfThePast, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { readState } from '../../office/states.ts';
import { receiveApplication } from '../applications/receive.ts';
import { committeeApproval } from '../committee-approvals/committee-approval.ts';
import { recordAnswer, recordRequest } from '../committee-approvals/write.ts';
import { amendDecision } from '../decisions/amend.ts';
import { proposeDecision } from '../decisions/propose.ts';
import { registerEmployer } from '../employers/register.ts';
import { approveProposal } from '../proposals/settle.ts';
import { correctPermit } from './correct.ts';
import { permit } from './permit.ts';
import { listDueRenewals, listPermits } from './read.ts';
import { renewPermit } from './renew.ts';
import { revokePermitCase } from './revoke.ts';
import { setValidity } from './set-validity.ts';

describe.each(ENGINES)('the life of a permit, %s', (engine) => {
  test('renewed on the day after, changed to another employer on the day itself, and no longer than the host authorises', async (context) => {
    const { register, clerk, person, first } = await granted(context, engine);
    const { office, somebody, act, ask, goTo } = register;
    goTo('2017-04-10');
    const window = { from: '2017-04-10', to: '2017-05-10' };
    expect((await ask(clerk, listDueRenewals, window)).items.map(({ id }) => id)).toEqual([first]);
    const renewed = await act(clerk, renewPermit, { permit: first });
    expect(await stateOf(register, renewed.permit)).toMatchObject({
      validFrom: '2017-05-02',
      validTo: '2018-05-01',
      renews: first,
      status: 'granted',
    });
    expect((await ask(clerk, listDueRenewals, window)).items).toEqual([]);

    goTo('2017-06-01');
    const { id: other } = await act(clerk, registerEmployer, { name: 'Another', private: true });
    const change = { kind: 'change-of-employer' as const, worker: person.worker, employer: other, permit: renewed.permit };
    const asked = await act(clerk, receiveApplication, change);
    await expect(act(clerk, proposeDecision, { application: asked.id, taken: 'grant', validTo: '2018-06-01' })).rejects.toMatchObject({
      code: 'register.input-refused',
      message: expect.stringContaining('12 months at most, until 31 May 2018') as string,
    });
    const changed = await act(clerk, proposeDecision, { application: asked.id, taken: 'grant' });
    expect(await stateOf(register, renewed.permit)).toMatchObject({ status: 'replaced', lastDay: '2017-05-31' });
    expect(await stateOf(register, changed.permit)).toMatchObject({ employer: other, validFrom: '2017-06-01', validTo: '2018-05-31' });
    expect((await ask(clerk, listPermits, { worker: person.worker, standingOn: '2017-06-01' })).items.map(({ id }) => id)).toEqual([
      changed.permit,
    ]);
    expect((await ask(clerk, listPermits, { nationality: 'PRK', endsBefore: '2017-06-01' })).items).toHaveLength(2);

    await act(somebody('supervisor'), setValidity, { monthsMax: 6, source: 'Order 12 of 1 June 2017' });
    await expect(act(clerk, correctPermit, { permit: changed.permit ?? '', validTo: '2017-05-01' })).rejects.toMatchObject({
      code: 'register.input-refused',
    });
    await act(clerk, correctPermit, { permit: changed.permit ?? '', validTo: '2018-05-30' });
    expect(await stateOf(register, changed.permit)).toMatchObject({ validTo: '2018-05-30', lastDay: '2018-05-30' });
    await expect(act(clerk, receiveApplication, { ...change, kind: 'renewal', employer: other, permit: first })).rejects.toMatchObject({
      code: 'register.input-refused',
      problems: [expect.objectContaining({ field: 'permit' }), expect.objectContaining({ field: 'employer' })] as unknown,
    });
    expect(await readState(office.store.db, permit, first)).toMatchObject({ state: { status: 'granted' } });
  });

  test('revoked by two, with its last day; edited before anybody was told, it stands again', async (context) => {
    const { register, clerk, first } = await granted(context, engine);
    const { somebody, act, goTo } = register;
    goTo('2016-06-01');
    const supervisor = somebody('supervisor');
    await expect(act(clerk, revokePermitCase, { permit: first })).rejects.toMatchObject({ code: 'decision.reason-missing' });
    const reason = 'The employer was dissolved.';
    const revocation = await act(clerk, revokePermitCase, { permit: first, lastDay: '2016-06-30', reason });
    await expect(act(clerk, revokePermitCase, { permit: first, reason })).rejects.toMatchObject({ code: 'register.not-in-this-state' });
    expect(await stateOf(register, first)).toMatchObject({ status: 'granted', lastDay: '2017-05-01' });
    const seen = { proposal: revocation.proposal ?? '', contentHash: revocation.contentHash ?? '' };
    expect(await act(supervisor, approveProposal, seen)).toMatchObject({ status: 'approved' });
    expect(await stateOf(register, first)).toMatchObject({ status: 'revoked', lastDay: '2016-06-30' });

    const amended = await act(clerk, amendDecision, { decision: revocation.decision, lastDay: '2016-07-31' });
    expect(await stateOf(register, first)).toMatchObject({ status: 'granted', lastDay: '2017-05-01' });
    await act(supervisor, approveProposal, { proposal: amended.proposal ?? '', contentHash: amended.contentHash ?? '' });
    expect(await stateOf(register, first)).toMatchObject({ status: 'revoked', lastDay: '2016-07-31' });
  });

  test('what the Committee approved is granted until its number is used up', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-10-02' });
    const { somebody, act } = register;
    const [clerk, desk] = [somebody('permit-officer'), somebody('foreign-desk')];
    const { id: employer } = await act(clerk, registerEmployer, { name: 'Altan Works', private: true });
    const { id } = await act(desk, recordRequest, { committee: '1718', employer, countAllowed: 2, requestedOn: '2017-09-20' });
    const cases = [];
    for (let nth = 0; nth < 3; nth += 1)
      cases.push(await applied(register, clerk, await someone(register, clerk, { employer, finalisedOn: '2017-09-12' })));
    const grant = (application = '') => act(clerk, proposeDecision, { application, taken: 'grant' });
    await expect(grant(cases[0])).rejects.toMatchObject({ code: 'decision.not-open' }); // asked is not answered
    await act(desk, recordAnswer, { committeeApproval: id, answer: 'approved', answeredOn: '2017-09-30' });
    const answers = await Promise.allSettled(cases.map(grant));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect((await readState(register.office.store.db, committeeApproval, id))?.state.countUsed).toBe(2);
  });

  test('an approval that says neither names nor a number leaves it undecided; two persons may exempt on it', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-10-02' });
    const { somebody, act } = register;
    const [clerk, desk, supervisor] = [somebody('permit-officer'), somebody('foreign-desk'), somebody('supervisor')];
    const person = await someone(register, clerk, { finalisedOn: '2017-09-12' });
    await permitsOfThePast(register, person.employer, 1, { from: '2017-01-01', to: '2017-08-31' });
    const application = await applied(register, clerk, person);
    const { id: approval } = await act(desk, recordRequest, { committee: '1718', requestedOn: '2017-09-20' });
    const exempt = { application, taken: 'exempt' as const, reason: 'The letter speaks of the hospital.', approval };
    await expect(act(clerk, proposeDecision, exempt)).rejects.toMatchObject({ code: 'decision.approval-does-not-serve' });
    await act(desk, recordAnswer, { committeeApproval: approval, answer: 'approved', answeredOn: '2017-09-30' });
    await expect(act(clerk, proposeDecision, { application, taken: 'grant' })).rejects.toMatchObject({
      message: "The law's answer is undecided (missing: approvals): `grant` is not open.",
    });
    const decided = await act(clerk, proposeDecision, exempt);
    expect(decided).toMatchObject({ outcome: 'undecided', status: 'waiting', permit: null });
    await act(supervisor, approveProposal, { proposal: decided.proposal ?? '', contentHash: decided.contentHash ?? '' });
    const { items } = await register.ask(clerk, listPermits, { worker: person.worker });
    expect(items).toMatchObject([{ status: 'granted', application }]);
    expect((await readState(register.office.store.db, committeeApproval, approval))?.state.countUsed).toBe(1);
  });
});

/** A permit of 2 May 2016. */
async function granted(context: Parameters<typeof anOffice>[0], engine: (typeof ENGINES)[number]) {
  const register = await anOffice(context, engine, { today: '2016-05-02' });
  const clerk = register.somebody('permit-officer');
  const person = await someone(register, clerk);
  const { permit: first } = await register.act(clerk, proposeDecision, {
    application: await applied(register, clerk, person),
    taken: 'grant',
  });
  return { register, clerk, person, first: first ?? '' };
}

async function stateOf({ office }: Awaited<ReturnType<typeof anOffice>>, id: string | null) {
  return (await readState(office.store.db, permit, id ?? ''))?.state;
}

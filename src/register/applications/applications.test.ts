import { describe, expect, test } from 'vitest';
import { applied, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import type { Actor } from '../../access/actor.ts';
import { proposeDecision } from '../decisions/propose.ts';
import { registerEmployer } from '../employers/register.ts';
import { approveProposal } from '../proposals/settle.ts';
import { registerWorker } from '../workers/register.ts';
import { correctApplication } from './correct.ts';
import { listApplications, readApplication } from './read.ts';
import { receiveApplication } from './receive.ts';
import { samePersonHint } from './same-person.ts';
import { reopenApplication, withdrawApplication } from './settle.ts';

describe.each(ENGINES)('applications, %s', (engine) => {
  test('what does not fit together is refused, every problem by its field', async (context) => {
    const register = await anOffice(context, engine, { today: '2016-05-02' });
    const { somebody, act } = register;
    const clerk = somebody('permit-officer');
    const [one, other] = [await someone(register, clerk), await someone(register, clerk)];
    const asked = {
      kind: 'renewal' as const,
      worker: one.worker,
      employer: one.employer,
      contract: other.contract,
      receivedOn: '2016-05-03',
    };
    await expect(act(clerk, receiveApplication, { ...asked, wantedFrom: '2016-08-01', wantedTo: '2016-07-01' })).rejects.toMatchObject({
      code: 'register.input-refused',
      problems: [{ field: 'receivedOn' }, { field: 'wantedTo' }, { field: 'contract' }, { field: 'permit' }],
    });
    const nobody = '00000000-0000-7000-8000-0000000000ff';
    await expect(act(clerk, receiveApplication, { kind: 'new', worker: nobody, employer: one.employer })).rejects.toMatchObject({
      code: 'register.no-such-record',
    });
  });

  test('corrected while it waits, withdrawn, reopened with a reason, and never twice', async (context) => {
    const register = await anOffice(context, engine, { today: '2016-05-02' });
    const { somebody, act, ask } = register;
    const clerk = somebody('permit-officer');
    const person = await someone(register, clerk);
    const application = await applied(register, clerk, person);
    await act(clerk, correctApplication, { application, version: 1, wantedTo: '2016-12-31' });
    await expect(act(clerk, correctApplication, { application, version: 1, wantedTo: '2016-11-30' })).rejects.toMatchObject({
      code: 'register.version-conflict',
    });
    await act(clerk, withdrawApplication, { application });
    await expect(act(clerk, withdrawApplication, { application })).rejects.toMatchObject({ code: 'register.not-in-this-state' });
    await expect(act(clerk, proposeDecision, { application, taken: 'grant' })).rejects.toMatchObject({
      code: 'register.not-in-this-state',
    });
    await expect(act(clerk, reopenApplication, { application, reason: ' ' })).rejects.toMatchObject({ code: 'register.input-refused' });
    await act(clerk, reopenApplication, { application, reason: 'It was withdrawn by mistake.' });
    await act(clerk, proposeDecision, { application, taken: 'grant' });
    expect(await ask(clerk, readApplication, { application })).toMatchObject({ status: 'granted', wantedTo: '2016-12-31' });
    expect((await ask(clerk, listApplications, { status: 'granted', kind: 'new' })).items).toHaveLength(1);
  });

  test('story 35: whoever was barred in December and asks in February as a student is shown with the reasons, not merged, not refused', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-12-07' });
    const { somebody, act, ask, goTo } = register;
    const [clerk, supervisor] = [somebody('permit-officer'), somebody('supervisor')];
    const { id: employer } = await act(clerk, registerEmployer, { name: 'Altan Works', private: true });
    const known = { names: [{ text: 'Kang Il Sok', script: 'Latn' as const }], bornOn: '1988-04-02' };
    const passport = { kind: 'passport' as const, number: '83 641-K', issuedBy: 'PRK' };
    const facts = { nationalities: ['PRK'], residesOnOtherTitle: false };
    const before = await act(clerk, registerWorker, { personal: { ...known, documents: [passport] }, facts });
    const first = await act(clerk, receiveApplication, { kind: 'new', worker: before.id, employer });
    const refusal = await act(clerk, proposeDecision, { application: first.id, taken: 'refuse', reason: 'No contract was shown.' });
    await act(supervisor, approveProposal, { proposal: refusal.proposal ?? '', contentHash: refusal.contentHash ?? '' });

    goTo('2018-02-05');
    const student = { names: [{ text: 'KANG Ilsok', script: 'Latn' as const }], documents: [{ ...passport, number: '83641K' }] };
    const again = await act(clerk, registerWorker, { personal: student, facts: {}, category: 'student' });
    const { id: application } = await act(clerk, receiveApplication, { kind: 'new', worker: again.id, employer, category: 'student' });
    expect(await ask(clerk, samePersonHint, { application })).toMatchObject({
      worker: again.id,
      candidates: [
        {
          worker: before.id,
          agree: ['document', 'name', 'sound'],
          recognised: false,
          permits: [],
          decisions: [{ decision: refusal.decision, act: 'authorise', taken: 'refuse', status: 'approved' }],
        },
      ],
    });
    expect(await ask(clerk, readApplication, { application })).toMatchObject({ status: 'received', worker: again.id });
    await expect(ask({ ...somebody('employer'), employer }, samePersonHint, { application })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
  });

  test('an employer applies for its own people alone, and does not learn that a refusal is being prepared', async (context) => {
    const register = await anOffice(context, engine, { today: '2016-05-02' });
    const { somebody, act, ask } = register;
    const clerk = somebody('permit-officer');
    const { id: own } = await act(clerk, registerEmployer, { name: 'Altan Works', private: true });
    const outside: Actor = { ...somebody('employer'), employer: own };
    const stranger = await someone(register, clerk);
    const { id: worker } = await act(outside, registerWorker, {
      personal: { names: [{ text: 'Ri Myong Guk', script: 'Latn' }] },
      facts: { nationalities: ['PRK'] },
    });
    await expect(act(outside, receiveApplication, { kind: 'new', worker: stranger.worker, employer: own })).rejects.toMatchObject({
      code: 'register.no-such-record',
    });
    await expect(act(outside, receiveApplication, { kind: 'new', worker, employer: stranger.employer })).rejects.toMatchObject({
      code: 'register.no-such-record',
    });
    const { id: application } = await act(outside, receiveApplication, { kind: 'new', worker, employer: own });
    await act(clerk, proposeDecision, { application, taken: 'refuse', reason: 'The seal is false.' });
    expect(await ask(outside, readApplication, { application })).toMatchObject({ status: 'received' });
    await expect(act(outside, withdrawApplication, { application })).rejects.toMatchObject({
      message: `Application ${application} can no longer be withdrawn.`,
    });
  });
});

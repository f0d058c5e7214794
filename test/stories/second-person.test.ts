import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { perform } from '../../src/office/perform.ts';
import { approveProposal } from '../../src/register/proposals/settle.ts';
import { ENGINES } from '../support/register.ts';
import { applied, approves, hired, type Ministry, ministry } from './ministry.ts';

/** An application that an officer proposes to refuse, for a reason of their own. */
async function aRefusal(office: Ministry, ...roles: Parameters<Ministry['clerk']>) {
  const officer = await office.clerk(...roles);
  const application = await applied(officer, await hired(officer));
  const refusal = await officer.does('decision.propose', { application, taken: 'refuse', reason: 'The papers are false.' });
  return { officer, application, decision: refusal.decision, proposal: refusal.proposal };
}

describe.each(ENGINES)('the second person, %s', (engine) => {
  test('story 32: an approved refusal is edited before it is served; the approval no longer counts and says why', async (context) => {
    const office = await ministry(context, engine, '2016-05-02');
    const { officer, decision, proposal } = await aRefusal(office, 'permit-officer');
    const supervisor = await office.clerk('supervisor');
    await approves(supervisor, proposal);
    const notice = (await officer.does('notice.draft', { decision, addressee: 'worker' })).id;

    await officer.does('decision.amend', { decision, reason: 'The employer withdrew its offer.' });

    expect(await supervisor.does('proposal.read', { proposal })).toMatchObject({
      status: 'void',
      why: expect.stringContaining('was changed on 2016-05-02'),
    });
    const served = await officer.tries('notice.serve', { notice, means: 'by hand' });
    expect(served.status).toBe(409);
    expect(served.json.detail).toMatch(/The approval of decision .* no longer counts: .*was changed on 2016-05-02/);
    expect(served.json.remedy).toContain('second person');
  });

  test('story 33: the administrator, the author, the author’s token and a job of theirs try to approve; each leaves one entry', async (context) => {
    const office = await ministry(context, engine, '2016-05-02');
    const { officer, proposal } = await aRefusal(office, 'permit-officer', 'supervisor');
    const { contentHash } = await officer.does('proposal.read', { proposal });
    const administrator = await office.clerk('administrator');
    const token = office.as(await office.tokenOf(officer.person, ['decision.approve']));

    for (const [who, status] of [
      [officer, 403],
      [token, 403],
      [administrator, 403],
    ] as const) {
      const heard = await who.tries('proposal.approve', { proposal, contentHash });
      expect(heard.status).toBe(status);
    }
    const job = {
      account: officer.person.account,
      name: 'a job',
      roles: ['supervisor'] as const,
      employer: null,
      scopes: null,
      via: 'job' as const,
    };
    await expect(
      perform(office.office, job, approveProposal, { proposal: String(proposal), contentHash: String(contentHash) }),
    ).rejects.toMatchObject({
      code: 'access.author-cannot-approve',
    });

    const { rows } = await sql<{ actor: string; via: string; code: string }>`
      select e.actor, a.via, a.code from office_attempt a join log_event e on e.record_id = a.id order by e.leaf`.execute(
      office.office.store.db,
    );
    expect(rows).toEqual([
      { actor: officer.person.account, via: 'session', code: 'access.author-cannot-approve' },
      { actor: officer.person.account, via: 'token', code: 'access.author-cannot-approve' },
      { actor: administrator.person.account, via: 'session', code: 'access.not-allowed' },
      { actor: officer.person.account, via: 'job', code: 'access.author-cannot-approve' },
    ]);
    expect((await officer.does('proposal.read', { proposal })).status).toBe('waiting');
  });
});

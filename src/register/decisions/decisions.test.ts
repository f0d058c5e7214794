import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { applied, notAsTheirEvents, permitsOfThePast, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import type { Actor } from '../../access/actor.ts';
import { readState } from '../../office/states.ts';
import { application } from '../applications/application.ts';
import { reopenApplication } from '../applications/settle.ts';
import { decideCaseQuery } from '../cases/decide.ts';
import { correctContract } from '../contracts/correct.ts';
import { KINDS } from '../kinds.ts';
import { permit } from '../permits/permit.ts';
import { readProposal } from '../proposals/read.ts';
import { approveProposal, returnProposal, withdrawOwnProposal } from '../proposals/settle.ts';
import { amendDecision } from './amend.ts';
import { proposeDecision } from './propose.ts';
import { readWorking, replayDecision } from './replay.ts';

describe.each(ENGINES)('deciding an application, %s', (engine) => {
  test('a clear case is granted at once: application, answer, decision and permit', async (context) => {
    const register = await anOffice(context, engine, { today: '2016-05-02' });
    const { office, somebody, act, ask } = register;
    const officer = somebody('permit-officer');
    const asked = await applied(register, officer, await someone(register, officer));
    const answer = await ask(officer, decideCaseQuery, { application: asked });
    expect(answer.decision).toMatchObject({ outcome: 'clear', gap: 'none', missing: [] });
    expect(answer.open.find(({ taken }) => taken === 'grant')).toMatchObject({ open: true, secondPerson: false });

    const decided = await act(officer, proposeDecision, { application: asked, taken: 'grant' });
    expect(decided).toMatchObject({ outcome: 'clear', status: 'done', proposal: null });
    const given = await readState(office.store.db, permit, decided.permit ?? '');
    expect(given?.state).toMatchObject({ validFrom: '2016-05-02', validTo: '2017-05-01', lastDay: '2017-05-01', status: 'granted' });
    expect((await readState(office.store.db, application, asked))?.state).toMatchObject({ status: 'granted', decision: decided.decision });
    expect(await ask(officer, replayDecision, { decision: decided.decision })).toMatchObject({ result: 'same', hashHolds: true });
    const { rows } = await sql<{ body: string }>`select body from log_event where record_kind = 'decision'`.execute(office.store.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.body).not.toContain('returnProhibited');
  });

  test('what is undecided is not granted, and the facts that are missing are named', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-10-02' });
    const officer = register.somebody('permit-officer');
    const person = await someone(register, officer, { finalisedOn: null });
    await permitsOfThePast(register, person.employer, 4, { from: '2017-01-01', to: '2017-08-31' });
    const asked = await applied(register, officer, person);
    await expect(register.act(officer, proposeDecision, { application: asked, taken: 'grant' })).rejects.toMatchObject({
      code: 'decision.not-open',
      kind: 'conflict',
      message: expect.stringContaining('contract.finalisedOn') as string,
    });
    await expect(register.act(officer, proposeDecision, { application: asked, taken: 'refuse' })).rejects.toMatchObject({
      code: 'decision.reason-missing',
    });
    await expect(register.act(officer, proposeDecision, { application: asked, taken: 'decline-renewal' })).rejects.toMatchObject({
      code: 'decision.of-other-act',
    });
  });

  test('a refusal waits for a second person, takes effect with them, and may be reopened beside the old decision', async (context) => {
    const { register, officer, supervisor, asked, refusal } = await refused(context, engine);
    const { office, act, ask } = register;
    expect((await readState(office.store.db, application, asked))?.state.status).toBe('waiting');
    const waiting = await ask(supervisor, readProposal, { proposal: refusal.proposal ?? '' });
    expect(waiting).toMatchObject({ act: 'refusal', status: 'waiting', holds: true, changed: [], earlier: null, author: officer.account });
    const approved = await act(supervisor, approveProposal, { proposal: waiting.id, contentHash: waiting.contentHash });
    expect(approved).toEqual({ proposal: waiting.id, status: 'approved', why: null });
    expect((await readState(office.store.db, application, asked))?.state.status).toBe('refused');
    expect(await ask(officer, readWorking, { decision: refusal.decision })).toMatchObject({ reason: 'The papers are false.' });

    await act(officer, reopenApplication, { application: asked, reason: 'The papers were found to be right.' });
    const anew = await act(officer, proposeDecision, { application: asked, taken: 'grant' });
    expect(anew.status).toBe('done');
    expect(await ask(officer, replayDecision, { decision: refusal.decision })).toMatchObject({ result: 'same' });
  });

  test('story 32: an approved refusal is edited before it is served; the approval no longer counts and says why', async (context) => {
    const { register, officer, supervisor, asked, refusal } = await refused(context, engine);
    const { office, act, ask } = register;
    await act(supervisor, approveProposal, { proposal: refusal.proposal ?? '', contentHash: refusal.contentHash ?? '' });
    const amended = await act(officer, amendDecision, { decision: refusal.decision, reason: 'The employer withdrew its offer.' });
    expect(amended).toMatchObject({ decision: refusal.decision, status: 'waiting' });
    expect(amended.contentHash).not.toBe(refusal.contentHash);
    expect((await readState(office.store.db, application, asked))?.state.status).toBe('waiting');

    const old = await ask(supervisor, readProposal, { proposal: refusal.proposal ?? '' });
    expect(old).toMatchObject({ status: 'void', approver: supervisor.account });
    expect(old.why).toMatch(/was changed on 2016-05-02/);
    const anew = await ask(supervisor, readProposal, { proposal: amended.proposal ?? '' });
    expect(anew.earlier).toMatchObject({ proposal: refusal.proposal, status: 'void' });
    expect(anew.earlier?.differs.map(({ field }) => field)).toContain('reasonHash');
    await expect(
      act(supervisor, approveProposal, { proposal: refusal.proposal ?? '', contentHash: refusal.contentHash ?? '' }),
    ).rejects.toMatchObject({ code: 'register.not-in-this-state' });
    await act(supervisor, approveProposal, { proposal: amended.proposal ?? '', contentHash: amended.contentHash ?? '' });
    expect((await readState(office.store.db, application, asked))?.state.status).toBe('refused');
    expect(await notAsTheirEvents(register, KINDS)).toEqual([]);
  });

  test('a fact that changes between proposal and approval voids it, and nothing is refused', async (context) => {
    const { register, officer, supervisor, asked, person, refusal } = await refused(context, engine);
    const { office, act, ask } = register;
    await act(officer, correctContract, { contract: person.contract, written: false });
    expect(await ask(supervisor, readProposal, { proposal: refusal.proposal ?? '' })).toMatchObject({
      holds: false,
      changed: [{ field: 'factsHash' }],
    });
    const ended = await act(supervisor, approveProposal, { proposal: refusal.proposal ?? '', contentHash: refusal.contentHash ?? '' });
    expect(ended).toMatchObject({ status: 'void', why: expect.stringMatching(/changed since/) as string });
    expect((await readState(office.store.db, application, asked))?.state.status).toBe('received');
  });

  test('story 33: whoever wrote it cannot approve it, by whatever door, nor can the administrator; each attempt is one entry', async (context) => {
    const { register, officer, asked: _, refusal } = await refused(context, engine, ['permit-officer', 'supervisor']);
    const { office, somebody, act } = register;
    const input = { proposal: refusal.proposal ?? '', contentHash: refusal.contentHash ?? '' };
    const token: Actor = { ...officer, scopes: ['decision.approve'], via: 'token' };
    const job: Actor = { ...officer, via: 'job' };
    const attempts: [Actor, string][] = [
      [somebody('administrator'), 'access.not-allowed'],
      [{ ...officer, roles: ['permit-officer', 'supervisor', 'administrator'] }, 'access.author-cannot-approve'],
      [token, 'access.author-cannot-approve'],
      [job, 'access.author-cannot-approve'],
    ];
    for (const [actor, code] of attempts) await expect(act(actor, approveProposal, input)).rejects.toMatchObject({ code });
    const { rows } = await sql<{ code: string; via: string; on: string }>`
      select code, via, "on" from office_attempt as a join log_event as e on e.record_kind = 'attempt' and e.record_id = a.id
      order by e.leaf`.execute(office.store.db);
    expect(rows).toEqual(attempts.map(([{ via }, code]) => ({ code, via, on: refusal.proposal })));
    const entries = await sql`select 1 from log_event where record_kind = 'attempt'`.execute(office.store.db);
    expect(entries.rows).toHaveLength(4);
    expect((await act(officer, withdrawOwnProposal, { proposal: input.proposal })).status).toBe('withdrawn');
  });

  test('returned with a reason, the application can be decided anew', async (context) => {
    const { register, officer, supervisor, asked, refusal } = await refused(context, engine);
    const { act } = register;
    await expect(act(officer, returnProposal, { proposal: refusal.proposal ?? '', why: 'mine' })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
    expect(await act(supervisor, returnProposal, { proposal: refusal.proposal ?? '', why: 'Look at the seal again.' })).toMatchObject({
      status: 'returned',
    });
    expect((await act(officer, proposeDecision, { application: asked, taken: 'grant' })).status).toBe('done');
  });

  test('one permit at a time: the database refuses a second one, and it has a name', async (context) => {
    const register = await anOffice(context, engine, { today: '2016-05-02' });
    const { somebody, act } = register;
    const officer = somebody('permit-officer');
    const person = await someone(register, officer);
    await act(officer, proposeDecision, { application: await applied(register, officer, person), taken: 'grant' });
    await expect(
      act(officer, proposeDecision, { application: await applied(register, officer, person), taken: 'grant' }),
    ).rejects.toMatchObject({ code: 'permit.overlaps', kind: 'conflict' });
  });
});

/** A clear case of 2016, refused for a reason of the office's own; a second person is asked. */
async function refused(
  context: Parameters<typeof anOffice>[0],
  engine: (typeof ENGINES)[number],
  roles: Actor['roles'] = ['permit-officer'],
) {
  const register = await anOffice(context, engine, { today: '2016-05-02' });
  const officer = register.somebody(...roles);
  const supervisor = register.somebody('supervisor');
  const person = await someone(register, officer);
  const asked = await applied(register, officer, person);
  const refusal = await register.act(officer, proposeDecision, { application: asked, taken: 'refuse', reason: 'The papers are false.' });
  return { register, officer, supervisor, person, asked, refusal };
}

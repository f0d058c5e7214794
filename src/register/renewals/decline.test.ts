import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { notAsTheirEvents, permitsOfThePast, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { proposal } from '../../office/second-person.ts';
import { receiveApplication } from '../applications/receive.ts';
import { decideCaseQuery } from '../cases/decide.ts';
import { recordAnswer, recordRequest } from '../committee-approvals/write.ts';
import { amendDecision } from '../decisions/amend.ts';
import { decision } from '../decisions/decision.ts';
import { listDecisions } from '../decisions/read.ts';
import { replayDecision } from '../decisions/replay.ts';
import { correctPermit } from '../permits/correct.ts';
import { listPermits } from '../permits/read.ts';
import { readProposal } from '../proposals/read.ts';
import { approveProposal, returnProposal } from '../proposals/settle.ts';
import { bulkDecline } from './bulk-decline.ts';
import { previewDecline, proposeDecline } from './decline.ts';

const SELECTION = { endsFrom: '2018-03-01', endsTo: '2018-05-31' };
const PERIOD = { from: '2017-04-01', to: '2018-03-31' };

describe.each(ENGINES)('declining renewals in one act, %s', (engine) => {
  test('the exceptions come first, each with its cause; on the list stays only what the law bars without a doubt', async (context) => {
    const { register, clerk, employer, permits } = await twenty(context, engine, 7);
    const { office, act, ask, somebody } = register;
    const [leftOut, asked, held, approved, korean, unknown, barred] = permits as [Person, Person, Person, Person, Person, Person, Person];
    await act(clerk, receiveApplication, { kind: 'renewal', worker: asked.worker, employer, permit: asked.permit });
    await sql`update protection_standing set assessment = 'pending' where worker = ${held.worker}`.execute(office.store.db);
    const desk = somebody('foreign-desk');
    const { id } = await act(desk, recordRequest, { committee: '1718', workers: [approved.worker] });
    await act(desk, recordAnswer, { committeeApproval: id, answer: 'approved' });
    await sql`update worker set nationalities = '{KOR}' where id = ${korean.worker}`.execute(office.store.db);
    await sql`update worker set nationalities = null where id = ${unknown.worker}`.execute(office.store.db);

    const seen = await ask(clerk, previewDecline, { ...SELECTION, leaveOut: [leftOut.permit] });
    const kinds = Object.fromEntries(seen.exceptions.map(({ permit, kind }) => [permit, kind]));
    expect(kinds).toEqual({
      [leftOut.permit]: 'left-out',
      [asked.permit]: 'taken',
      [held.permit]: 'protected',
      [approved.permit]: 'approval',
      [korean.permit]: 'clear',
      [unknown.permit]: 'undecided',
    });
    expect(seen.exceptions.find(({ permit }) => permit === unknown.permit)?.missing).toContain('worker.nationalities');
    expect(seen.list).toMatchObject([{ permit: barred.permit, outcome: 'barred', national: 'barred' }]);
    // The set-based reading of a case is the one by one reading of it.
    const alone = await ask(clerk, decideCaseQuery, { permit: barred.permit, act: 'renew' });
    expect(seen.list[0]).toMatchObject({ outcome: alone.decision.outcome, un: (alone.decision.un as { outcome: string }).outcome });
  });

  test('story 40: six hundred are declined in one act, exactly as a second person approved them', async (context) => {
    const { register, clerk, permits } = await twenty(context, engine, 600);
    const { act, ask, somebody } = register;
    const seen = await ask(clerk, previewDecline, SELECTION);
    expect(seen).toMatchObject({ number: 600, exceptions: [] });
    await expect(act(clerk, proposeDecline, { ...SELECTION, listHash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'register.not-in-this-state',
    });
    const dry = await act(clerk, proposeDecline, { ...SELECTION, listHash: seen.listHash }, { dryRun: true });
    expect(dry.number).toBe(600);
    const asked = await act(clerk, proposeDecline, { ...SELECTION, listHash: seen.listHash, reason: 'Resolution 2375' });
    const supervisor = somebody('supervisor');
    const waiting = await ask(supervisor, readProposal, { proposal: asked.proposal });
    expect(waiting).toMatchObject({ holds: true, act: 'bulk-decline', contentHash: asked.contentHash });
    const settled = await act(supervisor, approveProposal, { proposal: asked.proposal, contentHash: asked.contentHash });
    expect(settled.status).toBe('approved');

    const { rows } = await sql<{ declined: number; decided: number; leaves: number }>`
      select (select count(*) from permit where status = 'not-renewed' and version = 2) as declined,
             (select count(*) from decision where taken = 'decline-renewal' and status = 'approved' and author = ${clerk.account} and approver = ${supervisor.account}) as decided,
             (select count(*) from log_event where record_kind in ('permit', 'decision')) as leaves`.execute(register.office.store.db);
    expect(rows[0]).toEqual({ declined: 600, decided: 600, leaves: 1200 });
    const { items } = await ask(clerk, listDecisions, { permit: permits[7]?.permit ?? '' });
    expect(items).toMatchObject([{ act: 'renew', outcome: 'barred', proposal: asked.proposal }]);
    expect(await ask(clerk, replayDecision, { decision: items[0]?.id ?? '' })).toMatchObject({ result: 'same', hashHolds: true });
    expect(await ask(clerk, previewDecline, SELECTION)).toMatchObject({ number: 0, exceptions: [] });

    expect(await notAsTheirEvents(register, [decision, bulkDecline, proposal])).toEqual([]);

    // One of them is changed before it is served: it leaves the list, and the others stay approved.
    const amended = await act(clerk, amendDecision, { decision: items[0]?.id ?? '', reason: 'Resolution 2375, paragraph 17' });
    expect(amended).toMatchObject({ status: 'waiting', outcome: 'barred' });
    expect((await ask(supervisor, readProposal, { proposal: asked.proposal })).status).toBe('approved');
    expect((await ask(clerk, listPermits, { status: 'granted' })).items).toHaveLength(1);
  });

  test('one line that changes before the approval voids the list, and nobody is declined', async (context) => {
    const { register, clerk, permits } = await twenty(context, engine, 3);
    const { act, ask, somebody } = register;
    const supervisor = somebody('supervisor');
    const asked = await act(clerk, proposeDecline, SELECTION);
    await act(clerk, correctPermit, { permit: permits[1]?.permit ?? '', number: 'P-77' });
    expect((await ask(supervisor, readProposal, { proposal: asked.proposal })).changed.map(({ field }) => field)).toEqual(['list']);
    expect(await act(supervisor, approveProposal, { proposal: asked.proposal, contentHash: asked.contentHash })).toMatchObject({
      status: 'void',
    });
    expect((await ask(clerk, listPermits, { status: 'granted' })).items).toHaveLength(3);

    const anew = await act(clerk, proposeDecline, SELECTION);
    await register.office.store.transaction((tx) =>
      sql`update protection_standing set assessment = 'pending' where worker = ${permits[2]?.worker}`.execute(tx),
    );
    expect(await act(supervisor, approveProposal, { proposal: anew.proposal, contentHash: anew.contentHash })).toMatchObject({
      status: 'void',
    });
    const third = await act(clerk, proposeDecline, SELECTION);
    expect(third.number).toBe(2);
    expect(await act(supervisor, returnProposal, { proposal: third.proposal, why: 'Wait for the minister.' })).toMatchObject({
      status: 'returned',
    });
  });
});

interface Person {
  readonly worker: string;
  readonly permit: string;
}

/** So many permits that run out in March 2018, in the register of 5 February. */
async function twenty(context: Parameters<typeof anOffice>[0], engine: (typeof ENGINES)[number], number: number) {
  const register = await anOffice(context, engine, { today: '2018-02-05' });
  const clerk = register.somebody('permit-officer');
  const { employer } = await someone(register, clerk);
  await permitsOfThePast(register, employer, number, PERIOD);
  const { rows } = await sql<Person>`select worker, id as permit from permit order by id`.execute(register.office.store.db);
  return { register, clerk, employer, permits: rows };
}

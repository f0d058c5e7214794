import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer, forEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { proposal } from '../../office/second-person.ts';
import { readState } from '../../office/states.ts';
import { placeHold } from '../../protection/place.ts';
import { receiveApplication } from '../applications/receive.ts';
import { recordContract } from '../contracts/record.ts';
import { amendDecision } from '../decisions/amend.ts';
import { decision } from '../decisions/decision.ts';
import { proposeDecision } from '../decisions/propose.ts';
import { planDeparture } from '../departures/plan.ts';
import { approveProposal } from '../proposals/settle.ts';
import { draftNotice } from './draft.ts';
import { notice } from './notice.ts';
import { listNotices, readNotice, readNoticeText } from './read.ts';
import { receiveNotice, returnNotice, serveNotice, voidNotice } from './serve.ts';

const FEBRUARY = { today: '2018-02-05' };
const NOT_OPEN = { code: 'register.departure-not-open', message: 'This departure cannot be ordered now.' };
const WHY = { purpose: 'handling-a-case', words: 'The letter goes out.' } as const;
const BY_POST = { means: 'by post' };

const stateOf = async ({ office }: TestOffice, id: string) => (await readState(office.store.db, notice, id))?.state;

/** A renewal that was declined by two persons; nobody was told yet. */
async function declined(office: TestOffice, company: string, { approved = true } = {}) {
  const { act, somebody } = office;
  const officer = somebody('permit-officer');
  const { worker, permit } = await anEmployed(office, company);
  const { id: contract } = await act(officer, recordContract, {
    worker,
    employer: company,
    finalisedOn: '2017-09-20',
    written: true,
    evidence: { kind: 'contract', reference: 'K-1' },
  });
  const { id: application } = await act(officer, receiveApplication, { kind: 'renewal', worker, employer: company, permit, contract });
  const decided = await act(officer, proposeDecision, { application, taken: 'decline-renewal' });
  const { state } = (await readState(office.office.store.db, proposal, String(decided.proposal))) ?? {};
  if (approved)
    await act(somebody('supervisor'), approveProposal, { proposal: String(decided.proposal), contentHash: String(state?.contentHash) });
  return { worker, permit, contract, decision: decided.decision };
}

describe.each(ENGINES)('notices, %s', (engine) => {
  test('a paper is drafted in the decision’s words, served, and read by whom it is for', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const company = await anEmployer(office);
    const employer = forEmployer(office, company);
    const made = await declined(office, company);
    const papers = {
      worker: await act(officer, draftNotice, { decision: made.decision, addressee: 'worker', words: 'The office is open on Monday.' }),
      employer: await act(officer, draftNotice, { decision: made.decision, addressee: 'employer' }),
      mission: await act(officer, draftNotice, { decision: made.decision, addressee: 'mission', mission: 'PRK' }),
    };
    await expect(act(officer, draftNotice, { decision: made.decision, addressee: 'employer' })).rejects.toMatchObject({
      code: 'register.not-in-this-state',
    });
    expect((await office.ask(employer, listNotices, {})).items).toEqual([]); // a draft is seen by nobody outside
    for (const { id } of Object.values(papers)) await act(officer, serveNotice, { notice: id, ...BY_POST, to: 'Khan-Uul 4' });
    expect((await readState(office.office.store.db, decision, made.decision))?.state.status).toBe('done');
    expect((await office.ask(employer, listNotices, {})).items.map(({ id }) => id)).toEqual([papers.employer.id]);
    expect((await office.ask(somebody('foreign-desk'), listNotices, {})).items.map(({ id }) => id)).toEqual([papers.mission.id]);
    await expect(office.ask(employer, readNotice, { notice: papers.worker.id })).rejects.toMatchObject({ code: 'register.no-such-record' });
    const { text } = await office.ask(employer, readNoticeText, { notice: papers.employer.id, ...WHY });
    expect(text?.[1]).toBe('The renewal is declined. The standing authorisation runs until 31 May 2018; that day is still lawful.');
    expect(text?.join(' ')).toContain('S/RES/2375 (2017), paragraph 17');
    expect((await office.ask(officer, readNoticeText, { notice: papers.worker.id, ...WHY })).text?.at(-1)).toBe(
      'The office is open on Monday.',
    );
    await act(officer, receiveNotice, { notice: papers.employer.id });
    await act(officer, returnNotice, { notice: papers.worker.id, reason: 'Moved away.' });
    const again = await act(officer, draftNotice, { decision: made.decision, addressee: 'worker' });
    await act(officer, voidNotice, { notice: again.id, reason: 'Wrong address.' });
    await act(officer, draftNotice, { decision: made.decision, addressee: 'worker' });
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from access_read where 'notice.text' = any(fields)`.execute(
      office.office.store.db,
    );
    expect(rows[0]?.n).toBe(2);
  });

  test('what an employer or a mission reads is the same, held or not', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const company = await anEmployer(office);
    const texts: unknown[] = [];
    for (const isHeld of [false, true]) {
      const made = await declined(office, company, { approved: false });
      if (isHeld) await act(somebody('protection-officer'), placeHold, { worker: made.worker, ground: 'A claim' });
      for (const addressee of ['worker', 'employer', 'mission'] as const) {
        const mission = addressee === 'mission' ? { mission: 'PRK' } : {};
        const { id } = await act(officer, draftNotice, { decision: made.decision, addressee, ...mission });
        const { text } = await office.ask(officer, readNoticeText, { notice: id, ...WHY });
        expect(text?.join(' ')).not.toMatch(/protect|held|departure|last lawful day/i);
        texts.push(text?.map((line) => line.replace(/(Application|authorisation) [AP]-\S+/g, '$1')));
      }
    }
    expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1);
  });

  test('an approval is good for what was approved: after a change nothing is served on it', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const made = await declined(office, await anEmployer(office));
    const { id } = await act(officer, draftNotice, { decision: made.decision, addressee: 'worker' });
    await act(officer, amendDecision, { decision: made.decision, reason: 'The ground was written too short.' });
    await expect(act(officer, serveNotice, { notice: id, ...BY_POST })).rejects.toMatchObject({
      message: expect.stringMatching(/no longer counts: .*was changed on 2018-02-05/),
    });
  });

  test('a hold between approval and service keeps no decision from being served', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const made = await declined(office, await anEmployer(office));
    await act(somebody('protection-officer'), placeHold, { worker: made.worker, ground: 'A claim' });
    const { id } = await act(officer, draftNotice, { decision: made.decision, addressee: 'employer' });
    await act(officer, serveNotice, { notice: id, ...BY_POST });
    expect(await stateOf(office, id)).toMatchObject({ status: 'served' });
  });

  test('a notice to leave goes to the worker alone, and is void with a hold', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const { worker } = await anEmployed(office, await anEmployer(office));
    const { id: departure } = await act(officer, planDeparture, { worker });
    await expect(act(officer, draftNotice, { departure, addressee: 'employer' })).rejects.toMatchObject({ place: { field: 'addressee' } });
    const { id } = await act(officer, draftNotice, { departure, addressee: 'worker' });
    const { text } = await office.ask(officer, readNoticeText, { notice: id, ...WHY });
    expect(text?.[0]).toBe('You have to leave Mongolia by 2 June 2018; that day is still lawful.');
    expect(text?.[1]).toContain('This follows from');
    await act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' });
    expect(await stateOf(office, id)).toMatchObject({ status: 'void', servedOn: null });
    await expect(act(officer, serveNotice, { notice: id, ...BY_POST })).rejects.toMatchObject(NOT_OPEN);
    await expect(act(officer, draftNotice, { departure, addressee: 'worker' })).rejects.toMatchObject(NOT_OPEN);
  });
});

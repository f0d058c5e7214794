import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { openAssessment, settleAssessment } from '../../protection/assess.ts';
import { liftHold, proposeLift } from '../../protection/lift.ts';
import { placeHold } from '../../protection/place.ts';
import { receiveApplication } from '../applications/receive.ts';
import { recordDeparture } from '../departures/confirm.ts';
import { readProposal } from '../proposals/read.ts';
import { approveProposal } from '../proposals/settle.ts';
import { compareWithLog } from '../rebuild/compare.ts';
import { correctWorker } from './correct.ts';
import { eraseWorker } from './erase.ts';
import { readWorker } from './read.ts';
import { recogniseWorker } from './recognise.ts';
import { registerWorker } from './register.ts';

const NEEDED = { code: 'register.still-needed' };
const GROUND = 'request-of-the-person';

const registered = async ({ act, somebody }: TestOffice): Promise<string> =>
  (await act(somebody('permit-officer'), registerWorker, { personal: { names: [{ text: 'Ro Kwang Hui', script: 'Latn' }] } })).id;

const proposed = ({ act, somebody }: TestOffice, worker: string) => act(somebody('supervisor'), eraseWorker, { worker, ground: GROUND });

const approved = ({ act, somebody }: TestOffice, { proposal, contentHash }: { proposal: string; contentHash: string }) =>
  act(somebody('supervisor'), approveProposal, { proposal, contentHash });

describe.each(ENGINES)('erasing a person, %s', (engine) => {
  test('the approval is of the very record that was looked at, and is refused where something came to be open meanwhile', async (context) => {
    const office = await anOffice(context, engine);
    const { act, ask, somebody } = office;
    const officer = somebody('permit-officer');
    const worker = await registered(office);
    const first = await proposed(office, worker);
    await act(officer, correctWorker, { worker, category: 'sewing' });
    expect(await ask(somebody('supervisor'), readProposal, { proposal: first.proposal })).toMatchObject({
      holds: false,
      changed: [{ field: 'version', before: 1, after: 2 }],
    });
    expect(await approved(office, first)).toMatchObject({ status: 'void' });
    const second = await proposed(office, worker);
    const { id: hold } = await act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' });
    await expect(approved(office, second)).rejects.toMatchObject(NEEDED);
    await act(somebody('protection-officer'), proposeLift, { hold, reason: 'Over.' });
    await act(somebody('protection-officer'), liftHold, { hold, version: 2 });
    expect(await approved(office, second)).toMatchObject({ status: 'approved' });
    expect(await ask(officer, readWorker, { worker })).toMatchObject({ status: 'erased', version: 3 });
    const { rows } = await sql`select 1 from key_token where person = ${worker}`.execute(office.office.store.db);
    expect(rows).toEqual([]);
    expect(await compareWithLog(office.office)).toMatchObject({ count: 0 });
  });

  test('nothing goes on with an erased person', async (context) => {
    const office = await anOffice(context, engine);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const [worker, other] = [await registered(office), await registered(office)];
    await approved(office, await proposed(office, worker));
    const erased = { code: 'privacy.person-erased' };
    const employer = await anEmployer(office);
    await expect(act(officer, receiveApplication, { kind: 'new', worker, employer })).rejects.toMatchObject(erased);
    await expect(act(officer, correctWorker, { worker, category: 'sewing' })).rejects.toMatchObject(erased);
    for (const pair of [
      { worker, samePersonAs: other },
      { worker: other, samePersonAs: worker },
    ])
      await expect(act(officer, recogniseWorker, { ...pair, words: 'Seen.' })).rejects.toMatchObject(erased);
    await expect(act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' })).rejects.toMatchObject(erased);
    await expect(act(somebody('supervisor'), eraseWorker, { worker, ground: GROUND })).rejects.toMatchObject(erased);
  });

  test('whoever must not be sent back keeps what shows it while they are here, under each number; once they left, it may go', async (context) => {
    const office = await anOffice(context, engine);
    const { act, somebody } = office;
    const [officer, desk] = [somebody('permit-officer'), somebody('protection-officer')];
    const { worker } = await anEmployed(office, await anEmployer(office), { asked: false });
    const { id: assessment } = await act(desk, openAssessment, { worker, ground: 'A claim' });
    const paper = { kind: 'letter', reference: 'IA-7' };
    await act(desk, settleAssessment, { assessment, outcome: 'upheld', reason: 'Well founded.', paper });
    const other = await registered(office);
    await act(officer, recogniseWorker, { worker: other, samePersonAs: worker, words: 'Seen.' });
    await expect(proposed(office, other)).rejects.toMatchObject(NEEDED);
    await act(officer, recordDeparture, {
      worker,
      leftOn: '2017-12-06',
      destination: 'KOR',
      evidence: { kind: 'stamp', reference: 'ULN 1' },
    });
    await expect(proposed(office, other)).rejects.toMatchObject(NEEDED);
    expect(await approved(office, await proposed(office, worker))).toMatchObject({ status: 'approved' });
  });
});

test('of an erasure and a hold at the same moment never both are done, server', async (context) => {
  const office = await anOffice(context, 'server');
  const { act, somebody } = office;
  for (let round = 0; round < 10; round += 1) {
    const worker = await registered(office);
    const waiting = await proposed(office, worker);
    const [erasure, hold] = await Promise.allSettled([
      approved(office, waiting),
      act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' }),
    ]);
    expect([erasure.status, hold.status].sort()).toEqual(['fulfilled', 'rejected']);
    if (erasure.status === 'rejected') expect(erasure.reason).toMatchObject(NEEDED);
    if (hold.status === 'rejected') expect(hold.reason).toMatchObject({ code: 'privacy.person-erased' });
  }
});

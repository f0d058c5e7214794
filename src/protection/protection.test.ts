import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES, type TestOffice } from '../../test/support/register.ts';
import { readState } from '../office/states.ts';
import { registerWorker } from '../register/workers/register.ts';
import { worker as workerKind } from '../register/workers/worker.ts';
import { findNothing, openAssessment, settleAssessment } from './assess.ts';
import { hold } from './hold.ts';
import { keepHold, liftHold, proposeLift } from './lift.ts';
import { mayBeOrderedToLeave, type Orderable, whoMayBeOrdered } from './orderable.ts';
import { placeHold } from './place.ts';
import { listHolds, readHoldGround } from './read.ts';
import { protectionOf, standingsThatDiffer } from './standing.ts';

const GROUND = 'She fears prison on return; her brother was taken in 2016.';

async function aWorker({ act, somebody }: TestOffice): Promise<string> {
  const { id } = await act(somebody('permit-officer'), registerWorker, {
    personal: { names: [{ text: 'Ri Un Hui', script: 'Latn' }] },
    facts: { nationalities: ['PRK'] },
  });
  return id;
}

const openFor = ({ office }: TestOffice, worker: string): Promise<boolean> =>
  office.store.transaction(async (tx) => (await mayBeOrderedToLeave({ tx }, worker)) !== null);

describe('the proof that somebody may be ordered to leave', () => {
  test('cannot be made by anybody else', () => {
    const canBeConstructed: typeof Orderable extends abstract new (...args: never) => unknown ? true : false = false;
    const canBeImitated: { worker: string; at: () => string } extends Orderable ? true : false = false;
    expect([canBeConstructed, canBeImitated]).toEqual([false, false]);
  });
});

describe.each(ENGINES)('protection, %s', (engine) => {
  test('a hold forbids an order until two officers lift it, and the worker’s record shows nothing', async (context) => {
    const office = await anOffice(context, engine);
    const { act, somebody } = office;
    const worker = await aWorker(office);
    const { db } = office.office.store;
    const before = await readState(db, workerKind, worker);
    expect(await openFor(office, worker)).toBe(true);

    const [one, other] = [somebody('protection-officer'), somebody('protection-officer')];
    const placed = await act(one, placeHold, { worker, ground: GROUND });
    expect(await openFor(office, worker)).toBe(false);
    // For the law it is an open question, so no decision names a day of return.
    expect(await protectionOf(db, worker)).toEqual({ assessment: 'pending', returnProhibited: null });
    expect(await readState(db, workerKind, worker)).toEqual(before);
    const { rows } = await sql<{ body: string }>`select body from log_event where record_kind = 'hold'`.execute(db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.body).not.toContain('brother');

    const proposed = await act(one, proposeLift, { hold: placed.id, version: placed.version, reason: 'The court found no ground.' });
    expect(await openFor(office, worker)).toBe(false);
    await expect(act(one, liftHold, { hold: placed.id, version: proposed.version })).rejects.toMatchObject({
      code: 'access.author-cannot-approve',
    });
    await expect(act(other, liftHold, { hold: placed.id, version: placed.version })).rejects.toMatchObject({
      code: 'register.version-conflict',
    });
    const kept = await act(other, keepHold, { hold: placed.id, reason: 'The judgment is not final.' });
    await act(other, proposeLift, { hold: placed.id, version: kept.version, reason: 'The judgment is final.' });
    await act(one, liftHold, { hold: placed.id, version: kept.version + 1 });
    expect(await openFor(office, worker)).toBe(true);
    expect(await protectionOf(db, worker)).toEqual({ assessment: null, returnProhibited: null });
    expect((await readState(db, hold, placed.id))?.state).toMatchObject({
      status: 'lifted',
      liftProposedBy: other.account,
      liftedBy: one.account,
    });
    expect(await standingsThatDiffer(db)).toEqual([]);
  });

  test('an assessment forbids an order while it is pending and when it is upheld; two holds are lifted one by one', async (context) => {
    const office = await anOffice(context, engine);
    const { act, somebody } = office;
    const { db } = office.office.store;
    const officer = somebody('protection-officer');
    const worker = await aWorker(office);

    await act(officer, findNothing, { worker, words: 'Asked in Korean, alone.' });
    expect(await protectionOf(db, worker)).toEqual({ assessment: 'none', returnProhibited: false });
    const first = await act(officer, openAssessment, { worker, ground: GROUND });
    await expect(act(officer, openAssessment, { worker, ground: GROUND })).rejects.toMatchObject({ code: 'register.not-in-this-state' });
    expect(await openFor(office, worker)).toBe(false);
    const paper = { kind: 'ruling', reference: 'R-1' };
    await expect(
      act(officer, settleAssessment, { assessment: first.id, outcome: 'refused', returnProhibited: true, reason: 'x', paper }),
    ).rejects.toMatchObject({ code: 'register.input-refused', place: { field: 'returnProhibited' } });
    await act(officer, settleAssessment, { assessment: first.id, outcome: 'refused', reason: 'No ground was found.', paper });
    expect(await protectionOf(db, worker)).toEqual({ assessment: 'refused', returnProhibited: false });
    expect(await openFor(office, worker)).toBe(true);

    const holds = [
      await act(officer, placeHold, { worker, ground: GROUND }),
      await act(officer, placeHold, { worker, ground: 'An appeal' }),
    ];
    for (const [index, { id }] of holds.entries()) {
      expect(await openFor(office, worker)).toBe(false);
      const { version } = await act(officer, proposeLift, { hold: id, reason: 'Settled.' });
      await act(somebody('protection-officer'), liftHold, { hold: id, version });
      expect(await openFor(office, worker)).toBe(index === 1);
    }
    const second = await act(officer, openAssessment, { worker, ground: 'The appeal' });
    await act(officer, settleAssessment, { assessment: second.id, outcome: 'upheld', reason: 'The appeal succeeds.', paper });
    expect(await protectionOf(db, worker)).toEqual({ assessment: 'upheld', returnProhibited: true });
    expect(await openFor(office, worker)).toBe(false);
    expect(await standingsThatDiffer(db)).toEqual([]);
  });

  test('who is held under one number is held under every number of the same person', async (context) => {
    const office = await anOffice(context, engine);
    const { act, somebody } = office;
    const { db } = office.office.store;
    const [first, second, third, stranger] = [await aWorker(office), await aWorker(office), await aWorker(office), await aWorker(office)];
    await act(somebody('protection-officer'), placeHold, { worker: third, ground: GROUND });
    await sql`update worker set "samePersonAs" = ${first} where id = ${second}`.execute(db);
    expect(await openFor(office, first)).toBe(true);
    await sql`update worker set "samePersonAs" = ${third} where id = ${second}`.execute(db);
    const open = await office.office.store.transaction(async (tx) => [
      ...(await whoMayBeOrdered({ tx }, [first, second, third, stranger])).keys(),
    ]);
    expect(open).toEqual([stranger]);
  });

  test('the desk and the auditor read it, the ground for a purpose that is recorded; nobody else does', async (context) => {
    const office = await anOffice(context, engine);
    const { act, ask, somebody } = office;
    const worker = await aWorker(office);
    const { id } = await act(somebody('protection-officer'), placeHold, { worker, ground: GROUND });
    const why = { purpose: 'protection', words: 'The appeal is heard tomorrow.' } as const;
    for (const reader of [somebody('protection-officer'), somebody('auditor')]) {
      expect((await ask(reader, listHolds, { worker })).items).toMatchObject([{ id, worker, status: 'placed' }]);
      expect((await ask(reader, readHoldGround, { hold: id, ...why })).content).toMatchObject({ ground: GROUND });
    }
    for (const role of ['permit-officer', 'supervisor', 'foreign-desk', 'employer', 'administrator', 'statistician'] as const)
      await expect(ask(somebody(role), listHolds, {})).rejects.toMatchObject({ code: 'access.not-allowed' });
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from access_read where person = ${worker}`.execute(
      office.office.store.db,
    );
    expect(rows[0]?.n).toBe(2);
    const past = await ask(somebody('auditor'), listHolds, { worker }, { asOf: '2017-12-06', knownAt: null });
    expect(past.items).toEqual([]);
  });

  test('a proof is good in its own transaction only, and nobody knows of a stranger', async (context) => {
    const office = await anOffice(context, engine);
    const worker = await aWorker(office);
    const { store } = office.office;
    const proof = await store.transaction((tx) => mayBeOrderedToLeave({ tx }, worker));
    await store.transaction(async (tx) => {
      const desk = { tx };
      const fresh = await mayBeOrderedToLeave(desk, worker);
      expect(fresh?.at(desk)).toBe(worker);
      // On the same connection, so that nothing but the desk tells the two transactions apart.
      expect(() => proof?.at(desk)).toThrow(/in the transaction that orders it/);
      expect(await mayBeOrderedToLeave(desk, '00000000-0000-7000-8000-00000000dead')).toBeNull();
    });
  });
});

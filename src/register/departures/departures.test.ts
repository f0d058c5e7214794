import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { transact } from '../../office/office.ts';
import { approve, proposal } from '../../office/second-person.ts';
import { readState } from '../../office/states.ts';
import { liftHold, proposeLift } from '../../protection/lift.ts';
import { placeHold } from '../../protection/place.ts';
import { permit as permitKind } from '../permits/permit.ts';
import { worker as workerKind } from '../workers/worker.ts';
import { cancelDeparture } from './cancel.ts';
import { confirmDeparture, recordDeparture } from './confirm.ts';
import { departure } from './departure.ts';
import { importDepartures } from './import.ts';
import { planDeparture } from './plan.ts';
import { planMany } from './plan-many.ts';
import { countDepartures, listDepartures } from './read.ts';

const FEBRUARY = { today: '2018-02-05' };
const STAMP = { kind: 'exit stamp', reference: 'Zamyn-Uud 118' };
const NOT_OPEN = { code: 'register.departure-not-open', message: 'This departure cannot be ordered now.' };

const stateOf = async ({ office }: TestOffice, id: string) => (await readState(office.store.db, departure, id))?.state;

describe.each(ENGINES)('departures, %s', (engine) => {
  test('a plan takes its day from the law, and is refused where the law names none or does not know', async (context) => {
    const office = await anOffice(context, engine, { today: '2017-12-07' });
    const { act, somebody, goTo } = office;
    const officer = somebody('permit-officer');
    const company = await anEmployer(office);
    const { worker, permit } = await anEmployed(office, company);
    const neverAsked = await anEmployed(office, company, { asked: false });
    await expect(act(officer, planDeparture, { worker })).rejects.toMatchObject(NOT_OPEN); // announced by a statement, required by nobody
    goTo('2018-02-05');
    await expect(act(officer, planDeparture, { worker: neverAsked.worker })).rejects.toMatchObject(NOT_OPEN);
    const planned = await act(officer, planDeparture, { worker });
    expect(planned.by).toBe('2018-06-02');
    expect(await stateOf(office, planned.id)).toMatchObject({ basis: 'mng.leave-before-3-june', permit, status: 'planned' });
    await expect(act(officer, planDeparture, { worker })).rejects.toMatchObject(NOT_OPEN);
    goTo('2018-06-03');
    const auditor = somebody('auditor');
    expect((await office.ask(auditor, listDepartures, { overdue: true, employer: company })).items.map(({ id }) => id)).toEqual([
      planned.id,
    ]);
    await act(officer, cancelDeparture, { departure: planned.id, reason: 'Married here.' });
    expect((await office.ask(auditor, listDepartures, { overdue: true })).items).toEqual([]);
    const { rows } = await sql<{ body: string }>`select body from log_event where kind = 'cancelled'`.execute(office.office.store.db);
    expect(rows[0]?.body).not.toContain('Married');
  });

  test('a confirmed departure ends the permit and the stay, with its evidence', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody, goTo } = office;
    const { db } = office.office.store;
    const officer = somebody('permit-officer');
    const { worker, permit } = await anEmployed(office, await anEmployer(office));
    const { id } = await act(officer, planDeparture, { worker });
    const left = { destination: 'PRK', evidence: STAMP };
    await expect(act(officer, confirmDeparture, { departure: id, leftOn: '2018-02-06', ...left })).rejects.toMatchObject({
      place: { field: 'leftOn' },
    });
    goTo('2018-03-02');
    await act(officer, confirmDeparture, { departure: id, leftOn: '2018-03-01', ...left });
    expect(await stateOf(office, id)).toMatchObject({ status: 'confirmed', leftOn: '2018-03-01', destination: 'PRK', evidence: STAMP });
    expect((await readState(db, permitKind, permit))?.state.lastDay).toBe('2018-03-01');
    expect((await readState(db, workerKind, worker))?.state.status).toBe('departed');
    expect(await office.ask(somebody('foreign-desk'), countDepartures, { from: '2018-01-01', until: '2018-12-31' })).toMatchObject({
      departed: null, // one person is not counted out
    });
  });

  test('a hold suspends the plan at once; lifting it resumes nothing, and ordering again asks again', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const [officer, one, other] = [somebody('permit-officer'), somebody('protection-officer'), somebody('protection-officer')];
    const { worker } = await anEmployed(office, await anEmployer(office));
    const planned = await act(officer, planDeparture, { worker });
    const held = await act(one, placeHold, { worker, ground: 'A claim' });
    expect(await stateOf(office, planned.id)).toMatchObject({ status: 'suspended' });
    await expect(act(officer, planDeparture, { worker })).rejects.toMatchObject(NOT_OPEN);
    await expect(act(officer, planDeparture, { worker, ownAccord: '2018-03-01' })).rejects.toMatchObject(NOT_OPEN);
    const { version } = await act(one, proposeLift, { hold: held.id, reason: 'Withdrawn before counsel.' });
    await act(other, liftHold, { hold: held.id, version });
    expect(await stateOf(office, planned.id)).toMatchObject({ status: 'suspended' });
    expect(await act(officer, planDeparture, { worker })).toMatchObject({ id: planned.id });
    expect(await stateOf(office, planned.id)).toMatchObject({ status: 'planned' });
  });

  test('who leaves of their own accord has left, held or not', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const officer = somebody('permit-officer');
    const company = await anEmployer(office);
    const [unplanned, suspended] = [await anEmployed(office, company), await anEmployed(office, company)];
    const plan = await act(officer, planDeparture, { worker: suspended.worker });
    for (const { worker } of [unplanned, suspended]) await act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' });
    const left = { leftOn: '2018-02-05', destination: 'KOR', evidence: STAMP };
    const own = await act(officer, recordDeparture, { worker: unplanned.worker, ...left });
    expect(await stateOf(office, own.id)).toMatchObject({ status: 'confirmed', basis: 'own-accord' });
    await act(officer, confirmDeparture, { departure: plan.id, ...left });
    expect(await stateOf(office, plan.id)).toMatchObject({ status: 'confirmed', basis: 'own-accord' });
  });

  test('a second person approves exactly the list; a hold placed meanwhile voids it', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const [officer, supervisor] = [somebody('permit-officer'), somebody('supervisor')];
    const company = await anEmployer(office);
    const people = [await anEmployed(office, company), await anEmployed(office, company), await anEmployed(office, company)];
    const [first, second, third] = people.map(({ worker }) => worker);
    await act(somebody('protection-officer'), placeHold, { worker: String(third), ground: 'A claim' });
    const approved = (id: string, hash: string) =>
      transact(
        office.office,
        supervisor,
        { key: null, name: 'approve', input: null },
        async (desk) => (await approve(desk, id, hash)).state,
      );
    const list = await act(officer, planMany, { employer: company });
    expect(list).toMatchObject({ departures: 2, notOpen: [third] });
    await act(somebody('protection-officer'), placeHold, { worker: String(second), ground: 'A claim' });
    expect((await approved(list.proposal, list.contentHash)).result).toMatchObject({ status: 'void' });
    const again = await act(officer, planMany, { employer: company });
    expect(again).toMatchObject({ departures: 1, notOpen: [second, third] });
    expect((await approved(again.proposal, again.contentHash)).result.status).toBe('approved');
    const { items } = await office.ask(officer, listDepartures, { employer: company });
    expect(items.map(({ worker, status, by }) => ({ worker, status, by }))).toEqual([
      { worker: first, status: 'planned', by: '2018-06-02' },
    ]);
    expect((await readState(office.office.store.db, proposal, list.proposal))?.state.why).not.toMatch(/hold|protect/i);
  });

  test('a list is taken in row by row: who left is recorded, who is to leave waits for a second person', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const company = await anEmployer(office);
    const [left, toLeave, held, incomplete] = [
      await anEmployed(office, company),
      await anEmployed(office, company),
      await anEmployed(office, company),
      await anEmployed(office, company),
    ].map(({ worker }) => worker);
    await act(somebody('protection-officer'), placeHold, { worker: String(held), ground: 'A claim' });
    const taken = await act(somebody('permit-officer'), importDepartures, {
      rows: [
        { worker: left, leftOn: '2018-02-01', destination: 'PRK', evidence: STAMP },
        { worker: toLeave },
        { worker: held },
        { worker: incomplete, leftOn: '2018-02-01' },
        { number: 'W-404' },
      ],
    });
    expect(taken).toMatchObject({ read: 5, recorded: 1, proposed: 1 });
    expect(taken.rejects.map(({ row, message }) => [row, message])).toEqual([
      [3, NOT_OPEN.message],
      [4, 'This row says that somebody left and does not show it.'],
      [5, 'This row names no worker of this register.'],
    ]);
  });

  test('the database refuses as well, and no order outlives a hold', async (context) => {
    const office = await anOffice(context, engine, FEBRUARY);
    const { act, somebody } = office;
    const { store } = office.office;
    const { worker } = await anEmployed(office, await anEmployer(office));
    const { id } = await act(somebody('permit-officer'), planDeparture, { worker });
    // Somebody writes past the office: the hold without its consequence, then the order without its question.
    await expect(
      sql`update protection_standing set assessment = 'pending', "returnProhibited" = null where worker = ${worker}`.execute(store.db),
    ).rejects.toMatchObject({ code: 'RS002' });
    await act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' });
    await expect(sql`update departure set status = 'planned' where id = ${id}`.execute(store.db)).rejects.toMatchObject({ code: 'RS001' });
  });
});

describe('on a server, at the same moment', () => {
  test('a hold and an order never both succeed', { timeout: 60_000 }, async (context) => {
    const office = await anOffice(context, 'server', { ...FEBRUARY, connections: 8 });
    const { act, somebody } = office;
    const company = await anEmployer(office);
    const tally = { suspended: 0, refused: 0 };
    for (let round = 0; round < 12; round += 1) {
      const { worker } = await anEmployed(office, company);
      const [order, hold] = await Promise.allSettled([
        act(somebody('permit-officer'), planDeparture, { worker }),
        act(somebody('protection-officer'), placeHold, { worker, ground: 'A claim' }),
      ]);
      expect(hold.status).toBe('fulfilled');
      if (order.status === 'rejected') expect(order.reason).toMatchObject(NOT_OPEN);
      else expect(await stateOf(office, order.value.id)).toMatchObject({ status: 'suspended' });
      tally[order.status === 'rejected' ? 'refused' : 'suspended'] += 1;
    }
    expect(tally.refused + tally.suspended).toBe(12);
  });

  test('an order waits for the hold that is being placed', async (context) => {
    const office = await anOffice(context, 'server', FEBRUARY);
    const { act, somebody } = office;
    const company = await anEmployer(office);
    const { worker } = await anEmployed(office, company);
    const { store } = office.office;
    let order: Promise<unknown> = Promise.resolve();
    await store.transaction(async (tx) => {
      await sql`update protection_standing set holds = 1 where worker = ${worker}`.execute(tx);
      await sql`select protection_settle(${worker}::uuid)`.execute(tx);
      order = act(somebody('permit-officer'), planDeparture, { worker }).catch((error: unknown) => error);
      await waitsForALock(office);
    });
    expect(await order).toMatchObject(NOT_OPEN);
  });
});

/** Until a session waits for a row of the standings. */
async function waitsForALock({ office: { store } }: TestOffice): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%protection_standing%'
        and datname = current_database() and pid <> pg_backend_pid()`.execute(store.db);
    if ((rows[0]?.n ?? 0) > 0) return;
    await pause(20);
  }
  throw new Error('Nobody waits for the standing.');
}

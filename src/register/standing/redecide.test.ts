import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { redecided, work } from '../../../test/support/standing.ts';
import type { Desk } from '../../office/desk.ts';
import { transact } from '../../office/office.ts';
import { findNothing } from '../../protection/assess.ts';
import { placeHold } from '../../protection/place.ts';
import type { Db } from '../../store/db.ts';
import { correctContract } from '../contracts/correct.ts';
import { recordContract } from '../contracts/record.ts';
import { correctEmployer } from '../employers/correct.ts';
import { registerEmployer } from '../employers/register.ts';
import { cancelJob } from '../jobs/cancel.ts';
import { listJobsQuery, readJob } from '../jobs/read.ts';
import { startJob } from '../jobs/start.ts';
import { permit } from '../permits/permit.ts';
import { correctWorker } from '../workers/correct.ts';
import { registerWorker } from '../workers/register.ts';
import { redecideWhereDue, SYSTEM } from './ask.ts';
import { listStanding } from './read.ts';
import { listChanges } from './read-changes.ts';

interface Person {
  readonly worker: string;
  readonly employer: string;
  readonly contract: string;
  readonly permit: string;
}

/** Somebody of the DPRK with a permit to the end of 2019. */
async function aPerson({ act, somebody, office }: TestOffice, name: string): Promise<Person> {
  const officer = somebody('permit-officer');
  const facts = { nationalities: ['PRK'], earnsIncome: true, safetyOverseer: false, immunity: false, residesOnOtherTitle: false };
  const { id: worker } = await act(officer, registerWorker, { personal: { names: [{ text: name, script: 'Latn' }] }, facts });
  await act(somebody('protection-officer'), findNothing, { worker, words: 'Asked in Korean' });
  const { id: employer } = await act(officer, registerEmployer, { name: `Employer of ${name}`, private: true });
  const { id: contract } = await act(officer, recordContract, { worker, employer, endsOn: '2019-12-31', written: true });
  const set = { worker, employer, contract, validFrom: '2018-06-01', validTo: '2019-12-31', lastDay: '2019-12-31', status: 'granted' };
  const granted = await transact(office, officer, { key: null, name: 'test', input: null }, (desk: Desk) =>
    desk.create(permit, { event: 'permit-granted', trueOn: '2018-06-01', set }),
  );
  return { worker, employer, contract, permit: granted.result.id };
}

/** Everything that a person would call theirs, and every event of it: nothing of our own is in it. */
async function fingerprint(db: Db): Promise<unknown> {
  const { rows } = await sql`select md5(string_agg(line, e'\n' order by line)) as mark, count(*) as n from (
    select to_jsonb(r)::text as line from permit as r union all select to_jsonb(r)::text from application as r
    union all select to_jsonb(r)::text from decision as r union all select to_jsonb(r)::text from notice as r
    union all select to_jsonb(r)::text from departure as r union all select to_jsonb(r)::text from worker as r
    union all select to_jsonb(r)::text from protection_standing as r
    union all select leaf || body from log_event where record_kind <> 'redecision') as all_of_it`.execute(db);
  return rows[0];
}

const answersOf = async ({ ask, somebody }: TestOffice, subject: string) =>
  (await ask(somebody('auditor'), listStanding, { subject })).items[0]?.answers ?? [];

describe.each(ENGINES)('deciding the register again, %s', (engine) => {
  test('for another day: says what changed and why, and changes nobody’s permit', async (context) => {
    const here = await anOffice(context, engine, { today: '2018-12-30' });
    const { ask, somebody, office, goTo } = here;
    const person = await aPerson(here, 'Pak Chol');
    await redecided(office);
    expect(await answersOf(here, person.permit)).toMatchObject([
      { act: 'employ', outcome: 'barred', un: 'clear', returnBy: '2018-06-01', protected: false },
      { act: 'remain', outcome: 'barred', un: 'clear', returnBy: '2018-06-02' },
      { act: 'renew', asOf: '2019-12-31', outcome: 'barred' },
    ]);
    goTo('2019-12-23');
    const before = await fingerprint(office.store.db);
    const job = await redecideWhereDue(office);
    expect(job).not.toBeNull();
    await work(office);
    expect(await fingerprint(office.store.db)).toEqual(before);
    const { items } = await ask(somebody('supervisor'), listChanges, {});
    expect(items).toHaveLength(1);
    const [employ] = items[0]?.changes ?? [];
    expect(employ).toMatchObject({ act: 'employ', causes: ['day'], before: { un: 'clear' }, after: { un: 'barred' } });
    expect(employ?.why).toEqual(['It is decided for 23 December 2019.']);
    const { rows } = await sql<{ kind: string; data: unknown }>`select kind, body::jsonb -> 'data' -> 'set' as data from log_event
      where record_kind = 'redecision' and record_id = ${job}`.execute(office.store.db);
    expect(rows).toMatchObject([{ kind: 'register-redecided', data: { scope: 'whole', day: '2019-12-23', decided: 3, changed: 2 } }]);
    expect(await redecideWhereDue(office)).toBeNull();
  });

  test('a service that has just decided rests before the next facts, but never before another day', async (context) => {
    const here = await anOffice(context, engine, { today: '2018-12-30' });
    const { act, somebody, office, goTo } = here;
    const { worker } = await aPerson(here, 'Pak');
    await redecided(office);
    await act(somebody('permit-officer'), correctWorker, { worker, facts: { earnsIncome: null } });
    const resting = { restSeconds: 60, restTimes: 0 };
    expect(await redecideWhereDue(office, resting)).toBeNull();
    goTo('2018-12-31');
    expect(await redecideWhereDue(office, resting)).not.toBeNull();
    await work(office);
    await act(somebody('permit-officer'), correctWorker, { worker, facts: { earnsIncome: true } });
    expect(await redecideWhereDue(office, { restSeconds: 0, restTimes: 1_000_000 })).toBeNull();
    expect(await redecideWhereDue(office)).not.toBeNull();
  });

  test('after a corrected fact: only what it reaches, whichever record it stands in', async (context) => {
    const here = await anOffice(context, engine, { today: '2018-12-30' });
    const { act, ask, somebody, office } = here;
    const people: Person[] = [];
    for (const name of ['Pak', 'Ri', 'Kim', 'Choe']) people.push(await aPerson(here, name));
    const [pak, ri, kim, choe] = people as [Person, Person, Person, Person];
    await redecided(office);
    expect(await redecideWhereDue(office)).toBeNull();
    const officer = somebody('permit-officer');
    await act(officer, correctWorker, { worker: pak.worker, facts: { earnsIncome: null } });
    await act(officer, correctEmployer, { employer: ri.employer, private: null });
    await act(somebody('protection-officer'), placeHold, { worker: kim.worker, ground: 'What counsel said' });
    const paper = { kind: 'contract', reference: 'C-1' };
    await act(officer, correctContract, { contract: choe.contract, finalisedOn: '2017-03-01', evidence: paper });
    await redecideWhereDue(office);
    await work(office, 1);
    const { items } = await ask(somebody('supervisor'), listChanges, {});
    const changed = new Map(items.map(({ subject, changes }) => [subject, changes]));
    expect(new Set(changed.keys())).toEqual(new Set([pak.permit, kim.permit, choe.permit]));
    expect(changed.get(pak.permit)?.[0]).toMatchObject({ causes: ['facts'], after: { missing: ['worker.earnsIncome'] } });
    expect(changed.get(pak.permit)?.[0]?.why).toContain('un.2397.8.workers bit, and is now open.');
    expect(changed.get(kim.permit)?.[0]).toMatchObject({ before: { protected: false }, after: { protected: true, returnBy: null } });
    expect(changed.get(choe.permit)?.map(({ act: asked }) => asked)).toEqual(['renew']);
    const { rows } = await sql<{ decided: number; scope: string }>`select decided, scope from redecision order by id desc limit 1`.execute(
      office.store.db,
    );
    expect(rows).toEqual([{ decided: 12, scope: 'touched' }]);
    expect(await redecideWhereDue(office)).toBeNull();
    // what was touched is what a whole run would say
    const partly = (await sql`select * from standing order by subject, act`.execute(office.store.db)).rows;
    const whole = await redecided(office);
    expect((await sql`select * from standing order by subject, act`.execute(office.store.db)).rows).toEqual(partly);
    expect((await ask(somebody('supervisor'), listChanges, { job: whole })).items).toEqual([]);
  });

  test('shows an outsider no act that protection touches, and no job', async (context) => {
    const here = await anOffice(context, engine, { today: '2018-12-30' });
    const { ask, somebody, office } = here;
    const [pak, ri] = [await aPerson(here, 'Pak'), await aPerson(here, 'Ri')];
    await redecided(office);
    const employer = { ...somebody('employer'), employer: pak.employer };
    const { items } = await ask(employer, listStanding, {});
    expect(items.map(({ subject }) => subject)).toEqual([pak.permit]);
    expect(Object.keys(items[0]?.answers[0] ?? {}).sort()).toEqual(['act', 'asOf', 'law', 'outcome']);
    expect(items[0]?.answers.map(({ act }) => act)).toEqual(['renew']);
    const desk = (await ask(somebody('foreign-desk'), listStanding, { worker: ri.worker, act: 'remain' })).items;
    expect(desk).toEqual([]);
    await expect(ask(somebody('foreign-desk'), listChanges, {})).rejects.toMatchObject({ code: 'access.not-allowed' });
    await expect(ask(somebody('administrator'), listStanding, {})).rejects.toMatchObject({ code: 'access.not-allowed' });
    const { items: jobs } = await ask(somebody('administrator'), listJobsQuery, {});
    expect(jobs).toMatchObject([{ state: 'done', startedBy: SYSTEM.account }]);
    expect(jobs[0]).not.toHaveProperty('result');
  });

  test('a job is started by somebody, read, and cancelled on record; what it began is thrown away by the next', async (context) => {
    const here = await anOffice(context, engine, { today: '2018-12-30' });
    const { act, ask, somebody, office } = here;
    await aPerson(here, 'Pak');
    const analyst = somebody('sanctions-analyst');
    const { id } = await act(analyst, startJob, { work: 'redecide' });
    await act(analyst, cancelJob, { job: id });
    await work(office);
    expect(await ask(analyst, readJob, { job: id })).toMatchObject({ state: 'cancelled', startedBy: analyst.account, done: 0 });
    await expect(act(analyst, cancelJob, { job: id })).rejects.toMatchObject({ code: 'job.has-ended' });
    await expect(act(somebody('statistician'), startJob, { work: 'redecide' })).rejects.toMatchObject({ code: 'access.not-allowed' });
    await redecided(office);
    expect((await ask(analyst, listStanding, {})).items).toHaveLength(1);
  });
});

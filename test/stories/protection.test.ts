import { describe, expect, test } from 'vitest';
import { EXPORTED } from '../../src/register/bulk/export.ts';
import { ENGINES } from '../support/register.ts';
import { redecided } from '../support/standing.ts';
import { anEmployer, applied, approves, type Clerk, hired, type Ministry, ministry } from './ministry.ts';
import { answersTo, everyReading, type Known, statementsOf } from './outsiders.ts';

const SENTENCE = 'This departure cannot be ordered now.';
const NOBODY = '01a00000-0000-7000-8000-00000000dead';

/** An employer with workers on permits of 2017; one of them with a renewal that was declined and served, all of them asked about return. */
async function aCompany(office: Ministry) {
  const [officer, supervisor, protector] = [
    await office.clerk('permit-officer'),
    await office.clerk('supervisor'),
    await office.clerk('protection-officer'),
  ];
  const employer = await anEmployer(officer);
  const people = [];
  for (const name of ['Kim Yong Su', 'Ri Un Hui', 'Pak Chol Chun']) {
    const person = await hired(officer, { employer, name });
    const application = await applied(officer, person, { wantedFrom: '2017-07-01', wantedTo: '2018-06-30' });
    const { permit } = await officer.does('decision.propose', { application, taken: 'grant' });
    await protector.does('assessment.find-nothing', { worker: person.worker, words: 'Asked in Korean, alone.' });
    people.push({ ...person, application, permit: String(permit) });
  }
  office.goTo('2018-02-05');
  const papers: Record<'application' | 'decision' | 'proposal' | 'notice' | 'departure', string[]> = {
    ...{ application: [], decision: [], proposal: [], notice: [], departure: [] },
  };
  for (const { worker, contract, permit } of people.slice(0, 2)) {
    const application = await applied(
      officer,
      { worker, employer, contract },
      { kind: 'renewal', permit, wantedFrom: null, wantedTo: null },
    );
    const { decision, proposal } = await officer.does('decision.propose', { application, taken: 'decline-renewal' });
    await approves(supervisor, proposal);
    for (const addressee of ['worker', 'employer', 'mission']) {
      const mission = addressee === 'mission' ? { mission: 'PRK' } : {};
      const { id } = await officer.does('notice.draft', { decision, addressee, ...mission });
      await officer.does('notice.serve', { notice: id, means: 'by post' });
      papers.notice.push(String(id));
    }
    const { id: departure } = await officer.does('departure.plan', { worker });
    papers.notice.push(String((await officer.does('notice.draft', { departure, addressee: 'worker' })).id));
    papers.application.push(application);
    papers.decision.push(String(decision));
    papers.proposal.push(String(proposal));
    papers.departure.push(String(departure));
  }
  const known: Known = {
    ...papers,
    worker: people.slice(0, 2).map(({ worker }) => worker),
    employer: [employer],
    contract: people.slice(0, 1).map(({ contract }) => contract),
    permit: people.slice(0, 2).map(({ permit }) => permit),
    hold: [NOBODY],
    assessment: [NOBODY],
  };
  return { officer, supervisor, protector, employer, people, papers, known };
}

/** What an employer may try on its own workers, done and undone. */
const TRIES = (employer: string, { worker, contract, permit, application }: Readonly<Record<string, string>>) =>
  [
    ['application.receive', { kind: 'renewal', worker, employer, contract, permit, dryRun: true }],
    ['application.receive', { kind: 'new', worker, employer, contract, dryRun: true }],
    ['application.withdraw', { application, dryRun: true }],
    ['contract.record', { worker, employer, dryRun: true }],
    ['departure.plan', { worker, dryRun: true }],
    ['hold.place', { worker, ground: 'To see what is said', dryRun: true }],
  ] as const;

describe.each(ENGINES)('a hold, %s', (engine) => {
  test('story 36: each of the five ways to order a departure is refused with one sentence', { timeout: 120_000 }, async (context) => {
    const office = await ministry(context, engine, '2017-07-01');
    const { officer, supervisor, protector, employer, people, papers } = await aCompany(office);
    const [held, pending, other] = people;
    const [notice] = papers.notice.slice(3);
    const revocation = await officer
      .does('permit.revoke', { permit: held?.permit, departure: true, reason: 'Asked for by the ministry.' })
      .catch((error: unknown) => error);
    expect(String(revocation)).toContain(SENTENCE); // a departure is planned already: the same sentence, for another cause
    await protector.does('hold.place', { worker: held?.worker, ground: 'She fears prison on return.' });
    await protector.does('assessment.open', { worker: pending?.worker, ground: 'He was threatened.' });

    for (const { worker, permit } of people.slice(0, 2)) {
      const departure = papers.departure[worker === held?.worker ? 0 : 1];
      const ways = {
        plan: await officer.tries('departure.plan', { worker }),
        'own accord': await officer.tries('departure.plan', { worker, ownAccord: '2018-03-01' }),
        'notice drafted': await officer.tries('notice.draft', { departure, addressee: 'worker' }),
        'notice served': await officer.tries('notice.serve', { notice, means: 'by hand' }),
        'whole employer': await officer.tries('departure.plan-many', { employer, workers: [worker] }),
        revocation: await officer.tries('permit.revoke', { permit, departure: true, reason: 'Asked for by the ministry.' }),
      };
      for (const [way, heard] of Object.entries(ways))
        expect([way, heard.status, heard.json.code, heard.json.detail]).toEqual([way, 409, 'register.departure-not-open', SENTENCE]);
      const list = await officer.does('departure.import', { rows: [{ worker }] });
      expect(list).toMatchObject({ proposed: 0, rejects: [{ row: 1, code: 'register.departure-not-open', message: SENTENCE }] });
      expect((await officer.does('departure.read', { departure })).status).toBe('suspended');
    }
    // Whoever is not protected is ordered as before, and the list says of nobody why they are not on it.
    const { proposal, notOpen } = await officer.does('departure.plan-many', { employer });
    expect(notOpen).toEqual([held?.worker, pending?.worker].sort());
    await approves(supervisor, proposal);
    const { items } = await officer.does('departure.list', { worker: other?.worker });
    expect(items).toMatchObject([{ status: 'planned', by: '2018-06-02', basis: 'mng.leave-before-3-june' }]);
  });

  test('story 36: the employer’s and the desk’s lists, counts, records and errors show nothing, to the byte', {
    timeout: 300_000,
  }, async (context) => {
    const office = await ministry(context, engine, '2017-07-01');
    const { officer, protector, employer, people, papers, known } = await aCompany(office);
    office.goTo('2018-06-04'); // the last lawful day has passed: from here on the answers to work and stay hang on protection
    const outside = {
      employer: await office.actingFor(employer),
      desk: await office.clerk('foreign-desk'),
      statistician: await office.clerk('statistician'),
    };
    const past = office.office.clock.now();
    const exports = EXPORTED.map((kind) => ({ request: `GET /v1/exports/${kind}?format=csv` }));
    const readings = [...everyReading(known, { day: '2018-06-04', past }), ...exports];
    expect(readings.length).toBeGreaterThan(150);
    const ofTheOfficer = readings.filter(({ request }) => /^GET .v1.(departures|standing)/.test(request));
    const tried = TRIES(employer, { ...people[0], application: String(papers.application[0]) } as Readonly<Record<string, string>>);

    const look = async () => {
      await redecided(office.office); // what follows from the facts of everybody is worked out anew, protection among them
      let employer: ReadonlyMap<string, string> = new Map();
      // The same way through the code, and so the same time: the statements that are run, one by one.
      const statements = await statementsOf(office, async () => {
        employer = await answersTo(outside.employer, readings);
      });
      return {
        employer,
        desk: await answersTo(outside.desk, readings),
        statistician: await answersTo(outside.statistician, exports),
        statements,
        tries: await answersOf(outside.employer, tried),
        officer: await answersTo(officer, ofTheOfficer),
      };
    };
    const before = await look();
    const { id: hold } = await protector.does('hold.place', { worker: people[0]?.worker, ground: 'She fears prison on return.' });
    await protector.does('assessment.open', { worker: people[1]?.worker, ground: 'He was threatened.' });
    const after = await look();

    expect(differences(before.employer, after.employer)).toEqual([]);
    expect(differences(before.desk, after.desk)).toEqual([]);
    expect(differences(before.statistician, after.statistician)).toEqual([]);
    expect(after.tries).toEqual(before.tries);
    expect(before.statements.filter((statement) => /^\s*(select|with)/i.test(statement))).not.toEqual([]);
    expect(after.statements).toEqual(before.statements);
    expect(after.statements.filter((statement) => /protection_/.test(statement))).toEqual([]);
    // What is looked at is not nothing: the employer reads of its workers, and the officer's answers do change.
    expect([...before.employer.values()].filter((answer) => answer.startsWith('[200'))).not.toHaveLength(0);
    expect(differences(before.officer, after.officer)).toContain(`GET /v1/departures/${papers.departure[0]}`);
    // A hold that is there is answered like one that is not.
    for (const clerk of [...Object.values(outside), officer]) {
      const [real, none] = [await clerk.sends(`GET /v1/holds/${hold}`), await clerk.sends(`GET /v1/holds/${NOBODY}`)];
      expect([real.status, real.json.code]).toEqual([none.status, none.json.code]);
    }
  });
});

const differences = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] =>
  [...a.keys()].filter((request) => a.get(request) !== b.get(request));

async function answersOf(clerk: Clerk, tried: ReturnType<typeof TRIES>): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const [what, input] of tried) {
    const { status, json } = await clerk.tries(what, input);
    // An id that is made anew each time tells nothing; whether one is made does.
    answers.push([
      what,
      status,
      ...Object.entries(json).map(([name, value]) => (/^(id|number|instance)$/.test(name) ? name : [name, value])),
    ]);
  }
  return answers;
}

import fc from 'fast-check';
import { sql } from 'kysely';
import { workOff } from '../../src/jobs/worker.ts';
import { newId } from '../../src/office/ids.ts';
import type { Office } from '../../src/office/office.ts';
import { askToRedecide, SYSTEM } from '../../src/register/standing/ask.ts';
import { redecideKind } from '../../src/register/standing/redecide.ts';
import type { Db } from '../../src/store/db.ts';

const DAYS = ['2017-06-01', '2017-09-10', '2017-09-11', '2017-09-12', '2017-11-30', '2017-12-07', '2017-12-31', '2018-03-01', '2019-12-23'];
const day = fc.constantFrom(...DAYS);
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const truth = some(fc.boolean());

const aWorker = fc.record({
  nationalities: some(fc.subarray(['PRK', 'KOR', 'MNG', 'RUS', 'CHN'], { minLength: 1, maxLength: 2 })),
  earnsIncome: truth,
  safetyOverseer: truth,
  immunity: truth,
  residesOnOtherTitle: truth,
  listed: truth,
  protection: fc.constantFrom(
    ...([
      [null, null],
      ['none', false],
      ['none', true],
      ['pending', null],
      ['upheld', true],
      ['refused', false],
    ] as const),
  ),
});
const aPaper = fc.record({ finalisedOn: some(day), endsOn: some(day), written: truth });
const aPermit = fc.record({ from: day, days: fc.nat(500), revoked: fc.nat(9), contract: some(aPaper) });
const anApplication = fc.record({
  kind: fc.constantFrom('new', 'renewal', 'change-of-employer', 'change-of-category'),
  receivedOn: day,
  wantedFrom: some(day),
  wantedTo: some(day),
  status: fc.constantFrom('received', 'proposed', 'waiting', 'granted', 'withdrawn'),
  contract: some(aPaper),
});
const aHolding = fc.record({ worker: aWorker, employer: fc.nat(4), permit: some(aPermit), application: some(anApplication) });
const anApproval = fc.record({
  answer: fc.constantFrom('approved', 'approved', 'refused', 'pending'),
  approvedOn: some(day),
  expiresOn: some(day),
  workers: fc.option(fc.array(fc.nat(39), { minLength: 1, maxLength: 4 }), { freq: 1 }),
  employer: fc.option(fc.nat(4), { freq: 1 }),
  count: some(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3))),
});

export const aRegister = fc.record({
  employers: fc.array(fc.record({ private: truth, listed: truth }), { minLength: 5, maxLength: 5 }),
  holdings: fc.array(aHolding, { minLength: 40, maxLength: 40 }),
  approvals: fc.array(anApproval, { maxLength: 5 }),
});
export type Register = typeof aRegister extends fc.Arbitrary<infer R> ? R : never;

/** Writes a generated register straight into its tables, without events. @returns the ids of the workers */
export async function place(db: Db, { employers, holdings, approvals }: Register): Promise<readonly string[]> {
  const houses: string[] = [];
  for (const [at, one] of employers.entries()) {
    houses[at] = newId();
    await sql`insert into employer (id, version, "trueOn", name, private, listed, status)
      values (${houses[at]}, 1, '2017-01-01', ${`E${at}`}, ${one.private}, ${one.listed}, 'active')`.execute(db);
  }
  const workers: string[] = [];
  for (const { worker, employer, permit, application } of holdings) {
    const [id, house] = [newId(), houses[employer]];
    workers.push(id);
    await sql`insert into worker (id, version, "trueOn", nationalities, "earnsIncome", "safetyOverseer", immunity, "residesOnOtherTitle", listed, status)
      values (${id}, 1, '2017-01-01', ${worker.nationalities}, ${worker.earnsIncome}, ${worker.safetyOverseer}, ${worker.immunity},
        ${worker.residesOnOtherTitle}, ${worker.listed}, 'active')`.execute(db);
    const [assessment, prohibited] = worker.protection;
    await sql`update protection_standing set assessment = ${assessment}, "returnProhibited" = ${prohibited} where worker = ${id}`.execute(
      db,
    );
    const paper = async (contract: { finalisedOn: string | null; endsOn: string | null; written: boolean | null } | null | undefined) => {
      if (contract === null || contract === undefined) return null;
      const of = newId();
      await sql`insert into contract (id, version, "trueOn", worker, employer, "finalisedOn", "endsOn", written, status)
        values (${of}, 1, '2017-01-01', ${id}, ${house}, ${contract.finalisedOn}, ${contract.endsOn}, ${contract.written}, 'recorded')`.execute(
        db,
      );
      return of;
    };
    const standing = permit === null ? null : newId();
    if (permit !== null)
      await sql`insert into permit (id, version, "trueOn", worker, employer, contract, "grantedOn", "validFrom", "validTo", "lastDay", status)
        values (${standing}, 1, '2017-01-01', ${id}, ${house}, ${await paper(permit.contract)}, ${permit.from}, ${permit.from}::date,
          ${permit.from}::date + ${permit.days}::integer, ${permit.from}::date + ${permit.days}::integer - ${permit.revoked === 1 ? 400 : 0}::integer, 'granted')`.execute(
        db,
      );
    if (application !== null)
      await sql`insert into application (id, version, "trueOn", kind, worker, employer, contract, permit, "receivedOn", "wantedFrom", "wantedTo", status)
        values (${newId()}, 1, '2017-01-01', ${application.kind}, ${id}, ${house}, ${await paper(application.contract)},
          ${application.kind === 'new' ? null : standing}, ${application.receivedOn}, ${application.wantedFrom}, ${application.wantedTo}, ${application.status})`.execute(
        db,
      );
  }
  for (const { answer, approvedOn, expiresOn, workers: named, employer, count } of approvals)
    await sql`insert into committee_approval (id, version, "trueOn", committee, answer, "approvedOn", workers, employer, "countAllowed", "countUsed", "expiresOn")
      values (${newId()}, 1, '2017-01-01', '1718', ${answer}, ${approvedOn}, ${named === null ? null : named.map((at) => workers[at])}::uuid[],
        ${employer === null ? null : houses[employer]}, ${count?.[0] ?? null}, ${count === null ? 0 : Math.min(count[0], count[1])}, ${expiresOn})`.execute(
      db,
    );
  return workers;
}

/** Decides the whole register again, in small steps. @returns the job */
export async function redecided(office: Office, chunk = 13): Promise<string> {
  const job = await office.store.transaction((tx) => askToRedecide(tx, SYSTEM));
  await work(office, chunk);
  return job;
}

/** Works off what waits, and fails where a step fails. */
export async function work(office: Office, chunk = 13): Promise<void> {
  await workOff(office.store, [redecideKind(office, { chunk })], {
    onError: (error) => {
      throw error;
    },
  });
}

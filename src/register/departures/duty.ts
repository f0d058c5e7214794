import { sql } from 'kysely';
import type { Office } from '../../office/office.ts';
import { heldOf } from '../../office/states.ts';
import { protectionsOf } from '../../protection/standing.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { caseOf } from '../cases/case-of.ts';
import { type Contract, contract } from '../contracts/contract.ts';
import { type Employer, employer } from '../employers/employer.ts';
import { type Permit, permit } from '../permits/permit.ts';
import { type Worker, worker } from '../workers/worker.ts';

/** What obliges a person to leave, for certain, as of a day. */
export interface LeavingDuty {
  readonly worker: string;
  /** The permit that stands, or stood last. */
  readonly permit: string | null;
  /** The provision that names the earliest day. */
  readonly provision: string;
  /** The last lawful day. */
  readonly by: IsoDate;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * The duties to leave that the law, read on this day, lays on these workers: what it says of `remain`. A duty that hangs on a fact
 * nobody knows is none, and one that was only announced is none. In the order of the workers' ids.
 */
export async function leavingDuties(db: Db, office: Office, workers: readonly string[], day: IsoDate): Promise<readonly LeavingDuty[]> {
  const [{ compiled }, people, protection] = [
    await office.law(db),
    await withTheirPapers(db, workers, day),
    await protectionsOf(db, workers),
  ];
  return people.flatMap((person): LeavingDuty[] => {
    const decision = compiled.decide(
      compiled.admit(
        caseOf({
          id: person.id,
          host: office.host,
          act: 'remain',
          asOf: day,
          worker: { ...person.worker, id: person.id },
          protection: protection.get(person.id) ?? { assessment: null, returnProhibited: null },
          employer: {
            private: person.employer?.private ?? null,
            listed: person.employer?.listed ?? null,
            id: person.permit?.employer ?? person.id,
          },
          contract: person.contract,
          permit: person.permit,
          application: null,
          approvals: [], // an approval opens no stay: no provision on remaining asks for one
          headroom: null,
        }),
      ),
    );
    const duty = decision.duties.find(({ value, by }) => value === 'true' && by === decision.returnBy);
    return duty === undefined ? [] : [{ worker: person.id, permit: person.permitId, provision: duty.provision, by: duty.by }];
  });
}

interface Person {
  readonly id: string;
  readonly worker: Worker;
  readonly permitId: string | null;
  readonly permit: Permit | null;
  readonly employer: Employer | null;
  readonly contract: Contract | null;
}

/** The workers who are here, each with the permit that stands on the day or stood last before it. */
async function withTheirPapers(db: Db, workers: readonly string[], day: IsoDate): Promise<readonly Person[]> {
  const { rows } = await sql<{ id: string; w: Row; p: Row | null; e: Row | null; c: Row | null }>`
    select w.id, to_jsonb(w) as w, to_jsonb(p) as p, to_jsonb(e) as e, to_jsonb(c) as c
    from worker w
    left join lateral (select * from permit where worker = w.id and "validFrom" <= ${day} order by "validFrom" desc limit 1) p on true
    left join employer e on e.id = p.employer
    left join contract c on c.id = p.contract
    where w.id = any(${[...workers]}::uuid[]) and w.status = 'active'
    order by w.id`.execute(db);
  return rows.map(({ id, w, p, e, c }) => ({
    id,
    worker: heldOf(worker, w).state,
    permitId: p === null ? null : heldOf(permit, p).id,
    permit: p === null ? null : heldOf(permit, p).state,
    employer: e === null ? null : heldOf(employer, e).state,
    contract: c === null ? null : heldOf(contract, c).state,
  }));
}

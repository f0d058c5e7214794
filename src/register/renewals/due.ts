import { type RawBuilder, sql } from 'kysely';
import type { LawInForce } from '../../office/law.ts';
import type { Db } from '../../store/db.ts';
import { addToDate, type IsoDate } from '../../values/dates.ts';
import { headroomOf, isCounted } from '../cap/headroom.ts';
import type { Gathered } from '../cases/gather.ts';
import { approvalsHeld } from '../cases/gather.ts';
import { type CaseDecision, decideCase } from '../decisions/case-decision.ts';

/** Which permits come into question: standing ones that end in these days. */
export interface Selection {
  readonly endsFrom: IsoDate;
  readonly endsTo: IsoDate;
  readonly employer?: string | undefined;
  readonly nationality?: string | undefined;
  /** These of them alone; all where left out. */
  readonly permits?: readonly string[] | undefined;
}

/** A permit that comes up for renewal, and what the law says of renewing it. */
export interface Due {
  readonly permit: string;
  readonly version: number;
  readonly worker: string;
  readonly employer: string;
  readonly lastDay: IsoDate;
  /** Its renewal is asked for, decided or granted already. */
  readonly taken: 'asked' | 'decided' | 'renewed' | null;
  readonly facts: Gathered;
  readonly made: CaseDecision;
}

/** The permits of a selection, in the order of their ids. */
export function dueIn(db: Db, host: string, law: LawInForce, selection: Selection, asOf: IsoDate): Promise<readonly Due[]> {
  const { endsFrom, endsTo, employer, nationality, permits } = selection;
  return dueWhere(
    db,
    host,
    law,
    asOf,
    sql`p.status = 'granted' and p."lastDay" between ${endsFrom}::date and ${endsTo}::date
      ${employer === undefined ? sql`` : sql`and p.employer = ${employer}`}
      ${nationality === undefined ? sql`` : sql`and w.nationalities @> array[${nationality}]::text[]`}
      ${permits === undefined ? sql`` : sql`and p.id = any(${[...permits]}::uuid[])`}`,
  );
}

/** These very permits, whatever became of them; what each rests on is locked until the end of the transaction. */
export async function dueLocked(tx: Db, host: string, law: LawInForce, permits: readonly string[], asOf: IsoDate): Promise<readonly Due[]> {
  const ids = [...permits];
  await sql`select id from permit where id = any(${ids}::uuid[]) order by id for update`.execute(tx);
  for (const table of ['worker', 'employer', 'contract'])
    await sql`select id from ${sql.table(table)} where id in (select ${sql.ref(table)} from permit where id = any(${ids}::uuid[])) order by id for share`.execute(
      tx,
    );
  await sql`select worker from protection_standing where worker in (select worker from permit where id = any(${ids}::uuid[])) order by worker for share`.execute(
    tx,
  );
  return dueWhere(tx, host, law, asOf, sql`p.id = any(${ids}::uuid[])`);
}

interface DueRow {
  readonly permit: string;
  readonly version: number;
  readonly worker: string;
  readonly employer: string;
  readonly contract: string | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  readonly lastDay: IsoDate;
  readonly taken: Due['taken'];
  readonly nationalities: readonly string[] | null;
  readonly earnsIncome: boolean | null;
  readonly safetyOverseer: boolean | null;
  readonly immunity: boolean | null;
  readonly residesOnOtherTitle: boolean | null;
  readonly listed: boolean | null;
  readonly assessment: Gathered['protection']['assessment'];
  readonly returnProhibited: boolean | null;
  readonly private: boolean | null;
  readonly employerListed: boolean | null;
  readonly sector: string | null;
  readonly finalisedOn: IsoDate | null;
  readonly endsOn: IsoDate | null;
  readonly written: boolean | null;
}

/** One statement for all: the columns are those of `gather`, and a test holds the two equal. */
async function dueWhere(db: Db, host: string, law: LawInForce, asOf: IsoDate, condition: RawBuilder<unknown>): Promise<readonly Due[]> {
  const { rows } = await sql<DueRow>`
    select p.id as permit, p.version, p.worker, p.employer, p.contract, p."validFrom", p."validTo", p."lastDay",
           case when exists (select from permit n where n.renews = p.id) then 'renewed'
                when p.status <> 'granted' or exists (select from decision d where d.permit = p.id and d.taken = 'decline-renewal' and d.status in ('waiting', 'approved', 'done')) then 'decided'
                when exists (select from application a where a.permit = p.id and a.status in ('received', 'proposed', 'waiting')) then 'asked' end as taken,
           w.nationalities, w."earnsIncome", w."safetyOverseer", w.immunity, w."residesOnOtherTitle", w.listed,
           s.assessment, s."returnProhibited", e.private, e.listed as "employerListed", e.sector,
           c."finalisedOn", c."endsOn", c.written
    from permit p join worker w on w.id = p.worker join employer e on e.id = p.employer
      left join contract c on c.id = p.contract left join protection_standing s on s.worker = p.worker
    where ${condition} order by p.id`.execute(db);
  const approvals = await approvalsHeld(db);
  const due: Due[] = [];
  for (const row of rows) {
    const facts = factsOf(row, host, asOf, approvals);
    const question = { host, act: 'renew' as const, nationalities: row.nationalities };
    const from = addToDate(row.lastDay, 'days', 1) ?? row.lastDay;
    // No shipped law caps renewals; one that does is counted person by person.
    const headroom = isCounted(law, question) ? await headroomOf(db, law, { ...question, span: { from, to: from } }) : null;
    const gathered = { ...facts, headroom };
    const { permit, version, worker, employer, lastDay, taken } = row;
    due.push({ permit, version, worker, employer, lastDay, taken, facts: gathered, made: decideCase(law, gathered) });
  }
  return due;
}

function factsOf(row: DueRow, host: string, asOf: IsoDate, approvals: Awaited<ReturnType<typeof approvalsHeld>>): Gathered {
  const { nationalities, earnsIncome, safetyOverseer, immunity, residesOnOtherTitle, listed } = row;
  return {
    id: row.permit,
    host,
    act: 'renew',
    asOf,
    worker: { id: row.worker, nationalities, earnsIncome, safetyOverseer, immunity, residesOnOtherTitle, listed },
    protection: { assessment: row.assessment, returnProhibited: row.returnProhibited },
    employer: { id: row.employer, private: row.private, listed: row.employerListed },
    contract: row.contract === null ? null : { finalisedOn: row.finalisedOn, endsOn: row.endsOn, written: row.written },
    permit: { validFrom: row.validFrom, validTo: row.validTo },
    application: null,
    approvals: approvals.map(({ state }) => state),
    approvalIds: approvals.map(({ id }) => id),
    headroom: null,
    sector: row.sector,
  };
}

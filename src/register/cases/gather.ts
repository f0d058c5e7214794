import { sql } from 'kysely';
import { NoSuchRecord } from '../../access/errors.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { LawInForce } from '../../office/law.ts';
import { heldOf, type Moment, NOW, rowsAt } from '../../office/states.ts';
import { protectionAt } from '../../protection/standing.ts';
import type { Db } from '../../store/db.ts';
import { together } from '../../store/pipelined.ts';
import type { IsoDate } from '../../values/dates.ts';
import { headroomOf, isCounted, lockCap, type Span } from '../cap/headroom.ts';
import { keepCounted } from '../cap/kept.ts';
import { type CommitteeApproval, committeeApproval } from '../committee-approvals/committee-approval.ts';
import { contract } from '../contracts/contract.ts';
import { employer } from '../employers/employer.ts';
import { permit } from '../permits/permit.ts';
import { worker } from '../workers/worker.ts';
import type { CaseFacts } from './case-of.ts';

/** Which case is meant: whose, with which employer, on which papers. */
export interface CaseSubject {
  readonly id: string;
  readonly act: Act;
  readonly asOf: IsoDate;
  readonly worker: string;
  readonly employer: string;
  readonly contract: string | null;
  /** The standing authorisation that the act is about; on a first authorisation none, though one may be replaced by it. */
  readonly permit: string | null;
  /** The permit that the one asked for would replace. */
  readonly replaces: string | null;
  readonly receivedOn: IsoDate | null;
  /** The days for which an authorisation is asked. */
  readonly span: Span;
}

/** A case as the register holds it, with what deciding needs beside the facts of the law. */
export interface Gathered extends CaseFacts {
  readonly sector: string | null;
  /** The approvals by their ids, in the order of `approvals`. */
  readonly approvalIds: readonly string[];
}

/**
 * The facts of a case from the records.
 * @param moment of the two clocks; now unless said
 * @throws NoSuchRecord
 */
export async function gather(db: Db, host: string, law: LawInForce, subject: CaseSubject, moment: Moment = NOW): Promise<Gathered> {
  const { act, asOf } = subject;
  const at = <K extends { kind: string }>(of: K & Parameters<typeof rowsAt>[0], id: string | null) =>
    sql`${rowsAt(of, moment, id ?? NO_RECORD)} as ${sql.table(of.kind)}`;
  const facts = sql<FactsRow>`
    select worker.nationalities, worker."earnsIncome", worker."safetyOverseer", worker.immunity, worker."residesOnOtherTitle",
           worker.listed, employer.private, employer.listed as "employerListed", employer.sector,
           contract.id as contract, contract."finalisedOn", contract."endsOn", contract.written, permit.id as permit, permit."validFrom", permit."validTo"
    from ${at(worker, subject.worker)} join ${at(employer, subject.employer)} on employer.id = ${subject.employer}
      left join ${at(contract, subject.contract)} on contract.id = ${subject.contract}
      left join ${at(permit, subject.permit)} on permit.id = ${subject.permit}
    where worker.id = ${subject.worker}`;
  const [found, approvals, protection] = await together(
    facts.execute(db),
    approvalsHeld(db, moment),
    protectionAt(db, subject.worker, moment),
  );
  const [row] = found.rows;
  if (row === undefined) throw new NoSuchRecord('worker', subject.worker);
  const question = { host, act, nationalities: row.nationalities, span: subject.span, replaces: subject.replaces, moment };
  return {
    id: subject.id,
    host,
    act,
    asOf,
    worker: {
      id: subject.worker,
      nationalities: row.nationalities,
      earnsIncome: row.earnsIncome,
      safetyOverseer: row.safetyOverseer,
      immunity: row.immunity,
      residesOnOtherTitle: row.residesOnOtherTitle,
      listed: row.listed,
    },
    protection,
    employer: { id: subject.employer, private: row.private, listed: row.employerListed },
    contract: row.contract === null ? null : { finalisedOn: row.finalisedOn, endsOn: row.endsOn, written: row.written },
    permit: row.permit === null ? null : { validFrom: row.validFrom ?? '', validTo: row.validTo ?? '' },
    application: subject.receivedOn === null ? null : { receivedOn: subject.receivedOn },
    approvals: approvals.map(({ state }) => state),
    approvalIds: approvals.map(({ id }) => id),
    headroom: await headroomOf(db, law, question),
    sector: row.sector,
  };
}

/**
 * The same, at a desk that is about to act on it: whatever the case rests on stays as it is until the transaction ends. Everybody locks in
 * this order (papers, approvals, cap, quotas, head of the log), so that no two wait for each other in a ring.
 * @param grants an authorisation may come of it, so that those who share its cap or its approval wait their turn
 */
export async function gatherLocked(tx: Db, host: string, law: LawInForce, subject: CaseSubject, grants: boolean): Promise<Gathered> {
  const papers = sql<{ nationalities: readonly string[] | null }>`with
    w as (select id, nationalities from worker where id = ${subject.worker} for share),
    e as (select id from employer where id = ${subject.employer} for share),
    c as (select id from contract where id = ${subject.contract} for share)
    select (select nationalities from w), (select count(*) from e) + (select count(*) from c) as papers`;
  const approvals = sql`select id from committee_approval where answer = 'approved' and (employer is null or employer = ${subject.employer})
    and (workers is null or ${subject.worker}::uuid = any(workers)) order by id for update`;
  const [{ rows }] = await together(papers.execute(tx), grants ? approvals.execute(tx) : null);
  if (grants && isCounted(law, { host, act: subject.act, nationalities: rows[0]?.nationalities ?? null })) {
    await lockCap(tx);
    await keepCounted(tx, law, host);
  }
  return gather(tx, host, law, subject);
}

/** No record has this id; it stands where there is none to look for. */
const NO_RECORD = '00000000-0000-0000-0000-000000000000';

interface FactsRow {
  readonly nationalities: readonly string[] | null;
  readonly earnsIncome: boolean | null;
  readonly safetyOverseer: boolean | null;
  readonly immunity: boolean | null;
  readonly residesOnOtherTitle: boolean | null;
  readonly listed: boolean | null;
  readonly private: boolean | null;
  readonly employerListed: boolean | null;
  readonly sector: string | null;
  readonly contract: string | null;
  readonly finalisedOn: IsoDate | null;
  readonly endsOn: IsoDate | null;
  readonly written: boolean | null;
  readonly permit: string | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

/** Committees answer rarely: all of their approvals are a handful of rows. */
export async function approvalsHeld(
  db: Db,
  moment: Moment = NOW,
): Promise<readonly { readonly id: string; readonly state: CommitteeApproval }[]> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${rowsAt(committeeApproval, moment)} as a where answer = 'approved' order by "approvedOn" nulls last, id`.execute(db);
  return rows.map((row) => heldOf(committeeApproval, row));
}

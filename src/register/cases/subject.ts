import { sql } from 'kysely';
import { NoSuchRecord } from '../../access/errors.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { Held, RecordKind } from '../../office/record.ts';
import { heldOf, type Moment, NOW, rowsAt } from '../../office/states.ts';
import type { Db } from '../../store/db.ts';
import { together } from '../../store/pipelined.ts';
import type { IsoDate } from '../../values/dates.ts';
import { type Application, application } from '../applications/application.ts';
import { contract } from '../contracts/contract.ts';
import { type Permit, permit } from '../permits/permit.ts';
import { type TermQuestion, termOf } from '../permits/term.ts';
import { validityRule } from '../permits/validity.ts';
import type { CaseSubject } from './gather.ts';

/** Which act of the law an application asks for. A change of employer or of category is an authorisation anew: the old one is replaced. */
export const ACT_OF: Readonly<Record<Application['kind'], Act>> = {
  new: 'authorise',
  renewal: 'renew',
  'change-of-employer': 'authorise',
  'change-of-category': 'authorise',
};

/** A record at a moment. @throws NoSuchRecord */
export async function recordAt<S extends object>(db: Db, of: RecordKind<S>, id: string, moment: Moment = NOW): Promise<Held<S>> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${rowsAt(of, moment, id)} as r where id = ${id}`.execute(db);
  if (rows[0] === undefined) throw new NoSuchRecord(of.kind, id);
  return heldOf(of, rows[0]);
}

/** What decides the days of the permit that an application asks for. */
export async function termQuestion(
  db: Db,
  host: string,
  { kind, permit: standing, contract: paper, wantedFrom, wantedTo }: Application,
  today: IsoDate,
  moment: Moment = NOW,
): Promise<TermQuestion> {
  const [renewed, rests, rule] = await together(
    kind === 'renewal' && standing !== null ? recordAt(db, permit, standing, moment) : null,
    paper === null ? null : recordAt(db, contract, paper, moment),
    validityRule(db, host),
  );
  return {
    today,
    wantedFrom,
    wantedTo,
    renewsLastDay: renewed?.state.lastDay ?? null,
    contractEndsOn: rests?.state.endsOn ?? null,
    rule,
  };
}

/** The case of an application, decided on a day. Where no last day is known, the first alone is looked at. */
export function subjectOfApplication(id: string, state: Application, asOf: IsoDate, term: TermQuestion): CaseSubject {
  const { from, to } = termOf(term);
  return {
    id,
    act: ACT_OF[state.kind],
    asOf,
    worker: state.worker,
    employer: state.employer,
    contract: state.contract,
    permit: state.kind === 'renewal' ? state.permit : null,
    replaces: state.kind === 'renewal' ? null : state.permit,
    receivedOn: state.receivedOn,
    span: { from, to: to === null || to < from ? from : to },
  };
}

/** The case of a standing permit: that it goes on, that its holder stays, that it be renewed. */
export function subjectOfPermit(id: string, state: Permit, act: Act, asOf: IsoDate): CaseSubject {
  return {
    id,
    act,
    asOf,
    worker: state.worker,
    employer: state.employer,
    contract: state.contract,
    permit: id,
    replaces: null,
    receivedOn: null,
    span: { from: asOf, to: asOf },
  };
}

/** The case of an application as the register holds it at a moment. @throws NoSuchRecord */
export async function applicationSubject(db: Db, host: string, id: string, asOf: IsoDate, moment: Moment = NOW): Promise<CaseSubject> {
  const { state } = await recordAt(db, application, id, moment);
  return subjectOfApplication(id, state, asOf, await termQuestion(db, host, state, asOf, moment));
}

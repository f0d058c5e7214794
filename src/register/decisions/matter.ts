import type { Act } from '../../law/vocabulary.ts';
import type { Desk } from '../../office/desk.ts';
import type { Held } from '../../office/record.ts';
import { together } from '../../store/pipelined.ts';
import type { IsoDate } from '../../values/dates.ts';
import { type Application, application } from '../applications/application.ts';
import { type CaseSubject, type Gathered, gatherLocked } from '../cases/gather.ts';
import { subjectOfApplication, subjectOfPermit, termQuestion } from '../cases/subject.ts';
import { type Permit, permit } from '../permits/permit.ts';
import type { TermQuestion } from '../permits/term.ts';
import { type CaseDecision, decideCase } from './case-decision.ts';

/** What a decision is about: an application, or a permit that may be revoked. */
export interface About {
  readonly application: string | null;
  readonly permit: string | null;
  /** Of a permit alone: what is decided of it. Left out, that it goes on: what a revocation ends. */
  readonly act?: Act;
}

/** The days that an officer writes for the permit, where they write any. */
export interface Wish {
  readonly validFrom?: IsoDate | undefined;
  readonly validTo?: IsoDate | undefined;
}

/** Everything that a decision stands on, locked until the end of the transaction, and what the law says of it. */
export interface Matter {
  readonly application: Held<Application> | null;
  /** The permit that is renewed, replaced or revoked. */
  readonly standing: Held<Permit> | null;
  readonly subject: CaseSubject;
  readonly facts: Gathered;
  readonly made: CaseDecision;
  /** What decides the days of a permit; null where none is asked for. */
  readonly term: TermQuestion | null;
}

/**
 * Locks what the decision is about and decides the case under the law in force.
 * @param grants whether an authorisation may come of it: see `gatherLocked`
 * @param version of the application or permit, where the officer says which they saw
 * @throws NoSuchRecord, VersionConflict
 */
export async function matterOf(
  desk: Desk,
  about: About,
  asOf: IsoDate,
  { grants, wish = {}, version }: { readonly grants: boolean; readonly wish?: Wish; readonly version?: number | undefined },
): Promise<Matter> {
  const { tx, office } = desk;
  const held = about.application === null ? null : await desk.held(application, about.application, version);
  const paper = held === null ? about.permit : held.state.permit;
  const standing = paper === null ? null : await desk.held(permit, paper, held === null ? version : undefined);
  const [law, question] = await together(office.law(tx), held === null ? null : termQuestion(tx, office.host, held.state, asOf));
  const term = question === null ? null : { ...question, ...wish };
  const subject = subjectFor(held, standing, about.act ?? 'employ', asOf, term);
  const facts = await gatherLocked(tx, office.host, law, subject, grants);
  return { application: held, standing, subject, facts, made: decideCase(law, facts), term };
}

function subjectFor(
  held: Held<Application> | null,
  standing: Held<Permit> | null,
  act: Act,
  asOf: IsoDate,
  term: TermQuestion | null,
): CaseSubject {
  if (held !== null && term !== null) return subjectOfApplication(held.id, held.state, asOf, term);
  // INVARIANT: the schema of the use case asks for an application or a permit.
  if (standing === null) throw new TypeError('A decision is about an application or a permit.');
  return subjectOfPermit(standing.id, standing.state, act, asOf);
}

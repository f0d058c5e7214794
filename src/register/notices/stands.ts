import { sql } from 'kysely';
import type { CaseInput } from '../../decide/case.ts';
import type { Desk } from '../../office/desk.ts';
import { NotInThisState } from '../../office/errors.ts';
import { type LawInForce, lawOf } from '../../office/law.ts';
import type { Held } from '../../office/record.ts';
import { contentHash, proposal } from '../../office/second-person.ts';
import { ERASED } from '../../privacy/seal.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { application } from '../applications/application.ts';
import { caseOf } from '../cases/case-of.ts';
import { gather } from '../cases/gather.ts';
import { subjectOfApplication, subjectOfPermit, termQuestion } from '../cases/subject.ts';
import { decisionHash, reasonHash, type SealedDecision } from '../decisions/case-decision.ts';
import type { Decision } from '../decisions/decision.ts';
import { permit } from '../permits/permit.ts';
import { lineFor } from '../renewals/list.ts';

/** What a decision rests on, opened. @throws NotInThisState for a person who was erased */
export async function openedDecision(
  desk: Desk,
  held: Held<Decision>,
): Promise<{ readonly sealed: SealedDecision; readonly law: LawInForce }> {
  const sealed = await desk.opened(held);
  if (sealed === ERASED) throw new NotInThisState(`What decision ${held.id} rests on was erased.`, 'Nothing can be served on it any more.');
  const content = sealed as unknown as SealedDecision;
  return { sealed: content, law: await lawOf(desk.tx, content.law) };
}

/**
 * A paper is served only on a decision that took effect and is still what was approved: its text, its reason, and the facts that it was
 * taken on. Of protection nothing is asked here: a decision is served all the same, and from a paper that fails to come nobody
 * must learn of a hold. Orders to leave ask for themselves.
 * @throws NotInThisState saying what changed
 */
export async function requireStanding(desk: Desk, held: Held<Decision>): Promise<void> {
  const { id, state } = held;
  if (state.status !== 'done' && state.status !== 'approved') {
    const why = await approvalLost(desk, id);
    if (why !== null) throw changed(id, why);
    throw new NotInThisState(`Decision ${id} is ${state.status}.`, 'A notice is served on a decision that a second person approved.');
  }
  if (state.proposal === null) return;
  const approved = (await desk.seen(proposal, state.proposal)).state;
  if (approved.status !== 'approved') throw changed(id, approved.why ?? `its proposal is ${approved.status}.`);
  const { sealed } = await openedDecision(desk, held);
  // One of many was approved as a line of a list.
  const content = (lineFor(approved.content, state.permit) ?? approved.content) as Readonly<Record<string, Json>>;
  // INVARIANT: the content in the proposal is the one whose hash was approved.
  if (contentHash(approved.act, approved.subject, approved.content) !== approved.contentHash)
    throw changed(id, 'the proposal does not have the hash that was approved.');
  if (content.decisionHash !== decisionHash(sealed) || content.decisionHash !== state.decisionHash || content.taken !== state.taken)
    throw changed(id, 'it was changed after it was approved.');
  if (content.reasonHash !== reasonHash(sealed)) throw changed(id, 'its reason was changed after it was approved.');
  if (factsOf(sealed.case as unknown as CaseInput) !== factsOf(await caseNow(desk, held)))
    throw changed(id, 'the facts that it rests on have changed since.');
}

/** Why an approval that was asked for this decision no longer counts; null where none was lost. */
async function approvalLost(desk: Desk, id: string): Promise<string | null> {
  const { rows } = await sql<{ why: string | null }>`
    select why from office_proposal where subject = ${id} and status = 'void' order by id desc limit 1`.execute(desk.tx);
  return rows[0]?.why ?? null;
}

const changed = (id: string, why: string): NotInThisState =>
  new NotInThisState(
    `The approval of decision ${id} no longer counts: ${why}`,
    'Decide anew, and let a second person approve what is then there.',
  );

/** The case as the register has it today, read for the day of the decision. */
async function caseNow(desk: Desk, { id, state }: Held<Decision>): Promise<CaseInput> {
  const { tx, office } = desk;
  const law = await lawOf(tx, state.laws as unknown as LawInForce['versions']);
  if (state.application !== null) {
    const held = await desk.seen(application, state.application);
    const subject = subjectOfApplication(held.id, held.state, state.asOf, await termQuestion(tx, office.host, held.state, state.asOf));
    return caseOf(await gather(tx, office.host, law, subject));
  }
  // INVARIANT: a decision is on an application or on a permit.
  if (state.permit === null) throw new TypeError(`Decision ${id} is about nothing.`);
  const held = await desk.seen(permit, state.permit);
  return caseOf(await gather(tx, office.host, law, subjectOfPermit(held.id, held.state, state.act, state.asOf)));
}

/** The facts but two: the number under a cap moves with every grant, and of protection nothing is asked. */
function factsOf({ worker, ...rest }: CaseInput): string {
  const { returnProhibited: _, protectionAssessment: __, ...open } = worker ?? {};
  return canonicalJson({ ...rest, register: null, worker: open } as unknown as Json);
}

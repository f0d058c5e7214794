import type { Desk } from '../../office/desk.ts';
import type { Held } from '../../office/record.ts';
import type { Proposal, SecondPersonAct } from '../../office/second-person.ts';
import { ERASED } from '../../privacy/seal.ts';
import type { Json } from '../../values/canonical.ts';
import { application } from '../applications/application.ts';
import { orderDeparture, requireOrderable } from '../departures/order.ts';
import { revokePermit } from '../permits/end.ts';
import { permit } from '../permits/permit.ts';
import { grantableTerm } from '../permits/term.ts';
import type { SealedDecision } from './case-decision.ts';
import { contentOf, wishesIn } from './content.ts';
import { type Decision, decision } from './decision.ts';
import { DecisionErased } from './errors.ts';
import { grantPermit } from './grant.ts';
import { type Matter, matterOf } from './matter.ts';
import { ACT_NAME } from './propose.ts';

/** The decisions on one case that need a second person. Each is decided again, on the facts and the law of that moment, when it is approved. */
export const DECISION_ACTS: readonly SecondPersonAct[] = (['refuse', 'decline-renewal', 'revoke', 'exempt'] as const).map((taken) => ({
  act: ACT_NAME[taken],
  approve: 'decision.approve',
  content: contentNow,
  carryOut,
  letGo,
}));

/** The content as it would be proposed now: any fact, law or reason that has changed since gives another. */
async function contentNow(desk: Desk, subject: string, proposed: Json): Promise<Json> {
  const held = await desk.held(decision, subject);
  const wishes = wishesIn(proposed);
  const matter = await matterAgain(desk, held, wishes);
  return contentOf(held.id, matter, {
    taken: held.state.taken,
    approval: held.state.approval,
    wishes,
    sealed: await sealedOfRecord(desk, held),
  });
}

/** The matter of a decision that was proposed, on the facts of now, for the day for which it was proposed. */
export function matterAgain(desk: Desk, { state }: Held<Decision>, wishes: ReturnType<typeof wishesIn>): Promise<Matter> {
  const { application, permit: of, act, taken, asOf } = state;
  return matterOf(desk, { application, permit: of, act }, asOf, { grants: taken === 'exempt', wish: wishes });
}

/** @throws DecisionErased */
export async function sealedOfRecord(desk: Desk, held: Held<Decision>): Promise<SealedDecision> {
  const sealed = await desk.opened(held);
  if (sealed === ERASED) throw new DecisionErased(held.id);
  return sealed as unknown as SealedDecision;
}

async function carryOut(desk: Desk, approved: Held<Proposal>): Promise<void> {
  const held = await desk.held(decision, approved.state.subject);
  const { taken, application: of } = held.state;
  const approver = desk.actor.account;
  if (taken === 'exempt') {
    const given = await grantExempted(desk, held, approved);
    await desk.change(held, { event: 'carried-out', set: { status: 'done', approver, permit: given } });
    return;
  }
  if (taken === 'decline-renewal' && held.state.permit !== null) {
    const standing = await desk.held(permit, held.state.permit);
    await desk.change(standing, { event: 'renewal-declined', set: { status: 'not-renewed' } });
  }
  const { lastDay = desk.today, departure: leaves } = wishesIn(approved.state.content);
  if (taken === 'revoke' && held.state.permit !== null) await revokePermit(desk, held.state.permit, lastDay);
  if (leaves === true) await orderDeparture(desk, await requireOrderable(desk, held.state.worker), { decision: held.id });
  if (of !== null) await desk.change(await desk.held(application, of), { event: 'refused', set: { status: 'refused' } });
  await desk.change(held, { event: 'approved', set: { status: 'approved', approver } });
}

async function grantExempted(desk: Desk, held: Held<Decision>, approved: Held<Proposal>): Promise<string> {
  const wishes = wishesIn(approved.state.content);
  const matter = await matterAgain(desk, held, wishes);
  // INVARIANT: only an application is exempted (`DECISIONS_OF`).
  if (matter.application === null || matter.term === null) throw new TypeError('An exemption needs an application.');
  const given = await grantPermit(desk, {
    application: matter.application,
    standing: matter.standing,
    facts: matter.facts,
    term: grantableTerm({ ...matter.term, today: desk.today }),
    number: wishes.number ?? null,
    approval: held.state.approval,
  });
  await desk.change(matter.application, { event: 'granted', set: { status: 'granted' } });
  return given.id;
}

/** Returned, withdrawn or void: the application waits for a decision again, and the decision keeps what it was. */
async function letGo(desk: Desk, ended: Held<Proposal>): Promise<void> {
  const held = await desk.held(decision, ended.state.subject);
  const status = ended.state.status === 'returned' ? 'returned' : 'void';
  await desk.change(held, { event: status === 'returned' ? 'returned' : 'voided', set: { status }, more: { proposal: ended.id } });
  if (held.state.application === null) return;
  const asked = await desk.held(application, held.state.application);
  if (asked.state.status === 'waiting') await desk.change(asked, { event: 'undecided-again', set: { status: 'received' } });
}

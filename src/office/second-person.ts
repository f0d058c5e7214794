import { createHash } from 'node:crypto';
import { requireMay, requireSecondPerson } from '../access/actor.ts';
import { canonicalJson, type Json } from '../values/canonical.ts';
import type { Desk, SecondPersonAct } from './desk.ts';
import { NotInThisState, NotTheAuthor } from './errors.ts';
import { type Proposal, proposal } from './proposal.ts';
import type { Held } from './record.ts';

export type { SecondPersonAct } from './desk.ts';
export { type Proposal, proposal } from './proposal.ts';

export function contentHash(act: string, subject: string, content: Json): string {
  return createHash('sha256').update(canonicalJson({ act, subject, content })).digest('hex');
}

/** Puts an act before a second person. Nothing is done yet. */
export async function propose(
  desk: Desk,
  act: string,
  subject: { readonly kind: string; readonly id: string },
  content: Json,
): Promise<Held<Proposal>> {
  return desk.create(proposal, {
    event: 'proposed',
    set: {
      act,
      subjectKind: subject.kind,
      subject: subject.id,
      content,
      contentHash: contentHash(act, subject.id, content),
      author: desk.actor.account,
      status: 'waiting',
    },
  });
}

/**
 * The second person approves what they looked at, and the act is carried out in the same transaction.
 * @param seen the content hash of what the approver looked at
 * @returns the proposal, `approved`, or `void` when the content has changed since: then nothing was done, and `why` says so
 * @throws AuthorCannotApprove, NotAllowed, NotInThisState
 */
export async function approve(desk: Desk, id: string, seen: string): Promise<Held<Proposal>> {
  const held = await desk.held(proposal, id);
  const act = actOf(desk, held);
  requireMay(desk.actor, act.approve);
  requireSecondPerson(desk.actor, held.state.author, `proposal ${id}`, id);
  requireWaiting(held);
  const { state } = held;
  const now = contentHash(state.act, state.subject, await act.content(desk, state.subject, state.content));
  if (now !== state.contentHash) return end(desk, held, 'void', 'What was proposed has changed since; propose it anew.');
  if (seen !== state.contentHash)
    throw new NotInThisState(
      'What you looked at is not what waits for approval.',
      'Read the proposal again and approve it with the hash it now has.',
    );
  const approved = await desk.change(held, { event: 'approved', set: { status: 'approved', approver: desk.actor.account } });
  await act.carryOut(desk, approved);
  return approved;
}

/** Sends it back to its author with a reason. The author may not; they withdraw. */
export async function returnToAuthor(desk: Desk, id: string, why: string): Promise<Held<Proposal>> {
  const held = await desk.held(proposal, id);
  requireMay(desk.actor, actOf(desk, held).approve);
  requireSecondPerson(desk.actor, held.state.author, `proposal ${id}`, id);
  requireWaiting(held);
  return end(desk, held, 'returned', why);
}

/** The author takes back what nobody has approved yet. @throws NotTheAuthor, NotInThisState */
export async function withdrawProposal(desk: Desk, id: string): Promise<Held<Proposal>> {
  const held = await desk.held(proposal, id);
  if (held.state.author !== desk.actor.account) throw new NotTheAuthor(id);
  requireWaiting(held);
  const ended = await desk.change(held, { event: 'withdrawn', set: { status: 'withdrawn' } });
  await actOf(desk, held).letGo(desk, ended);
  return ended;
}

/** Ends what rests on content that is no longer: waiting or approved. The one who changes the content calls it. */
export async function voidProposal(desk: Desk, id: string, why: string): Promise<Held<Proposal>> {
  const held = await desk.held(proposal, id);
  return held.state.status === 'waiting' || held.state.status === 'approved'
    ? desk.change(held, { event: 'voided', set: { status: 'void', why }, more: { was: held.state.status } })
    : held;
}

async function end(desk: Desk, held: Held<Proposal>, status: 'void' | 'returned', why: string): Promise<Held<Proposal>> {
  const event = status === 'void' ? 'voided' : 'returned';
  const ended = await desk.change(held, {
    event,
    set: { status, why, ...(status === 'returned' ? { approver: desk.actor.account } : {}) },
  });
  await actOf(desk, held).letGo(desk, ended);
  return ended;
}

function requireWaiting({ id, state }: Held<Proposal>): void {
  if (state.status !== 'waiting')
    throw new NotInThisState(
      `Proposal ${id} does not wait for anybody: it is ${state.status}.`,
      'Look at the proposal; a new one can be made.',
    );
}

function actOf(desk: Desk, { state }: Held<Proposal>): SecondPersonAct {
  const act = desk.office.secondPersonActs.get(state.act);
  if (act === undefined) throw new TypeError(`Nothing is known of the act ${state.act}.`);
  return act;
}

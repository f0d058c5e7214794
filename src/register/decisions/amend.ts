import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { NotInThisState } from '../../office/errors.ts';
import type { Held } from '../../office/record.ts';
import { proposal, propose, voidProposal } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import type { IsoDate } from '../../values/dates.ts';
import { application } from '../applications/application.ts';
import { takeBackOrders } from '../departures/stop.ts';
import { Day, Id, Version, Words } from '../fields.ts';
import { given } from '../given.ts';
import { restorePermit } from '../permits/end.ts';
import { type Permit, permit } from '../permits/permit.ts';
import { sealedOfRecord } from './acts.ts';
import { requireServing } from './approval.ts';
import { decisionHash, openFields, sealedOf } from './case-decision.ts';
import { contentOf, type Wishes, wishesIn } from './content.ts';
import { type Decision, decision } from './decision.ts';
import { matterOf } from './matter.ts';
import { OPENINGS } from './open.ts';
import { ACT_NAME, Decided, PermitWishes, requireOpen } from './propose.ts';

/**
 * Whatever is changed ends the approval of what it was: a second person approved exactly that. Once the addressee has been told, nothing
 * is edited any more; then the application is reopened and decided anew.
 */
export const amendDecision = useCase({
  name: 'decision.amend',
  action: 'decision.propose',
  summary: 'Change a decision that nobody was told of yet; its approval no longer counts',
  input: z.strictObject({
    decision: Id,
    version: Version.optional(),
    taken: z.enum(['refuse', 'decline-renewal', 'revoke', 'exempt']).optional(),
    reason: Words.optional(),
    approval: Id.optional(),
    lastDay: Day.optional().describe('Of a revocation: the last day on which the permit stands'),
    ...PermitWishes,
  }),
  output: Decided,
  run: async (desk, { decision: id, version, taken: other, reason, approval, ...wishes }) => {
    const seen = await desk.seen(decision, id);
    // The proposal first, as whoever approves it does: two that meet here wait for one another and not in a ring.
    const before = seen.state.proposal === null ? null : await desk.held(proposal, seen.state.proposal);
    const held = await desk.held(decision, id, version);
    await requireUntold(desk, held);
    const why = `Decision ${id} was changed on ${desk.today}, after it was proposed; what was approved is no longer what stands.`;
    // A list that was approved as a whole stands for the others on it; this one leaves it.
    if (before !== null && before.state.subject === id) await voidProposal(desk, before.id, why);
    await takeBack(desk, held);
    const { state } = held;
    const taken = other ?? (state.taken === 'grant' ? 'refuse' : state.taken);
    const merged: Wishes = { ...(before === null ? {} : wishesIn(before.state.content)), ...given(wishes) };
    const about = { application: state.application, permit: state.application === null ? state.permit : null, act: state.act };
    const matter = await matterOf(desk, about, desk.today, { grants: taken === 'exempt', wish: merged });
    const said = reason ?? (await sealedOfRecord(desk, held)).reason ?? undefined;
    requireOpen(matter, { taken, reason: said });
    const serving = taken === 'exempt' ? requireServing(matter.facts, approval ?? state.approval) : null;
    const sealed = sealedOf(matter.made, said ?? null);
    const content = contentOf(id, matter, { taken, approval: serving, wishes: merged, sealed });
    const asked = await propose(desk, ACT_NAME[taken], { kind: 'decision', id }, content);
    const after = await desk.change(held, {
      event: 'amended',
      set: {
        ...openFields(matter.made),
        decisionHash: decisionHash(sealed),
        approval: serving,
        permit: matter.standing?.id ?? null,
        taken,
        deviates: OPENINGS[matter.made.answer.outcome][taken].deviates,
        proposal: asked.id,
        status: 'waiting',
        author: desk.actor.account,
        approver: null,
      },
      more: { voids: before?.id ?? null },
      sealed,
    });
    if (matter.application !== null) {
      const now = await desk.held(application, matter.application.id);
      await desk.change(now, { event: 'proposed', set: { status: 'waiting', decision: id } });
    }
    const outcome = matter.made.answer.outcome;
    return {
      decision: id,
      version: after.version,
      outcome,
      taken,
      status: 'waiting' as const,
      proposal: asked.id,
      contentHash: asked.state.contentHash,
      permit: matter.standing?.id ?? null,
    };
  },
});

/** @throws NotInThisState where it took effect, where somebody was told, or where another decision stands in its place */
async function requireUntold(desk: Desk, { id, state }: Held<Decision>): Promise<void> {
  if (state.status === 'done' || state.status === 'proposed')
    throw new NotInThisState(
      `Decision ${id} has taken effect.`,
      'Reopen the application and decide anew, or propose to revoke the permit.',
    );
  const { rows } = await sql`select 1 from notice where decision = ${id} and status in ('served', 'received', 'undeliverable')`.execute(
    desk.tx,
  );
  if (rows.length > 0)
    throw new NotInThisState(
      `A notice of decision ${id} was served.`,
      'Reopen the application and decide anew; the old decision stays on record.',
    );
  if (state.application === null) return;
  const asked = await desk.held(application, state.application);
  const isOurs = asked.state.decision === id || asked.state.status === 'received';
  if (!isOurs || asked.state.status === 'granted' || asked.state.status === 'withdrawn')
    throw new NotInThisState(
      `Application ${asked.id} is ${asked.state.status} by another decision.`,
      'Decide on the application as it stands now (`decision.propose`).',
    );
}

/** What the approval had done is undone: nobody was told of it, so it binds nobody. */
async function takeBack(desk: Desk, { id, state }: Held<Decision>): Promise<void> {
  if (state.status !== 'approved' || state.permit === null) return;
  const standing = await desk.held(permit, state.permit);
  if (state.taken === 'decline-renewal') await restorePermit(desk, standing, { status: 'granted', lastDay: standing.state.lastDay });
  await takeBackOrders(desk, id);
  if (state.taken === 'revoke') await restorePermit(desk, standing, await beforeRevocation(desk, standing));
}

async function beforeRevocation(desk: Desk, { id, state }: Held<Permit>): Promise<Pick<Permit, 'status' | 'lastDay'>> {
  const { rows } = await sql<{ status: Permit['status']; lastDay: IsoDate }>`
    select body::jsonb #>> '{data,before,status}' as status, body::jsonb #>> '{data,before,lastDay}' as "lastDay"
    from log_event where record_kind = 'permit' and record_id = ${id} and kind = 'revoked' order by leaf desc limit 1`.execute(desk.tx);
  return rows[0] ?? { status: 'granted', lastDay: state.validTo };
}

import type { Desk } from '../../office/desk.ts';
import { newId } from '../../office/ids.ts';
import type { Held } from '../../office/record.ts';
import { addToDate } from '../../values/dates.ts';
import type { Application } from '../applications/application.ts';
import type { Span } from '../cap/headroom.ts';
import { requireQuota } from '../cap/quota.ts';
import type { Gathered } from '../cases/gather.ts';
import { committeeApproval } from '../committee-approvals/committee-approval.ts';
import { numberOf } from '../numbers.ts';
import { onePermitAtATime } from '../permits/errors.ts';
import { type Permit, permit } from '../permits/permit.ts';
import { earliest } from '../permits/term.ts';
import { ApprovalDoesNotServe } from './errors.ts';

export interface Grant {
  readonly application: Held<Application>;
  /** The permit that is renewed or replaced, locked. */
  readonly standing: Held<Permit> | null;
  readonly facts: Gathered;
  readonly term: Span;
  readonly number: string | null;
  /** The Committee's approval that it rests on. */
  readonly approval: string | null;
}

/**
 * Gives the permit: under the quotas, one at a time, and with what it replaces or uses up changed beside it, all in the transaction that
 * decided it.
 * @throws QuotaReached, PermitOverlaps, ApprovalDoesNotServe
 */
export async function grantPermit(desk: Desk, { application, standing, facts, term, number, approval }: Grant): Promise<Held<Permit>> {
  const { state } = application;
  if (standing !== null) await makeRoom(desk, standing, state, term);
  await requireQuota(desk.tx, { on: desk.today, nationalities: facts.worker.nationalities, sector: facts.sector });
  if (approval !== null) await useApproval(desk, approval);
  const id = newId();
  return onePermitAtATime(
    desk.create(
      permit,
      {
        event: 'granted',
        set: {
          number: number ?? numberOf('P', desk.today, id),
          worker: state.worker,
          employer: state.employer,
          contract: state.contract,
          application: application.id,
          category: state.category ?? standing?.state.category ?? null,
          grantedOn: desk.today,
          validFrom: term.from,
          validTo: term.to,
          lastDay: term.to,
          status: 'granted',
          renews: standing?.id ?? null,
        },
      },
      id,
    ),
  );
}

/** What is renewed runs to its own end; what is changed ends on the day before. */
async function makeRoom(desk: Desk, standing: Held<Permit>, { kind }: Application, term: Span): Promise<void> {
  if (kind === 'renewal') {
    if (standing.state.status === 'not-renewed') await desk.change(standing, { event: 'renewed-after-all', set: { status: 'granted' } });
    return;
  }
  const before = addToDate(term.from, 'days', -1) ?? term.from;
  const lastDay = earliest([before, standing.state.lastDay]) ?? before;
  await onePermitAtATime(desk.change(standing, { event: 'replaced', set: { status: 'replaced', lastDay } }));
}

/** One authorisation more rests on it, and never more than it allows. */
async function useApproval(desk: Desk, id: string): Promise<void> {
  const held = await desk.held(committeeApproval, id);
  const { countUsed, countAllowed } = held.state;
  if (countAllowed !== null && countUsed >= countAllowed)
    throw new ApprovalDoesNotServe(`The approval ${id} is used up: it allows ${countAllowed}.`);
  await desk.change(held, { event: 'used', set: { countUsed: countUsed + 1 } });
}

import type { LawInForce } from '../../office/law.ts';
import type { IsoDate } from '../../values/dates.ts';
import { covers } from '../cases/case-of.ts';
import type { Gathered } from '../cases/gather.ts';
import type { CommitteeApproval } from '../committee-approvals/committee-approval.ts';
import { decideCase } from './case-decision.ts';
import { ApprovalDoesNotServe } from './errors.ts';

/** The approval without which this clear case would not be clear: the grant uses it up. Null where the case is clear without any. */
export function approvalUsed(law: LawInForce, facts: Gathered): string | null {
  if (facts.approvals.length === 0) return null;
  if (decideCase(law, { ...facts, approvals: [], approvalIds: [] }).answer.outcome === 'clear') return null;
  const at = facts.approvals.findIndex(
    (approval) =>
      serves(approval, facts.worker.id, facts.employer.id, facts.asOf) === true &&
      decideCase(law, { ...facts, approvals: [approval], approvalIds: [] }).answer.outcome === 'clear',
  );
  return facts.approvalIds[at] ?? null;
}

/**
 * The approval on which an officer rests an exemption: of a Committee, in advance, and one that covers this case or of which nobody can
 * say that it does not; that judgement is what the second person is asked about.
 * @throws ApprovalDoesNotServe
 */
export function requireServing(facts: Gathered, id: string | null): string {
  if (id === null) throw new ApprovalDoesNotServe('An exemption rests on a recorded approval of a Committee, and none is named.');
  const approval = facts.approvals[facts.approvalIds.indexOf(id)];
  if (approval === undefined) throw new ApprovalDoesNotServe(`The approval ${id} is not recorded as given.`);
  if (serves(approval, facts.worker.id, facts.employer.id, facts.asOf) === false)
    throw new ApprovalDoesNotServe(`The approval ${id} does not cover this case: it is for others, late, expired or used up.`);
  return id;
}

function serves(approval: CommitteeApproval, worker: string, employer: string, asOf: IsoDate): boolean | null {
  if (approval.approvedOn === null || approval.approvedOn > asOf) return false;
  return covers(approval, worker, employer, asOf);
}

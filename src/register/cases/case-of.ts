import type { CaseInput } from '../../decide/case.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { ProtectionFacts } from '../../protection/standing.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Application } from '../applications/application.ts';
import type { CommitteeApproval } from '../committee-approvals/committee-approval.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Employer } from '../employers/employer.ts';
import type { Permit } from '../permits/permit.ts';
import type { Worker } from '../workers/worker.ts';

/** What the register holds of one case. A record that is not there is null, and so is every fact of it: unknown. */
export interface CaseFacts {
  /** The application, or the permit where nobody applied: given back in the decision. */
  readonly id: string;
  readonly host: string;
  readonly act: Act;
  /** The day on which the act is done, and the law is read. */
  readonly asOf: IsoDate;
  readonly worker: Pick<Worker, 'nationalities' | 'earnsIncome' | 'safetyOverseer' | 'immunity' | 'residesOnOtherTitle' | 'listed'> & {
    readonly id: string;
  };
  readonly protection: ProtectionFacts;
  readonly employer: Pick<Employer, 'private' | 'listed'> & { readonly id: string };
  readonly contract: Pick<Contract, 'finalisedOn' | 'endsOn' | 'written'> | null;
  readonly permit: Pick<Permit, 'validFrom' | 'validTo'> | null;
  readonly application: Pick<Application, 'receivedOn'> | null;
  /** All that the register holds of Committees' answers; which of them cover this case is told here. */
  readonly approvals: readonly CommitteeApproval[];
  /** See `cap/headroom.ts`; null where no cap counts this worker for this act, or where the register leaves it open. */
  readonly headroom: number | null;
}

/**
 * The case of these records: the one place where the register's words become the law's. The set-based twin follows it line by line.
 *
 * | fact of the case                                       | authorise | renew | contract | employ | remain |
 * |--------------------------------------------------------|-----------|-------|----------|--------|--------|
 * | host, act, asOf                                        | the register's host, the act, its day | | | | |
 * | worker.nationalities … listed                          | worker    | same  | same     | same   | same   |
 * | worker.returnProhibited, worker.protectionAssessment   | the worker's standing with protection | | | | |
 * | employer.private, employer.listed                      | employer of the application, else of the permit | | | | |
 * | contract.*                                             | contract of the application, else of the permit | | | | |
 * | permit.validFrom, permit.validTo                       | null      | the standing permit, in all four | | | |
 * | application.receivedOn                                 | the application where one was received, else null | | | | |
 * | approvals                                              | those that cover the case: `approvalsFor` | | | | |
 * | register.headroom                                      | counted   | null  | null     | null   | null   |
 */
export function caseOf(facts: CaseFacts): CaseInput {
  const { worker, protection, employer, contract, permit, application } = facts;
  return {
    id: facts.id,
    host: facts.host,
    act: facts.act,
    asOf: facts.asOf,
    worker: {
      nationalities: worker.nationalities,
      earnsIncome: worker.earnsIncome,
      safetyOverseer: worker.safetyOverseer,
      returnProhibited: protection.returnProhibited,
      protectionAssessment: protection.assessment,
      immunity: worker.immunity,
      residesOnOtherTitle: worker.residesOnOtherTitle,
      listed: worker.listed,
    },
    employer: { private: employer.private, listed: employer.listed },
    contract: {
      finalisedOn: contract?.finalisedOn ?? null,
      endsOn: contract?.endsOn ?? null,
      written: contract?.written ?? null,
    },
    permit: { validFrom: permit?.validFrom ?? null, validTo: permit?.validTo ?? null },
    application: { receivedOn: application?.receivedOn ?? null },
    approvals: approvalsFor(facts),
    register: { headroom: facts.headroom },
  };
}

/**
 * What the Committee approved for this very case, in the order of the days. The office has looked, so nothing found is `[]` and not unknown.
 * An answer of which nobody can say whom it covers may be of this case: its day enters as unknown, which neither clears nor bars.
 */
function approvalsFor({ approvals, worker, employer, asOf }: CaseFacts): NonNullable<CaseInput['approvals']> {
  return approvals
    .map((approval) => ({ approval, covers: covers(approval, worker.id, employer.id, asOf) }))
    .filter(({ covers }) => covers !== false)
    .map(({ approval, covers }) => ({ committee: approval.committee, approvedOn: covers === null ? null : approval.approvedOn }))
    .sort((a, b) => ((a.approvedOn ?? '') < (b.approvedOn ?? '') ? -1 : (a.approvedOn ?? '') > (b.approvedOn ?? '') ? 1 : 0));
}

/**
 * Whether an answer of a Committee covers this worker with this employer on this day; null where its scope is not known.
 * Silence is no approval, one that has expired or is used up covers nobody, and one by name covers the named alone. One that says neither
 * names nor a number has a scope that nobody knows. The day of the approval against the day of the act is for the law to weigh.
 */
export function covers(approval: CommitteeApproval, worker: string, employer: string, asOf: IsoDate): boolean | null {
  const { answer, workers, countAllowed, countUsed, expiresOn } = approval;
  if (answer !== 'approved') return false;
  if (expiresOn !== null && expiresOn < asOf) return false;
  if (countAllowed !== null && countUsed >= countAllowed) return false;
  if (approval.employer !== null && approval.employer !== employer) return false;
  if (workers !== null) return workers.includes(worker);
  return countAllowed === null ? null : true;
}

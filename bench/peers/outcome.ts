/** From the values of the fourteen norms to the outcome of both layers: the little that our JavaScript adds to an engine that only answers conditions. */
import type { Outcome } from '../hand/row.ts';
import type { Approval, Permit } from '../workload/cases.ts';

/** A norm's value as a peer gives it: 0 false, 1 unknown, 2 true. */
export type Value = 0 | 1 | 2;
/** Decides a list of cases: fourteen values a case go into `values`, in the order of NORMS. */
export type Decider<Case> = (cases: readonly Case[], values: Uint8Array) => void | Promise<void>;

export type Answer = { outcome: Outcome; un: Outcome; national: Outcome };

/** `values` in the order of NORMS. Which norm bars from which day on is settled here, so that no peer is charged for it. */
export function answer(permit: { asOf: string }, values: ArrayLike<number>): Answer {
  const v = (at: number): number => values[at] ?? 0;
  const unAsks = Math.max(v(0), v(1));
  const unBars = permit.asOf > '2019-12-22' ? Math.max(v(2), v(3)) : 0;
  const work = permit.asOf > '2018-06-01' ? v(8) : 0;
  const leave = permit.asOf > '2018-06-02' ? v(9) : 0;
  const unionReturn = permit.asOf > '2019-12-21' ? v(13) : 0;
  const stateAsks = Math.max(v(10), v(11));
  const stateBars = Math.max(v(4), v(5), v(7), work, leave, v(12), unionReturn);
  return {
    outcome: named(Math.max(unBars, stateBars), Math.max(unAsks, stateAsks)),
    un: named(unBars, unAsks),
    national: named(stateBars, stateAsks),
  };
}

/** From the values of what bars and of what asks for approval: where the stronger is open, nothing is settled. */
function named(bars: number, asks: number): Outcome {
  if (bars > 0) return bars === 2 ? 'barred' : 'undecided';
  return asks === 0 ? 'clear' : asks === 2 ? 'needs-approval' : 'undecided';
}

/**
 * A case as a peer gets it: the prohibition settled from the assessment, and each day beside its text as a number (20171002),
 * since two of the engines cannot compare text. Made before the clock starts.
 */
export type PeerCase = Omit<Permit, 'contract' | 'approvals'> & {
  day: number;
  contract: Permit['contract'] & { finalisedDay: number | null };
  approvals: (Approval & { day: number | null })[] | null;
};

export function peerCase(permit: Permit): PeerCase {
  const { returnProhibited, protectionAssessment } = permit.worker;
  const settled = returnProhibited ?? (protectionAssessment === 'upheld' ? true : protectionAssessment === 'refused' ? false : null);
  return {
    ...permit,
    day: dayNumber(permit.asOf),
    worker: { ...permit.worker, returnProhibited: settled },
    contract: { ...permit.contract, finalisedDay: permit.contract.finalisedOn === null ? null : dayNumber(permit.contract.finalisedOn) },
    approvals: permit.approvals?.map((a) => ({ ...a, day: a.approvedOn === null ? null : dayNumber(a.approvedOn) })) ?? null,
  };
}

export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

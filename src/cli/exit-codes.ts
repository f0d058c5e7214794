import type { Outcome } from '../decide/settle.ts';
import type { ErrorKind } from '../values/errors.ts';

/** The meaning of the exit codes, fixed by DECISION. 1 is only ever a fault of ours, so that a crash never reads as an answer. */
export const EXIT = { done: 0, fault: 1, usage: 2, integrity: 3, secondPerson: 5, barred: 10, needsApproval: 11, undecided: 12 } as const;

export const EXIT_OF_OUTCOME: Readonly<Record<Outcome, number>> = {
  clear: EXIT.done,
  barred: EXIT.barred,
  'needs-approval': EXIT.needsApproval,
  undecided: EXIT.undecided,
};

export const EXIT_OF_ERROR: Readonly<Record<ErrorKind, number>> = {
  usage: EXIT.usage,
  input: EXIT.usage,
  integrity: EXIT.integrity,
  'second-person': EXIT.secondPerson,
  fault: EXIT.fault,
  unauthenticated: EXIT.usage,
  forbidden: EXIT.usage,
  'not-found': EXIT.usage,
  conflict: EXIT.usage,
  limit: EXIT.usage,
  unavailable: EXIT.usage,
};

import { caseOf } from '../cases/case-of.ts';
import type { Due } from './due.ts';

/** Why a permit is not on the list that is declined; a person looks at each. */
export type ExceptionKind = 'left-out' | 'taken' | 'protected' | 'approval' | 'clear' | 'undecided';

export interface Exception {
  readonly permit: string;
  readonly kind: ExceptionKind;
  readonly why: string;
  /** Of an undecided case: the facts on which it turns. */
  readonly missing: readonly string[];
}

const TAKEN: Readonly<Record<NonNullable<Due['taken']>, string>> = {
  asked: 'A renewal is asked for: decide that application.',
  decided: 'Its renewal is decided, or a second person is asked.',
  renewed: 'It is renewed already.',
};

/**
 * What is pulled out before renewals are declined in one act, the strongest cause first. On the list stays only what the law bars without any
 * doubt: nobody who is protected, nobody for whom a Committee answered, no clear case, and nothing that turns on a fact nobody knows.
 */
export function exceptionOf(due: Due, leftOut: ReadonlySet<string>): Exception | null {
  const { permit, taken, facts, made } = due;
  const { answer } = made;
  const except = (kind: ExceptionKind, why: string, missing: readonly string[] = []): Exception => ({ permit, kind, why, missing });
  if (leftOut.has(permit)) return except('left-out', 'Whoever proposed the list left it out.');
  if (taken !== null) return except('taken', TAKEN[taken]);
  if (answer.protected) return except('protected', 'Nobody may order this person to leave: the renewal is looked at by itself.');
  if ((caseOf(facts).approvals ?? []).length > 0) return except('approval', 'A Committee’s approval may cover it.');
  if (answer.outcome === 'clear') return except('clear', 'The law lets it be renewed.');
  if (answer.outcome === 'undecided') return except('undecided', 'Facts are missing on which the law turns.', answer.missing);
  return null;
}

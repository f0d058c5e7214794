import type { FactValue } from '../../../decide/case.ts';
import type { Compiled } from '../../../decide/compile.ts';
import type { Decision } from '../../../decide/decision.ts';
import type { InterviewQuestion } from '../../../decide/interview/interview.ts';
import type { Answer } from '../../../decide/interview/progress.ts';
import { admitPart, doorFor, progressWith, put, type RawCase, withAnswers } from '../../../decide/interview/sitting.ts';
import { CaseRefused } from '../../../decide/problems.ts';
import { InputRefused } from '../../../office/errors.ts';
import { interviewUnder } from '../../law/interview.ts';

/** Where somebody's questions to the law stand: everything is in their own form, nothing here. */
export interface Inquiry {
  readonly begun: RawCase;
  readonly answers: readonly Answer[];
  /** What is asked next; null once the answer stands. */
  readonly next: InterviewQuestion | null;
  readonly decision: Decision;
}

/** @param begun host, act, day and nationality @throws InputRefused where an answer is none that a case may have */
export function inquire(law: Compiled, begun: RawCase, answers: readonly Answer[]): Inquiry {
  try {
    const progress = progressWith(doorFor(law), begun, answers);
    return { begun, answers, next: interviewUnder(law).next(progress), decision: law.decide(progress.case) };
  } catch (error) {
    if (!(error instanceof CaseRefused)) throw error;
    throw new InputRefused(error.problems.map(({ field, reason, remedy }) => ({ field, reason, remedy })));
  }
}

/** A value that somebody gave to a question, as the door takes it. @throws InputRefused */
export function taken(
  law: Compiled,
  { raw, answers }: { readonly raw: RawCase; readonly answers: readonly Answer[] },
  name: string,
  value: unknown,
): Answer {
  try {
    const whole = admitPart(doorFor(law), put(withAnswers(raw, answers), name, value));
    if (name.startsWith('interpretation.')) return { name, value: value as boolean };
    return { name, value: whole.values[law.programme.names.fact(name)] ?? null };
  } catch (error) {
    if (!(error instanceof CaseRefused)) throw error;
    throw new InputRefused(error.problems.map(({ reason, remedy }) => ({ field: 'answer', reason, remedy })));
  }
}

/** What travels in the form, read back; anybody may have changed it, so that it goes through the door like everything else. */
export function answersIn(text: string | undefined): readonly Answer[] {
  if (text === undefined || text.length > 20_000) return [];
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return [];
    return list.slice(0, 60).flatMap((one: unknown) => {
      const { name, value } = (one ?? {}) as { readonly name?: unknown; readonly value?: unknown };
      return typeof name === 'string' ? [{ name, value: (value ?? null) as FactValue }] : [];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

import type { Vocabulary } from '../../law/vocabulary.ts';
import type { Case, FactValue } from '../case.ts';

/** What an interview goes on for: the outcome alone, or also who must leave by which day. */
export const GOALS = ['outcome', 'departure'] as const;
export type Goal = (typeof GOALS)[number];

/** How far an interview has come: what is known, and what was asked and is not known. */
export interface Progress {
  /** Passed the door; host, act and day may still be missing. */
  readonly case: Case;
  /** Dotted names of facts and questions that were answered "not known": they are not asked again. */
  readonly declined: readonly string[];
}

/** An answer: the value of a fact, the assumed answer to a question of law, or `null` for "not known". */
export interface Answer {
  readonly name: string;
  readonly value: FactValue;
}

export const QUESTION_PREFIX = 'interpretation.';

export function isQuestionOfLaw(name: string): boolean {
  return name.startsWith(QUESTION_PREFIX);
}

/** The interview after an answer; nothing is changed in place, so going back is keeping the old one. */
export function withAnswer(progress: Progress, vocabulary: Vocabulary, { name, value }: Answer): Progress {
  const { case: given, declined } = progress;
  if (value === null) return { case: given, declined: [...declined, name] };
  if (isQuestionOfLaw(name))
    return { case: { ...given, assumed: { ...given.assumed, [name.slice(QUESTION_PREFIX.length)]: value === true } }, declined };
  const at = vocabulary.facts.findIndex((fact) => fact.name === name);
  // An answer with a gap of its own (an approval without its day) is the best there is: it is not asked for again.
  return { case: { ...given, values: given.values.with(at, value) }, declined: hasGap(value) ? [...declined, name] : declined };
}

/** A list that leaves something open inside. */
export function hasGap(value: FactValue): boolean {
  return (
    Array.isArray(value) &&
    value.some((element: unknown) => element === null || (typeof element === 'object' && Object.values(element).includes(null)))
  );
}

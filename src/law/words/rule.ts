import type { Citation, Condition, Exception, Provision, Term } from '../regime.ts';
import type { Act } from '../vocabulary.ts';
import { phraseOf, type Speech } from './condition.ts';
import { depthOf, type OutlineLine, outline, sentence } from './phrase.ts';

/** A condition three times: as it was written, in a sentence, and as an indented list. */
export interface ConditionWords {
  readonly source: string;
  readonly sentence: string;
  readonly outline: readonly OutlineLine[];
  /** Whether it is said better as a list than in one sentence. */
  readonly nested: boolean;
}

export interface ExceptionWords {
  readonly id: string;
  readonly cite: Citation;
  readonly words: string;
  readonly when: ConditionWords;
  readonly unless: readonly ExceptionWords[];
}

export interface RuleWords {
  readonly id: string;
  readonly cite: Citation;
  readonly words: string;
  readonly governs: readonly { readonly act: Act; readonly where: ConditionWords | null }[];
  readonly inForce: Provision['inForce'];
  readonly when: ConditionWords;
  readonly unless: readonly ExceptionWords[];
}

export interface TermWords {
  readonly id: string;
  readonly is: string;
  readonly isNot: string;
  readonly means: ConditionWords;
}

export function conditionWords(condition: Condition, speech: Speech): ConditionWords {
  const phrase = phraseOf(condition.node, speech);
  return {
    source: condition.source.trim().replace(/\s+/g, ' '),
    sentence: sentence(phrase),
    outline: outline(phrase),
    nested: depthOf(phrase) > 1,
  };
}

export function exceptionWords(exception: Exception, speech: Speech): ExceptionWords {
  const { id, cite, words, when, unless } = exception;
  return { id, cite, words: words.en, when: conditionWords(when, speech), unless: unless.map((inner) => exceptionWords(inner, speech)) };
}

export function ruleWords(rule: Provision, speech: Speech): RuleWords {
  return {
    id: rule.id,
    cite: rule.cite,
    words: rule.words.en,
    governs: rule.governs.map(({ act, where }) => ({ act, where: where === null ? null : conditionWords(where, speech) })),
    inForce: rule.inForce,
    when: conditionWords(rule.when, speech),
    unless: rule.unless.map((exception) => exceptionWords(exception, speech)),
  };
}

export function termWords({ id, means, words }: Term, speech: Speech): TermWords {
  return { id, is: words.is.en, isNot: words.isNot.en, means: conditionWords(means, speech) };
}

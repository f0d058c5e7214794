import type { Vocabulary } from '../../law/vocabulary.ts';
import type { Programme } from '../programme.ts';
import { type AnswerClass, Classes } from './classes.ts';
import { atomsOf } from './expression.ts';
import { type Goal, isQuestionOfLaw, type Progress, withAnswer } from './progress.ts';
import { type Remainder, RemainderOf } from './residual.ts';

/** How an interview goes on from a point: what to ask next, and how many questions are left. */
export interface Plan {
  /** `null`: no answer changes the outcome any more. */
  readonly ask: string | null;
  /** Questions left when the answers fall as badly as they can, each of them known. */
  readonly most: number;
  /** Questions left on average, every class of answers being equally likely. */
  readonly expected: number;
}

const DONE: Plan = { ask: null, most: 0, expected: 0 };

/** Remainders a search may compute before it gives up being exact: about a second. */
export const SEARCH_LIMIT = 40_000;

/**
 * Chooses questions: the smallest worst case first, then the smallest average, then the order of the vocabulary. The search
 * over all answers is exact while the remainders fit the limit; beyond it one step is looked ahead. Facts are asked before
 * questions of law: those only when no fact is left that matters.
 */
export class Planner {
  readonly remainders: RemainderOf;
  readonly classes: Classes;
  readonly #vocabulary: Vocabulary;
  readonly #limit: number;
  readonly #plans = new Map<string, Plan>();

  constructor(programme: Programme, goal: Goal, limit = SEARCH_LIMIT) {
    this.remainders = new RemainderOf(programme, goal);
    this.classes = new Classes(programme, this.remainders);
    this.#vocabulary = programme.vocabulary;
    this.#limit = limit;
  }

  /** @param progress of the host, act and day that all calls to this planner share */
  plan(progress: Progress): Plan {
    const remainder = this.remainders.of(progress);
    const until = this.remainders.computed + this.#limit;
    return this.#search(progress, remainder, until) ?? this.#glance(progress, remainder);
  }

  /** @returns undefined when the limit was reached before the answer was certain */
  #search(progress: Progress, remainder: Remainder, until: number): Plan | undefined {
    if (remainder.outcome !== null) return DONE;
    const kept = this.#plans.get(remainder.exactKey);
    if (kept !== undefined) return kept;
    let best: Plan | undefined;
    for (const { name, classes } of this.#choices(progress, remainder)) {
      let most = 0;
      let sum = 0;
      for (const { remainder: next, example } of classes) {
        if (this.remainders.computed > until) return undefined;
        const plan = this.#search(withAnswer(progress, this.#vocabulary, { name, value: example }), next, until);
        if (plan === undefined) return undefined;
        most = Math.max(most, plan.most);
        sum += plan.expected;
        if (best !== undefined && most + 1 > best.most) break;
      }
      const plan: Plan = { ask: name, most: most + 1, expected: sum / classes.length + 1 };
      if (best === undefined || plan.most < best.most || (plan.most === best.most && plan.expected < best.expected - 1e-9)) best = plan;
    }
    const plan = best ?? DONE;
    this.#plans.set(remainder.exactKey, plan);
    return plan;
  }

  /** One step ahead: an answer leaves at most as many questions as it leaves facts open. */
  #glance(progress: Progress, remainder: Remainder): Plan {
    if (remainder.outcome !== null) return DONE;
    let best: Plan | undefined;
    for (const { name, classes } of this.#choices(progress, remainder)) {
      const left = classes.map(({ remainder: next }) => (next.outcome === null ? factsIn(next).size : 0));
      const plan: Plan = {
        ask: name,
        most: Math.max(...left) + 1,
        expected: left.reduce((sum, n) => sum + n, 0) / left.length + (classes.length === 1 ? 2 : 1),
      };
      if (best === undefined || plan.most < best.most || (plan.most === best.most && plan.expected < best.expected)) best = plan;
    }
    return best ?? DONE;
  }

  /** What may be asked now, in the order of the vocabulary. */
  *#choices(progress: Progress, remainder: Remainder): Generator<{ readonly name: string; readonly classes: readonly AnswerClass[] }> {
    const atoms = atomsOf(remainder.open);
    const open = factsIn(remainder);
    const facts = this.#vocabulary.facts.map((fact) => fact.name).filter((name) => open.has(name));
    const names = facts.length > 0 ? facts : [...open].filter(isQuestionOfLaw).sort();
    for (const name of names) yield { name, classes: this.classes.of(name, progress, atoms) };
  }
}

function factsIn(remainder: Remainder): ReadonlySet<string> {
  return new Set(atomsOf(remainder.open).flatMap((atom) => atom.facts));
}

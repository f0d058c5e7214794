import { EXPECTATIONS } from '../../law/checking/references.ts';
import { overlay } from '../../law/draft.ts';
import type { Law, LawCase } from '../../law/regime.ts';
import type { Act } from '../../law/vocabulary.ts';
import { byCodePoint } from '../../values/canonical.ts';
import { type TruthWord, truthWord } from '../../values/kleene.ts';
import { didYouMean } from '../../values/nearest.ts';
import type { Frame } from '../closures.ts';
import { decideBy } from '../decide.ts';
import type { Decision } from '../decision.ts';
import { doorOf } from '../door.ts';
import { exceptionsOf, type Programme, programmeOf, type ReadyException, type ReadyProvision } from '../programme.ts';
import { enter, exceptionValue, newFrame, provisionValue, reachOf } from '../settle.ts';

/** One expectation that was not met. */
export interface Miss {
  readonly key: string;
  readonly expected: unknown;
  readonly found: unknown;
  /** What to do where the expectation itself is wrong: an unknown name, a case that the door refuses. */
  readonly remedy: string | null;
}

/** A value that a case shows of a provision or exception. */
export interface Shown {
  readonly id: string;
  readonly value: TruthWord;
}

export interface CaseResult {
  readonly case: LawCase;
  readonly misses: readonly Miss[];
  /** The verdict and its reasons; null where the door refused the case. */
  readonly decision: Decision | null;
  /**
   * What the case shows: a provision whose act it is about, an exception where the provision reaches the case or may. Only the
   * law in force is shown; a case under a draft shows nothing.
   */
  readonly shows: readonly Shown[];
}

/** Runs the cases of one regime under its own law alone, or under the draft that the case names. */
export function runCases(law: Law, cases: readonly LawCase[]): readonly CaseResult[] {
  const inForce = new Bench(law);
  const drafts = new Map<string, Bench>();
  return cases.map((one) => {
    if (one.under === null) return inForce.run(one);
    const known = law.regimes.flatMap(({ regime }) => regime.drafts.map(({ id }) => id));
    if (!known.includes(one.under))
      return {
        case: one,
        misses: [
          { key: 'under', expected: one.under, found: null, remedy: `There is no draft \`${one.under}\`.${didYouMean(one.under, known)}` },
        ],
        decision: null,
        shows: [],
      };
    const bench = drafts.get(one.under) ?? new Bench(overlay(law, one.under));
    drafts.set(one.under, bench);
    return { ...bench.run(one), shows: [] };
  });
}

class Bench {
  readonly #programme: Programme;
  readonly #door: ReturnType<typeof doorOf>;
  readonly #decide: ReturnType<typeof decideBy>;
  readonly #ids: readonly string[];

  constructor(law: Law) {
    this.#programme = programmeOf(law);
    this.#door = doorOf(
      law.vocabulary,
      this.#programme.questions.map(({ id }) => id),
    );
    this.#decide = decideBy(this.#programme);
    this.#ids = law.regimes.flatMap(({ regime }) =>
      regime.provisions.flatMap((rule) => [rule.id, ...exceptionsOf(rule.unless).map(({ id }) => id)]),
    );
  }

  run(one: LawCase): CaseResult {
    const { case: admitted, problems } = this.#door.inspect(one.given);
    if (problems.length > 0) {
      const misses = problems.map(({ field, value, reason, remedy }) => ({
        key: `given.${field}`,
        expected: reason,
        found: value,
        remedy,
      }));
      return { case: one, misses, decision: null, shows: [] };
    }
    const decision = this.#decide(admitted);
    const frame = newFrame(this.#programme);
    enter(frame, admitted);
    const values = new Map<string, TruthWord>(this.#ids.map((id) => [id, 'false']));
    const shows: Shown[] = [];
    for (const provision of this.#programme.forHost(decision.host).all)
      collect(provision, decision.act, decision.asOf, frame, values, shows);
    return { case: one, misses: this.#misses(one, decision, values), decision, shows };
  }

  #misses(one: LawCase, decision: Decision, values: ReadonlyMap<string, TruthWord>): readonly Miss[] {
    return Object.entries(one.expect).flatMap(([key, raw]): readonly Miss[] => {
      const expected = typeof raw === 'boolean' && values.has(key) ? String(raw) : raw;
      const found = foundFor(key, decision, values);
      if (found === undefined)
        return [
          {
            key,
            expected: raw,
            found: null,
            remedy: `\`${key}\` is nothing that a case can expect.${didYouMean(key, [...EXPECTATIONS, ...this.#ids])}`,
          },
        ];
      return equal(expected, found) ? [] : [{ key, expected, found, remedy: null }];
    });
  }
}

function foundFor(key: string, decision: Decision, values: ReadonlyMap<string, TruthWord>): unknown {
  switch (key) {
    case 'outcome':
      return decision.outcome;
    case 'un':
      return decision.un.outcome;
    case 'national':
      return decision.national.outcome;
    case 'gap':
      return decision.gap;
    case 'missing':
      return decision.missing;
    case 'returnBy':
      return decision.returnBy;
    case 'protected':
      return decision.protected;
    case 'announced':
      return decision.announced.map(({ provision }) => provision);
    default:
      return values.get(key);
  }
}

/** Lists are equal as sets: the order in which a lawyer names missing facts means nothing. */
function equal(expected: unknown, found: unknown): boolean {
  if (!Array.isArray(expected) || !Array.isArray(found)) return expected === found;
  const sorted = (list: readonly unknown[]): string => JSON.stringify(list.map(String).sort(byCodePoint));
  return sorted(expected) === sorted(found);
}

function collect(provision: ReadyProvision, act: Act, asOf: string, frame: Frame, values: Map<string, TruthWord>, shows: Shown[]): void {
  const note = (id: string, value: TruthWord, isShown: boolean): void => {
    values.set(id, value);
    if (isShown) shows.push({ id, value });
  };
  const governed = provision.governs[act] !== undefined;
  note(provision.rule.id, truthWord(provisionValue(provision, act, asOf, frame)), governed);
  const reaches = reachOf(provision, act, asOf, frame) !== false;
  const inner = (exception: ReadyException): void => {
    note(exception.rule.id, truthWord(exceptionValue(exception, frame)), reaches);
    exception.unless.forEach(inner);
  };
  provision.unless.forEach(inner);
}

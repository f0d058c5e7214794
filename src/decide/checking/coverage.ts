import { findingAt, type WrittenRegime, writtenExceptions } from '../../law/checking/written.ts';
import type { Finding } from '../../law/reading/findings.ts';
import type { Law } from '../../law/regime.ts';
import type { Truth, TruthWord } from '../../values/kleene.ts';
import { exceptionsOf } from '../programme.ts';
import type { CaseResult } from './cases.ts';
import type { Exploration } from './explorer.ts';
import { Study } from './study.ts';

const VALUES: readonly (readonly [TruthWord, Truth])[] = [
  ['true', true],
  ['false', false],
  ['unknown', null],
];

/** How many cases show a provision or an exception with each value. */
export interface Coverage {
  readonly id: string;
  /** 0 for a provision, 1 for its exceptions, 2 for theirs. */
  readonly depth: number;
  readonly cases: Readonly<Record<TruthWord, number>>;
}

export function coverageOf(law: Law, results: readonly CaseResult[]): readonly Coverage[] {
  const counts = new Map<string, Record<TruthWord, number>>();
  for (const { id, value } of results.flatMap(({ shows }) => shows)) {
    const count = counts.get(id) ?? { true: 0, false: 0, unknown: 0 };
    count[value]++;
    counts.set(id, count);
  }
  const of = (id: string, depth: number): Coverage => ({ id, depth, cases: counts.get(id) ?? { true: 0, false: 0, unknown: 0 } });
  return law.regimes.flatMap(({ regime }) =>
    regime.provisions.flatMap((rule) => {
      const below = (unless: (typeof rule)['unless'], depth: number): Coverage[] =>
        unless.flatMap((exception) => [of(exception.id, depth), ...below(exception.unless, depth + 1)]);
      return [of(rule.id, 0), ...below(rule.unless, 1)];
    }),
  );
}

/** The values that no case shows, without those that cannot be: an exception about known facts, for instance, is never unknown. */
export function coverageFindings(law: Law, written: WrittenRegime, coverage: readonly Coverage[]): readonly Finding[] {
  const byId = new Map(coverage.map((entry) => [entry.id, entry]));
  const rules = law.regimes.flatMap(({ regime }) => regime.provisions);
  return rules.flatMap((rule) => {
    const place = written.provisions.find(({ item }) => item.id === rule.id);
    if (place === undefined) return [];
    const ids = [rule.id, ...exceptionsOf(rule.unless).map(({ id }) => id)];
    if (ids.every((id) => VALUES.every(([word]) => (byId.get(id)?.cases[word] ?? 0) > 0))) return [];
    const study = new Study(law, rule);
    const lacking = (
      id: string,
      can: (wanted: Truth) => Exploration,
    ): { readonly words: readonly TruthWord[]; readonly example: Exploration['example'] } => {
      const examples = VALUES.filter(([word]) => (byId.get(id)?.cases[word] ?? 0) === 0).map(([word, value]) => ({
        word,
        example: can(value).example,
      }));
      const possible = examples.filter(({ example }) => example !== null);
      return { words: possible.map(({ word }) => word), example: possible[0]?.example ?? null };
    };
    return [
      ...warning(
        place,
        'provision',
        rule.id,
        lacking(rule.id, (wanted) => study.canShow(wanted)),
      ),
      ...study.exceptions.flatMap((nested) => {
        const { id } = nested.exception.rule;
        const at = writtenExceptions(place).find(({ item }) => item.id === id) ?? place;
        return warning(
          at,
          'exception',
          id,
          lacking(id, (wanted) => study.canShowException(nested, wanted)),
        );
      }),
    ];
  });
}

function warning(
  place: Parameters<typeof findingAt>[0],
  what: 'provision' | 'exception',
  id: string,
  { words, example }: { readonly words: readonly TruthWord[]; readonly example: Exploration['example'] },
): readonly Finding[] {
  if (words.length === 0) return [];
  const list = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return [
    {
      ...findingAt(
        place,
        ['id'],
        'coverage',
        `No case shows the ${what} \`${id}\` ${list}.`,
        `Add a case to cases/ that expects \`${id}: ${words[0]}\`.`,
        'warning',
      ),
      ...(example === null ? {} : { example }),
    },
  ];
}

import type { Finding } from '../reading/findings.ts';
import type { RawFacts } from '../reading/raw.ts';
import type { Regime } from '../regime.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { dateFindings } from './dates.ts';
import { duplicateFindings } from './identities.ts';
import { referenceFindings } from './references.ts';
import { unaskedFacts, unusedFindings } from './unused.ts';
import { factWordingFindings, wordingFindings } from './wording.ts';
import type { Written, WrittenRegime } from './written.ts';

/** A regime as it was written and, where nothing stood in the way, as it was understood. */
export interface RegimeToCheck {
  readonly written: WrittenRegime;
  readonly regime: Regime | null;
}

/**
 * Everything that can be found in the text of the law without deciding a case: names, days, words, what nobody uses.
 * What the reading itself finds (schema, types, profile) is not repeated here; what needs a case stands in `src/decide/checking`.
 */
export function textFindings(
  regimes: readonly RegimeToCheck[],
  facts: Written<RawFacts> | null,
  vocabulary: Vocabulary,
): readonly Finding[] {
  const understood = regimes.map(({ regime }) => regime).filter((regime) => regime !== null);
  return [
    ...duplicateFindings(regimes.map(({ written }) => written)),
    ...regimes.flatMap(({ written, regime }) => [
      ...referenceFindings(written, vocabulary),
      ...dateFindings(written),
      ...wordingFindings(written),
      ...(regime === null ? [] : unusedFindings(written, regime)),
    ]),
    ...(facts === null ? [] : factWordingFindings(facts)),
    ...(facts === null || understood.length < regimes.length ? [] : unaskedFacts(facts, understood)),
  ];
}

/** Findings in the order in which a person goes through the files; each place and message once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return [...findings]
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column))
    .filter((finding) => {
      const key = `${finding.file}\0${finding.line}\0${finding.column}\0${finding.code}\0${finding.message}`;
      return !seen.has(key) && Boolean(seen.add(key));
    });
}

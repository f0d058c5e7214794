import type { Finding } from '../reading/findings.ts';
import type { RawFacts } from '../reading/raw.ts';
import type { Path } from '../reading/source.ts';
import { findingAt, type Written, type WrittenRegime } from './written.ts';

/** Words without English: the schema asks for the key, here it is seen that something stands behind it. */
export function wordingFindings(regime: WrittenRegime): readonly Finding[] {
  const parts: readonly Written<unknown>[] = [
    ...(regime.regime === null ? [] : [regime.regime]),
    ...regime.instruments,
    ...regime.provisions,
    ...regime.questions,
    ...regime.deadlines,
    ...regime.drafts,
  ];
  const terms = regime.regime?.item.terms ?? [];
  return [
    ...parts.flatMap(blankEnglish),
    ...terms.flatMap((term, i) =>
      term.words.isNot === undefined && regime.regime !== null
        ? [withoutNegative(regime.regime, ['terms', i, 'words'], `The term \`${term.id}\``)]
        : [],
    ),
  ];
}

export function factWordingFindings(facts: Written<RawFacts>): readonly Finding[] {
  return [
    ...blankEnglish(facts),
    ...facts.item.facts.flatMap((fact, i) =>
      fact.type === 'bool' && fact.words.isNot === undefined
        ? [withoutNegative(facts, ['facts', i, 'words'], `The fact \`${fact.name}\``)]
        : [],
    ),
  ];
}

function withoutNegative(written: Written<unknown>, path: Path, what: string): Finding {
  return findingAt(
    written,
    path,
    'words.negative',
    `${what} has no words for the case that it does not hold.`,
    'Add `isNot`, so that a reason need not say "it is not the case that".',
    'warning',
  );
}

function blankEnglish(written: Written<unknown>): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      if (key === 'en' && typeof inner === 'string' && inner.trim() === '')
        findings.push(
          findingAt(
            written,
            here,
            'words.english',
            'The English words are blank.',
            'Write one plain sentence of our own; never the official text.',
          ),
        );
      visit(inner, here);
    }
  };
  visit(written.item, []);
  return findings;
}

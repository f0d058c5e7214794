import { byImportance, type Change, diffLaw } from '../../law/diff.ts';
import type { CompiledRegime, Law } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';

/** What one version of a regime says otherwise than another, a sentence for each field: what the second person reads. */
export function differenceInWords(before: CompiledRegime | null, after: CompiledRegime, vocabulary: Vocabulary): readonly string[] {
  const lawOf = (compiled: CompiledRegime | null): Law => ({ vocabulary, regimes: compiled === null ? [] : [compiled] });
  return byImportance(diffLaw(lawOf(before), lawOf(after))).flatMap(sentencesOf);
}

function sentencesOf({ change, part, id, fields }: Change): readonly string[] {
  const name = `${part} ${id}`;
  if (change === 'removed') return [`${capital(name)} is left out.`];
  if (change === 'added') {
    const says = fields.map(({ field, after }) => `${field}: ${after ?? ''}`).join('; ');
    return [`${capital(name)} is new. ${says}`];
  }
  return fields.map(({ field, before, after }) => `${capital(name)}, ${field}: ${after ?? 'nothing'} instead of ${before ?? 'nothing'}.`);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

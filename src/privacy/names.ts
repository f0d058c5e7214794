/**
 * The forms under which a written name is looked for. One name is written with and without hyphens, family name first or last, in
 * capitals or not: all of those give a form in common. Nothing here carries a name over from one script to another; a person's name in
 * Hangul and in Cyrillic is found in both when both were recorded.
 */
const PARTS_MAX = 6;

/** One letter case, one composition, no marks around letters: ß and SS, ﬁ and FI, a wide and a plain letter become the same. */
export const folded = (text: string): string => text.normalize('NFKC').toUpperCase().normalize('NFKC');

/** The parts of a name: what stands between spaces, hyphens, dots and apostrophes. */
export function partsOf(name: string): readonly string[] {
  return folded(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '')
    .slice(0, PARTS_MAX);
}

/**
 * Order-free forms of a name: its parts sorted; each two neighbours joined, then sorted, so that `Kwang Sok` meets `Kwangsok`; and
 * all joined as written, so that `조 광석` meets `조광석`.
 */
export function formsOf(parts: readonly string[]): readonly string[] {
  if (parts.length === 0) return [];
  const joined = parts.slice(1).map((_, i) => [...parts.slice(0, i), `${parts[i] ?? ''}${parts[i + 1] ?? ''}`, ...parts.slice(i + 2)]);
  const forms = [parts, ...joined].map((form) => [...form].sort().join(' '));
  return [...new Set([...forms, parts.join('')])];
}

/** A document's number without the spaces, dashes and letter case that a clerk may or may not type. */
export const documentForm = (number: string): string => folded(number).replace(/[^\p{L}\p{N}]+/gu, '');

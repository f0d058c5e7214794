/**
 * The form under which a written name is looked for. One name is written with and without hyphens, family name first or last, in
 * capitals or not: all of those give one form. Nothing here carries a name over from one script to another; a person's name in
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
 * One form for a name however it is divided and whichever part comes first: its letters in a ring, read from where they come first in
 * the order of letters. `Kim Chol Su`, `Kim Cholsu` and `Chol-su Kim` are one ring; `Kim Su Chol` is another name and another ring.
 * A name of one person costs one token so, and an import of a million persons is paid for by the token.
 */
export function ringOf(parts: readonly string[]): string {
  const letters = [...parts.join('')];
  let least = letters.join('');
  for (let turn = 1; turn < letters.length; turn++) {
    const turned = letters.slice(turn).concat(letters.slice(0, turn)).join('');
    if (turned < least) least = turned;
  }
  return least;
}

/** A document's number without the spaces, dashes and letter case that a clerk may or may not type. */
export const documentForm = (number: string): string => folded(number).replace(/[^\p{L}\p{N}]+/gu, '');

import ISIC from '../../register/employers/isic-rev4.json' with { type: 'json' };
import { sectorText } from '../records/cell.ts';
import type { Choice } from '../render/choices.ts';
import type { Words } from '../words/words.ts';

const CODES: readonly string[] = ISIC.sections.flatMap(({ code, divisions }) => [code, ...Object.keys(divisions).sort()]);

/** Sections with their divisions below them. @param current a group or class that stands there already, which the list does not go down to */
export function sectorChoices(words: Words, current: string): readonly Choice[] {
  const codes = current === '' || CODES.includes(current) ? CODES : [...CODES, current];
  return codes.map((value) => ({ value, text: `${value.length === 1 ? '' : '– '}${sectorText(value, words)}` }));
}

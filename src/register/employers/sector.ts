import { z } from 'zod';
import ISIC from './isic-rev4.json' with { type: 'json' };

const SECTIONS: ReadonlySet<string> = new Set(ISIC.sections.map(({ code }) => code));
const DIVISIONS: ReadonlyMap<string, string> = new Map(
  ISIC.sections.flatMap(({ code, divisions }) => Object.keys(divisions).map((division) => [division, code] as const)),
);

/** A section (`F`), a division (`41`), a group (`410`) or a class (`4100`) of ISIC Rev. 4; of a group or class the division is checked. */
export const isSector = (code: string): boolean => SECTIONS.has(code) || (/^\d{2,4}$/.test(code) && DIVISIONS.has(code.slice(0, 2)));

/** The letter of the section that a code lies in, or null where it is no code. */
export const sectionOf = (code: string): string | null => (SECTIONS.has(code) ? code : (DIVISIONS.get(code.slice(0, 2)) ?? null));

/** Every code that lies in a sector begins with one of these: of a section its letter and its divisions, else the code itself. */
export function beginningsOf(code: string): readonly string[] {
  const divisions = ISIC.sections.find((section) => section.code === code)?.divisions;
  return divisions === undefined ? [code] : [code, ...Object.keys(divisions)];
}

export const Sector = z
  .string()
  .refine(
    isSector,
    'A sector is a code of ISIC Rev. 4: a section letter A to U, or two to four digits that begin with a division, for instance 41',
  )
  .describe('ISIC Rev. 4');

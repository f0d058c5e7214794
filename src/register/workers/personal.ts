import { z } from 'zod';
import type { Identity } from '../../privacy/tokens.ts';
import { Country, Day, Evidence, Short } from '../fields.ts';

/** A name as one paper writes it; a person has as many as there are papers and scripts. */
export const Name = z.strictObject({
  text: Short,
  script: z.enum(['Latn', 'Hang', 'Cyrl', 'Mong', 'Hani', 'Arab', 'other']).describe('ISO 15924'),
  kind: z.enum(['official', 'other']).default('official'),
});

export const Document = z.strictObject({
  kind: z.enum(['passport', 'identity-card', 'residence-card', 'permit', 'other']),
  number: Short,
  issuedBy: Country.nullable().default(null),
  expiresOn: Day.optional(),
});

/** What names a person: sealed under the person's own key, and unreadable once that key is destroyed. */
export const Personal = z.strictObject({
  names: z.array(Name).min(1, 'A worker has at least one name'),
  documents: z.array(Document).default([]),
  bornOn: Day.nullable().default(null),
  /** Where only the year is known. */
  birthYear: z.int().min(1900).max(2100).nullable().default(null),
});

/**
 * The personal part as it is given out: beside it the paper it was last taken from, whose number says as much as a name. A row of a list
 * may have brought a document and no name.
 */
export const PersonalShown = z.object({
  names: z.array(Name).nullable(),
  documents: z.array(Document).nullable(),
  bornOn: Day.nullable(),
  birthYear: z.int().nullable(),
  evidence: Evidence.nullable(),
});

export type Personal = z.output<typeof Personal>;

/** What of it may tell that two records are one person. */
export function identityOf({ names, documents, bornOn, birthYear }: Personal): Identity {
  return { names: names.map(({ text }) => text), documents, birthDate: bornOn, birthYear };
}

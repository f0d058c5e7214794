import { z } from 'zod';
import { isAction } from '../../access/actions.ts';
import { may } from '../../access/actor.ts';
import type { Reader } from '../../office/reader.ts';
import type { RecordKind } from '../../office/record.ts';
import { TOKEN_KINDS } from '../../privacy/tokens.ts';
import { Id } from '../fields.ts';
import { kindNamed } from '../kinds.ts';
import { shownFields } from '../reading/masks.ts';

/** Found of each kind; whoever finds more writes more. */
export const FOUND_MAX = 20;

/** In what a record agrees with the words. */
export const FOUND_BY = ['number', 'id', 'employer', ...TOKEN_KINDS] as const;

export const Hit = z.object({
  kind: z.string(),
  id: Id,
  /** The number, or the name of an employer; never a person's. */
  name: z.string().nullable(),
  /** What tells two of a kind apart: the status, or the sector of an employer. */
  status: z.string().nullable(),
  by: z.array(z.enum(FOUND_BY)),
});
export type Hit = z.output<typeof Hit>;

/** The kind, if whoever asks reads records of it at all and is shown this field of them. */
export function readableKind({ actor }: Reader, kind: string, field?: string): RecordKind<object> | null {
  const of = kindNamed(kind);
  const read = `${kind}.read`;
  if (of === null || !isAction(read) || !may(actor, read)) return null;
  return field === undefined || shownFields(actor, of).includes(field) ? of : null;
}

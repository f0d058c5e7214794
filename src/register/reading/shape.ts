import { z } from 'zod';
import type { ColumnType, RecordKind } from '../../office/record.ts';
import { Day, Id, Version } from '../fields.ts';

/** A record as it is given out: its id, its version (the ETag; not for outsiders), and those of its fields that were asked for and are shown. */
export type Shown<S extends object> = { readonly id: string; readonly version?: number | undefined } & {
  readonly [K in keyof S]?: S[K] | undefined;
};

const VALUE: Readonly<Record<ColumnType, z.ZodType>> = {
  uuid: Id,
  text: z.string(),
  date: Day,
  boolean: z.boolean(),
  integer: z.int(),
  'text[]': z.array(z.string()),
  'uuid[]': z.array(Id),
  jsonb: z.unknown(),
};

/** What reading a record of this kind gives, as a schema: derived from its columns. */
export function shapeOf<S extends object>(of: RecordKind<S>): z.ZodType<Shown<S>, Shown<S>> {
  const columns = Object.entries(of.columns) as [string, ColumnType][];
  const fields = Object.fromEntries(columns.map(([name, type]) => [name, VALUE[type].nullable().optional()]));
  return z.object({ id: Id, version: Version.optional(), ...fields }) as unknown as z.ZodType<Shown<S>, Shown<S>>;
}

/** Which fields to give; all that are shown where nothing is said. */
export const Fields = z.array(z.string()).min(1, 'Name a field, or leave this out for all').max(100);

export const LIMIT_MAX = 200;

/** How to go through a list. */
export const PAGING = {
  fields: Fields.optional(),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.int().min(1).max(LIMIT_MAX).default(50),
};

import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Action } from '../../access/actions.ts';
import type { Reader } from '../../office/reader.ts';
import type { RecordKind } from '../../office/record.ts';
import { type Query, query } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { Id } from '../fields.ts';
import { type Page, readOne, readPage } from './read.ts';
import { Fields, PAGING, type Shown, shapeOf } from './shape.ts';

/** The input field that names a record: its noun, in one word. `committee-approval` is `committeeApproval`. */
export const nounOf = (of: RecordKind<object>): string => of.kind.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

export interface OneOf {
  readonly name: string;
  readonly action: Action;
  readonly summary: string;
}

/** The query that reads one record of a kind: `{ worker: Id, fields? }`. */
export function oneOf<S extends object>(
  of: RecordKind<S>,
  { name, action, summary }: OneOf,
): Query<z.ZodType<Record<string, unknown>>, z.ZodType<Shown<S>, Shown<S>>> {
  const noun = nounOf(of);
  return query({
    name,
    action,
    summary,
    input: z.strictObject({ [noun]: Id, fields: Fields.optional() }) as unknown as z.ZodType<Record<string, unknown>>,
    output: shapeOf(of),
    run: (reader, input) => readOne(reader, of, input[noun] as string, input.fields as string[] | undefined),
  });
}

export interface ListOf<F extends z.ZodRawShape> extends OneOf {
  /** What the list can be narrowed by, each optional. */
  readonly filters: F;
  /** Conditions over `r`, the rows as the reader sees them; other kinds are looked at through `visibleNow`. */
  readonly where: (given: z.output<z.ZodObject<F>>, reader: Reader) => readonly RawBuilder<unknown>[];
}

type ListInput<F extends z.ZodRawShape> = z.ZodObject<F & typeof PAGING, z.core.$strict>;

/** The query that goes through the records of a kind: `{ …filters, fields?, cursor?, limit? }` gives `{ items, next }`. */
export function listOf<S extends object, F extends z.ZodRawShape>(
  of: RecordKind<S>,
  { name, action, summary, filters, where }: ListOf<F>,
): Query<ListInput<F>, z.ZodType<Page<S>, Page<S>>> {
  const input = z.strictObject({ ...filters, ...PAGING }) as unknown as ListInput<F>;
  return query({
    name,
    action,
    summary,
    input,
    output: z.object({ items: z.array(shapeOf(of)), next: z.string().nullable() }) as unknown as z.ZodType<Page<S>, Page<S>>,
    run: (reader, given) => {
      const { fields, cursor, limit, ...chosen } = given as unknown as z.output<z.ZodObject<typeof PAGING>> & Record<string, Json>;
      return readPage(reader, of, {
        where: where(chosen as unknown as z.output<z.ZodObject<F>>, reader),
        list: { name, ...chosen },
        fields,
        cursor,
        limit,
      });
    },
  });
}

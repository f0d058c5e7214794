import { z } from 'zod';
import { InputRefused } from '../office/errors.ts';
import { unknownName } from './query-text.ts';

/** Which fields of an answer are wanted: `fields=id,status`. What is left out was read and checked all the same. */
export const FIELDS = z
  .string()
  .optional()
  .describe('Only these fields of the answer, joined by commas; of a list, these fields of its items');

export type Mask = (answer: unknown, wanted: readonly string[]) => unknown;

/** The names that a mask may use of an answer, and what it leaves; `null` where the answer has no fields of its own. */
export function maskOf(output: z.ZodType): { readonly names: readonly string[]; readonly apply: Mask } | null {
  const shape = shapeOf(output);
  if (shape === null) return null;
  const items = shape.items instanceof z.ZodArray ? shapeOf(shape.items.element as z.ZodType) : null;
  const names = Object.keys(items ?? shape);
  const check = (wanted: readonly string[]) => {
    const problems = wanted.filter((name) => !names.includes(name)).map((name) => unknownName(name, names));
    if (problems.length > 0) throw new InputRefused(problems.map((problem) => ({ ...problem, field: `fields.${problem.field}` })));
  };
  return {
    names,
    apply: (answer, wanted) => {
      check(wanted);
      const only = (record: object) => Object.fromEntries(Object.entries(record).filter(([name]) => wanted.includes(name)));
      if (items === null) return only(answer as object);
      const list = answer as { readonly items: readonly object[] };
      return { ...list, items: list.items.map(only) };
    },
  };
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.core.$ZodType>> | null {
  return schema instanceof z.ZodObject ? schema.shape : null;
}

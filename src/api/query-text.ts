import { z } from 'zod';
import { type InputProblem, InputRefused } from '../office/errors.ts';
import { didYouMean } from '../values/nearest.ts';

/** What a schema says of one field, as far as a text can be read by it. */
interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
}

type Reading = 'text' | 'number' | 'boolean' | 'list';

/** How the texts of a query string are read as the fields of an input. Made once a route. */
export interface QueryReader {
  readonly names: readonly string[];
  readonly read: (query: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/**
 * A list is written `a,b`, a truth `true` or `false`. What cannot be read stays a text, and the schema of the input says what is wrong.
 * @param shape the fields that the query string may hold
 */
export function queryReader(shape: Readonly<Record<string, z.core.$ZodType>>): QueryReader {
  const readings = new Map(Object.entries(shape).map(([name, schema]) => [name, readingOf(schema)]));
  const names = [...readings.keys()];
  return {
    names,
    read: (query) => {
      const problems: InputProblem[] = [];
      const input: Record<string, unknown> = {};
      for (const [name, given] of Object.entries(query)) {
        const reading = readings.get(name);
        if (reading === undefined) problems.push(unknownName(name, names));
        else if (typeof given !== 'string' && reading !== 'list') problems.push(givenTwice(name));
        else input[name] = readAs(given, reading);
      }
      if (problems.length > 0) throw new InputRefused(problems);
      return input;
    },
  };
}

function readAs(given: unknown, reading: Reading): unknown {
  if (reading === 'list') return (Array.isArray(given) ? given.map(String) : [String(given)]).flatMap((text) => text.split(','));
  const text = String(given);
  if (reading === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text);
  if (reading === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function readingOf(schema: z.core.$ZodType): Reading {
  const types = typesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as FieldSchema);
  if (types.includes('array')) return 'list';
  if (types.includes('string')) return 'text';
  if (types.includes('integer') || types.includes('number')) return 'number';
  if (types.includes('boolean')) return 'boolean';
  return 'text';
}

const typesOf = ({ type, anyOf = [] }: FieldSchema): readonly string[] => [
  ...(type === undefined ? [] : typeof type === 'string' ? [type] : type),
  ...anyOf.flatMap(typesOf),
];

export const unknownName = (name: string, known: readonly string[]): InputProblem => ({
  field: name,
  reason: `Nothing is called \`${name}\` here.${didYouMean(name, known)}`,
  remedy: known.length === 0 ? 'Leave it out.' : `Use one of: ${known.join(', ')}.`,
});

const givenTwice = (name: string): InputProblem => ({
  field: name,
  reason: 'It is given more than once.',
  remedy: 'Give it once.',
});

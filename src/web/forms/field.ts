import type { z } from 'zod';
import { Country, Day, Id, Version, Words } from '../../office/fields.ts';

/** A field of a form, as the schema of a use case's input has it: the schema is the one definition. */
export interface Field {
  /** Dotted, as the input has it: `facts.earnsIncome`. */
  readonly name: string;
  readonly kind:
    | 'line'
    | 'words'
    | 'day'
    | 'choice'
    | 'yes-no'
    | 'number'
    | 'country'
    | 'countries'
    | 'id'
    | 'ids'
    | 'lines'
    | 'group'
    | 'rows';
  /** Whether the input is refused without it. */
  readonly isRequired: boolean;
  /** Whether "not known" is an answer of its own. */
  readonly isNullable: boolean;
  /** Of a choice. */
  readonly values: readonly string[];
  /** Of a group, and of each row of rows; their names are those within it. */
  readonly fields: readonly Field[];
}

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly checks?: readonly unknown[];
}

const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;

/** Whether a schema is one of the office's own fields, whatever was described or wrapped around it since. */
const isLike = (schema: z.ZodType, known: z.ZodType): boolean => {
  const [mine, theirs] = [defOf(schema).checks?.at(-1), defOf(known).checks?.at(-1)];
  return mine !== undefined && mine === theirs;
};

/**
 * The fields of a use case's input, in its order.
 * @param without names that the page gives by itself: the record, its version
 */
export function fieldsOf(schema: z.ZodType, without: readonly string[] = []): readonly Field[] {
  const { shape = {} } = defOf(bare(schema).schema);
  return Object.entries(shape)
    .filter(([name, field]) => !without.includes(name) && !isLike(bare(field).schema, Version))
    .map(([name, field]) => fieldOf(name, field));
}

interface Bare {
  readonly schema: z.ZodType;
  readonly isRequired: boolean;
  readonly isNullable: boolean;
}

function bare(schema: z.ZodType, isRequired = true, isNullable = false): Bare {
  const { type, innerType, in: input } = defOf(schema);
  if (type === 'optional' || type === 'default' || type === 'prefault')
    return innerType === undefined ? { schema, isRequired, isNullable } : bare(innerType, false, isNullable);
  if (type === 'nullable') return innerType === undefined ? { schema, isRequired, isNullable } : bare(innerType, isRequired, true);
  if (type === 'pipe' && input !== undefined && defOf(input).type !== 'transform') return bare(input, isRequired, isNullable);
  return { schema, isRequired, isNullable };
}

function fieldOf(name: string, given: z.ZodType): Field {
  const { schema, isRequired, isNullable } = bare(given);
  const make = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({
    name,
    kind,
    isRequired,
    isNullable,
    values: [],
    fields: [],
    ...more,
  });
  const { type, entries, element, shape } = defOf(schema);
  switch (type) {
    case 'enum':
      return make('choice', { values: Object.values(entries ?? {}) });
    case 'boolean':
      return make('yes-no');
    case 'number':
    case 'int':
      return make('number');
    case 'object':
      return make('group', { fields: Object.entries(shape ?? {}).map(([inner, field]) => fieldOf(inner, field)) });
    case 'array':
      return element === undefined ? make('line') : listField(make, bare(element).schema);
    default:
      return make(textKind(schema));
  }
}

function listField(make: (kind: Field['kind'], more?: Partial<Field>) => Field, element: z.ZodType): Field {
  const { type, shape } = defOf(element);
  if (type === 'object') return make('rows', { fields: Object.entries(shape ?? {}).map(([inner, field]) => fieldOf(inner, field)) });
  return make(isLike(element, Country) ? 'countries' : isLike(element, Id) ? 'ids' : 'lines');
}

function textKind(schema: z.ZodType): Field['kind'] {
  if (isLike(schema, Day)) return 'day';
  if (isLike(schema, Country)) return 'country';
  if (isLike(schema, Id)) return 'id';
  return isLike(schema, Words) ? 'words' : 'line';
}

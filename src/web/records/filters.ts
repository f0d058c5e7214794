import type { z } from 'zod';
import type { Model } from '../answer.ts';
import { type Field, fieldsOf } from '../forms/field.ts';
import { shownFields } from '../forms/shown.ts';
import { inputFrom } from '../forms/taken.ts';
import { Given } from '../given.ts';
import type { Visit } from '../visit.ts';

export interface Filter {
  readonly name: string;
  /** What the address says; undefined where it says nothing. */
  readonly value: unknown;
  /** As the form draws it. */
  readonly field: Model;
}

/** The filters of a list, from the schema of its query; what an address names that is no value is left for the query to refuse. */
export function filtersOf(
  schema: z.ZodType,
  names: readonly string[],
  { query, words }: Pick<Visit, 'query' | 'words'>,
  kind: string,
): readonly Filter[] {
  const all = fieldsOf(schema);
  const fields = names
    .flatMap((name) => all.filter((field) => field.name === name))
    .map((field): Field => ({ ...field, isRequired: true, isNullable: false }));
  const given = inputFrom(fields, new Given(query.values));
  const shown = shownFields(fields, { words, before: given, act: `${kind}.list` });
  return fields.map((field, at) => ({ name: field.name, value: given[field.name], field: shown[at] ?? {} }));
}

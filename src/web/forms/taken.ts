import { canonicalJson, type Json } from '../../values/canonical.ts';
import type { Given } from '../given.ts';
import type { Field } from './field.ts';

/** How many rows a list may have; a form with more was not made by us. */
const ROWS_MAX = 40;

/**
 * What a form says, as the input of its use case. An empty field is left out, or is `null` where the form could have said something
 * and "not known" is an answer; what is wrong is for the use case's own schema to say.
 */
export function inputFrom(fields: readonly Field[], given: Given, before = ''): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueIn(field, given, `${before}${field.name}`);
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

function valueIn(field: Field, given: Given, name: string): unknown {
  const text = given.maybe(name);
  switch (field.kind) {
    case 'day':
      return given.date(name);
    case 'yes-no':
      return text === undefined ? undefined : text === 'unknown' ? null : text === 'true';
    case 'number':
      return text === undefined ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'choice':
    case 'country':
      // Of some lists "unknown" is a value of its own: a filter asks for what is not known by it.
      return text === 'unknown' && !field.values.includes('unknown') ? null : text;
    case 'countries': {
      const codes = given.all(name).filter((code) => code !== 'unknown');
      return codes.length > 0 ? [...new Set(codes)] : given.all(name).includes('unknown') ? null : undefined;
    }
    case 'ids': {
      const ids = given
        .all(name)
        .flatMap((each) => each.split(/[\s,;]+/))
        .filter((id) => id !== '');
      return ids.length === 0 ? undefined : ids;
    }
    case 'lines': {
      const lines = given
        .text(name)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return lines.length === 0 ? undefined : lines;
    }
    case 'group': {
      const inner = inputFrom(field.fields, given, `${name}.`);
      return Object.keys(inner).length === 0 ? undefined : inner;
    }
    case 'rows': {
      const rows = Array.from({ length: ROWS_MAX }, (_, at) => inputFrom(field.fields, given, `${name}.${at}.`));
      // A row in which only what was chosen beforehand stands was not written by anybody.
      const written = rows.filter((row) => isWritten(row, field.fields));
      return written.length === 0 ? undefined : written;
    }
    default:
      return text;
  }
}

const isWritten = (row: Readonly<Record<string, unknown>>, fields: readonly Field[]): boolean =>
  fields.some(({ name, kind }) => kind !== 'choice' && row[name] !== undefined);

/**
 * Of a correction only what is said otherwise than before: an event tells what changed, and nothing else.
 * @param emptied what stood there and was emptied is `null`, where a field may be
 */
export function changesOnly(
  fields: readonly Field[],
  input: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const { name, kind, fields: inner, isNullable } of fields) {
    const [now, was] = [input[name], before[name]];
    if (kind === 'group' && !isNullable && typeof was === 'object' && was !== null) {
      const within = changesOnly(inner, (now ?? {}) as Readonly<Record<string, unknown>>, was as Readonly<Record<string, unknown>>);
      if (Object.keys(within).length > 0) changes[name] = within;
    } else if (now === undefined) {
      if (isNullable && was !== null && was !== undefined) changes[name] = null;
    } else if (canonicalJson(now as Json) !== canonicalJson((was ?? null) as Json)) changes[name] = now;
  }
  return changes;
}

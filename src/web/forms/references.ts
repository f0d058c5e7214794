import { handles, named } from '../../register/search/named.ts';
import { REFERENCES } from '../records/cell.ts';
import type { Visit } from '../visit.ts';
import type { Field } from './field.ts';

type Values = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Fields that hold several ids of a kind. */
const SEVERAL: Readonly<Record<string, string>> = { workers: 'worker', permits: 'permit', leaveOut: 'permit' };

/** Of which kind the records are that a field names; undefined where it names none that have a number. */
const kindOf = (name: string): string | undefined => REFERENCES[name]?.kind ?? SEVERAL[name];

interface Named {
  readonly field: string;
  readonly kind: string;
  readonly text: string;
}

/** What an input says of other records, wherever it lies in it. @param change gives what is to stand in its place */
function changed(fields: readonly Field[], input: Values, change: (named: Named) => string, before = ''): Record<string, unknown> {
  const output: Record<string, unknown> = { ...input };
  for (const { name, kind, fields: inner } of fields) {
    const [value, path] = [input[name], `${before}${name}`];
    const of = kindOf(name);
    const one = (text: unknown): unknown => (of === undefined || typeof text !== 'string' ? text : change({ field: path, kind: of, text }));
    if (value === undefined || value === null) continue;
    if (kind === 'id') output[name] = one(value);
    else if (kind === 'ids' && Array.isArray(value)) output[name] = value.map(one);
    else if (kind === 'group') output[name] = changed(inner, value as Values, change, `${path}.`);
    else if (kind === 'rows' && Array.isArray(value))
      output[name] = value.map((row, at) => changed(inner, row as Values, change, `${path}.${at}.`));
  }
  return output;
}

/** Everything that an input says of other records. */
function allNamed(fields: readonly Field[], input: Values): readonly Named[] {
  const found: Named[] = [];
  changed(fields, input, (one) => {
    found.push(one);
    return one.text;
  });
  return found;
}

/** An input in which records are named by their numbers, with their ids in place of them. @throws InputRefused at the field that names nothing */
export async function withIds({ ask }: Visit, fields: readonly Field[], input: Values): Promise<Record<string, unknown>> {
  const asked = allNamed(fields, input).filter(({ text }) => !UUID.test(text));
  if (asked.length === 0) return { ...input };
  const { ids } = await ask(named, { fields: [...asked] });
  return changed(fields, input, ({ kind, text }) => ids[`${kind} ${text}`] ?? text);
}

/** The other way: what stands in a record or an address, as a person would write it. An id stays where there is nothing better. */
export async function withHandles({ ask }: Visit, fields: readonly Field[], values: Values): Promise<Record<string, unknown>> {
  const asked = allNamed(fields, values).filter(({ text }) => UUID.test(text));
  if (asked.length === 0) return { ...values };
  const records: Record<string, string[]> = {};
  for (const { kind, text } of asked) records[kind] = [...(records[kind] ?? []), text];
  const { handles: known } = await ask(handles, { records });
  return changed(fields, values, ({ text }) => known[text] ?? text);
}

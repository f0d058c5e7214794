import { z } from 'zod';
import type { Flag, FlagValue } from '../command.ts';
import { UsageError } from '../errors.ts';
import { FLAG_WORDS } from './flag-words.ts';

/** A field of a use case's input as a flag. */
export interface InputFlag {
  readonly flag: Flag;
  /** Key by which the parsed flags hold it. */
  readonly key: string;
  /** Where the field stands in the input. */
  readonly path: readonly string[];
  readonly type: 'text' | 'integer' | 'boolean' | 'json' | 'list' | 'json-list';
  readonly isNullable: boolean;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
}

/** Names that a register command gives a meaning of its own; a field of that name takes its whole path. */
const TAKEN = new Set(['json', 'as', 'url', 'dry-run', 'key', 'as-of', 'known-at', 'input', 'help', 'code']);

/**
 * The fields of an input as flags, those of an object within it under their own names: `facts.earnsIncome` is `--earns-income`.
 * @param without fields that the command takes as arguments
 */
export function inputFlags(schema: z.ZodType, without: readonly string[]): readonly InputFlag[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const leaves = Object.entries(properties)
    .filter(([name]) => !without.includes(name))
    .flatMap(([name, field]) => leavesOf([name], field));
  const short = leaves.map(({ path }) => kebab(path.at(-1) ?? ''));
  return leaves.map(({ path, field }, at): InputFlag => {
    const own = short[at] ?? '';
    const isFree = short.filter((name) => name === own).length === 1 && !TAKEN.has(own);
    const name = isFree ? own : kebab(path.join('-'));
    const { type, isNullable, values } = typeOf(field);
    const said = (field.description ?? plainWords(path)).replace(/\.$/, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
    const flag: Flag = {
      flags: `--${name} <${VALUE_NAMES[type]}>`,
      summary: `${said}${NOTES[type]}${isNullable ? '; `unknown` where nobody knows' : ''}`,
      ...(type === 'list' || type === 'json-list' ? { repeatable: true } : {}),
      ...(values === null ? {} : { choices: isNullable ? [...values, 'unknown'] : values }),
    };
    return { flag, key: name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), path, type, isNullable };
  });
}

const VALUE_NAMES = { text: 'text', integer: 'number', boolean: 'yesno', json: 'json', list: 'text', 'json-list': 'json' } as const;
const NOTES = {
  text: '',
  integer: '',
  boolean: ' (true or false)',
  json: ', as JSON',
  list: '; repeat it for several',
  'json-list': ', as JSON; repeat it for several',
} as const;

function leavesOf(path: readonly string[], field: Schema): { readonly path: readonly string[]; readonly field: Schema }[] {
  const plain = notNull(field);
  return plain.type === 'object' && plain.properties !== undefined && path.length < 2
    ? Object.entries(plain.properties).flatMap(([name, inner]) => leavesOf([...path, name], inner))
    : [{ path, field }];
}

function notNull(field: Schema): Schema {
  // `string or null` is written in two ways.
  if (Array.isArray(field.type) && field.type.includes('null')) {
    const [type] = field.type.filter((one) => one !== 'null');
    return { ...field, ...(type === undefined ? {} : { type }) };
  }
  const other = field.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  return other.length === 1 && other[0] !== undefined
    ? { ...other[0], ...(field.description === undefined ? {} : { description: field.description }) }
    : field;
}

function typeOf(field: Schema): {
  readonly type: InputFlag['type'];
  readonly isNullable: boolean;
  readonly values: readonly string[] | null;
} {
  const plain = notNull(field);
  const isNullable = plain !== field;
  const values = plain.enum?.every((value) => typeof value === 'string') ? (plain.enum as readonly string[]) : null;
  if (plain.type === 'string') return { type: 'text', isNullable, values };
  if (plain.type === 'integer' || plain.type === 'number') return { type: 'integer', isNullable, values: null };
  if (plain.type === 'boolean') return { type: 'boolean', isNullable, values: null };
  if (plain.type === 'array')
    return { type: notNull(plain.items ?? {}).type === 'string' ? 'list' : 'json-list', isNullable, values: null };
  return { type: 'json', isNullable, values: null };
}

/** The input that the flags say; a flag that was not given leaves its field out. @throws UsageError naming the flag */
export function inputFrom(flags: readonly InputFlag[], given: Readonly<Record<string, FlagValue>>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { flag, key, path, type, isNullable } of flags) {
    const value = given[key];
    if (value === undefined) continue;
    const name = flag.flags.split(' ')[0] ?? '';
    put(
      input,
      path,
      Array.isArray(value) ? listed(value as readonly string[], type, isNullable, name) : single(String(value), type, isNullable, name),
    );
  }
  return input;
}

function listed(values: readonly string[], type: InputFlag['type'], isNullable: boolean, name: string): unknown {
  if (isNullable && values.length === 1 && values[0] === 'unknown') return null;
  return type === 'json-list' ? values.map((value) => json(value, name)) : values;
}

function single(value: string, type: InputFlag['type'], isNullable: boolean, name: string): unknown {
  if (isNullable && value === 'unknown') return null;
  if (type === 'integer') {
    if (!/^-?\d{1,15}$/.test(value)) throw new UsageError(`\`${name}\` is a whole number, not \`${value}\`.`, 'Write digits alone.');
    return Number(value);
  }
  if (type === 'boolean') {
    if (value !== 'true' && value !== 'false')
      throw new UsageError(`\`${name}\` is true or false, not \`${value}\`.`, `Write \`${name} true\` or \`${name} false\`.`);
    return value === 'true';
  }
  return type === 'json' ? json(value, name) : value;
}

function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `\`${name}\` is not JSON: \`${text}\`.`,
      `Write it in single quotes, for instance ${name} '{"kind": "passport", "reference": "page 2"}'.`,
    );
  }
}

function put(input: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    input[first] = value;
    return;
  }
  input[first] ??= {};
  put(input[first] as Record<string, unknown>, rest, value);
}

export function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

function plainWords(path: readonly string[]): string {
  const known = FLAG_WORDS[path.join('.')] ?? FLAG_WORDS[path.at(-1) ?? ''];
  if (known !== undefined) return known;
  return `the ${path.map((part) => kebab(part).replaceAll('-', ' ')).join(', ')}`;
}

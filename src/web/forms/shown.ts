import { countryCodes } from '../../values/countries.ts';
import type { Model } from '../answer.ts';
import type { Choice } from '../render/choices.ts';
import type { Words } from '../words/words.ts';
import type { Field } from './field.ts';
import { sectorChoices } from './sectors.ts';

/** Blank rows that a list offers beyond those that it has. */
const BLANK_ROWS = 2;
const NATIONALITIES = 3;

export interface Showing {
  readonly words: Words;
  /** What stands in the record, or what the page fills in beforehand. */
  readonly before: Readonly<Record<string, unknown>>;
  /** The use case: its fields may have words of their own. */
  readonly act: string;
  /** Every field of a correction may stay as it is; none is called optional. */
  readonly isCorrection?: boolean;
  /** Choices for fields that name a record: `{ approval: [...] }`. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>>;
}

/** The fields as their view draws them: labels, hints, choices, and the values that stand there. */
export function shownFields(fields: readonly Field[], showing: Showing, before = ''): readonly Model[] {
  return fields.map((field) => shownField(field, `${before}${field.name}`, showing, valueAt(showing.before, `${before}${field.name}`)));
}

function shownField(field: Field, name: string, showing: Showing, value: unknown): Model {
  const { words, act } = showing;
  const { kind, isNullable, isRequired } = field;
  const choices = showing.choices?.[name];
  const common = {
    name,
    kind: choices === undefined ? kind : 'choice',
    label: label(words, act, name, isRequired || showing.isCorrection === true),
    hint: hint(words, act, name) ?? '',
    isSelect: false,
    choices: [] as readonly Choice[],
    value: plainText(value),
    values: [] as readonly string[],
    rows: [] as readonly Model[],
    fields: [] as readonly Model[],
  };
  if (kind === 'line' && field.name === 'sector')
    return { ...common, kind: 'choice', choices: sectorChoices(words, common.value), isSelect: true };
  if (choices !== undefined) return { ...common, choices, isSelect: choices.length > 6 };
  const unknown: readonly Choice[] = isNullable ? [{ value: 'unknown', text: words.t('fields.not-known') }] : [];
  switch (kind) {
    case 'yes-no': {
      const yesNo = [
        { value: 'true', text: words.t('fields.yes') },
        { value: 'false', text: words.t('fields.no') },
      ];
      return {
        ...common,
        choices: [...yesNo, ...unknown],
        value: value === null && isNullable && Object.keys(showing.before).length > 0 ? 'unknown' : common.value,
      };
    }
    case 'choice':
      return {
        ...common,
        choices: [...field.values.map((one) => ({ value: one, text: valueWords(words, act, name, one) })), ...unknown],
        isSelect: field.values.length > 6 || name.includes('.0.') || /\.\d+\./.test(name),
      };
    case 'country':
      return { ...common, choices: countryChoices(words), isSelect: true };
    case 'countries': {
      const known = Array.isArray(value) ? value.map(String) : [];
      return {
        ...common,
        choices: [...unknown, ...countryChoices(words)],
        values: Array.from({ length: Math.max(NATIONALITIES, known.length) }, (_, at) => known[at] ?? ''),
      };
    }
    case 'ids':
    case 'lines':
      return { ...common, value: Array.isArray(value) ? value.join('\n') : '' };
    case 'group':
      return { ...common, fields: shownFields(field.fields, showing, `${name}.`) };
    case 'rows': {
      const count = (Array.isArray(value) ? value.length : 0) + BLANK_ROWS;
      return {
        ...common,
        rows: Array.from({ length: count }, (_, at) => ({ at: at + 1, fields: shownFields(field.fields, showing, `${name}.${at}.`) })),
      };
    }
    default:
      return common;
  }
}

/** `personal.names.0.text` in what is there. */
function valueAt(values: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[part] : undefined),
      values,
    );
}

const plainText = (value: unknown): string => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '');

/** The name of a field without the number of its row. */
const bareName = (name: string): string => name.replaceAll(/\.\d+(?=\.)/g, '');

/** From the most particular words to the most common ones. */
function spoken({ maybe }: Words, act: string, name: string, after: string): string | null {
  const path = bareName(name).replaceAll('.', '-');
  const last = name.split('.').at(-1) ?? name;
  return (
    maybe(`fields.${act.replaceAll('.', '-')}-${path}${after}`) ??
    maybe(`fields.${path}${after}`) ??
    (path.includes('-') ? maybe(`fields.${last}${after}`) : null)
  );
}

function label(words: Words, act: string, name: string, isRequired: boolean): string {
  const said = spoken(words, act, name, '');
  if (said === null) throw new TypeError(`No message names the field ${name} of ${act}.`);
  return isRequired || /\.\d+\./.test(name) ? said : words.t('fields.optional', { field: said });
}

const hint = (words: Words, act: string, name: string): string | null => spoken(words, act, name, '-hint');

/** How a value out of a closed list is said: `renewal` of `kind` is `values.kind-renewal`, unless the act or record has words of its own. */
export function valueWords({ maybe }: Words, of: string, name: string, value: string): string {
  const last = bareName(name).split('.').at(-1) ?? name;
  const said = maybe(`values.${of.split('.')[0]}-${last}-${value}`) ?? maybe(`values.${last}-${value}`);
  if (said === null) throw new TypeError(`No message says the value ${value} of ${name} (${of}).`);
  return said;
}

const COUNTRIES = new Map<string, readonly Choice[]>();

export function countryChoices(words: Words): readonly Choice[] {
  let choices = COUNTRIES.get(words.locale);
  if (choices === undefined) {
    const collator = new Intl.Collator(words.locale);
    choices = countryCodes.map((value) => ({ value, text: words.country(value) })).sort((a, b) => collator.compare(a.text, b.text));
    COUNTRIES.set(words.locale, choices);
  }
  return choices;
}

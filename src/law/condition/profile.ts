import { APPROVAL_FIELDS, type FactType } from '../vocabulary.ts';
import type { Node, Range, ValueType } from './ir.ts';

/** One thing that is wrong in a condition: where, what, and what to write instead. */
export interface ConditionFinding {
  readonly code: 'unreadable' | 'outside-profile' | 'type' | 'unknown-name' | 'unknown-code';
  readonly range: Range;
  readonly message: string;
  readonly remedy: string;
}

/** What a condition may speak of. */
export interface Scope {
  readonly facts: ReadonlyMap<string, { readonly type: FactType; readonly values?: readonly string[] }>;
  readonly questions: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly params: ReadonlyMap<string, { readonly type: ValueType; readonly value: boolean | number | string }>;
  /** `known()` is not monotone; only provisions about the quality of data may ask it. */
  readonly mayAskKnown: boolean;
}

/** A condition that was understood, or everything that is wrong with it. */
export type Reading =
  | { readonly node: Node; readonly findings: readonly [] }
  | { readonly node: null; readonly findings: readonly ConditionFinding[] };

/** What a list fact holds: records with these fields, or plain texts. */
export const LIST_FACTS: Readonly<Partial<Record<FactType, Readonly<Record<string, ValueType>> | 'text'>>> = {
  approvals: APPROVAL_FIELDS,
  countries: 'text',
};

export function valueTypeOf(type: FactType): ValueType | 'list' {
  switch (type) {
    case 'bool':
    case 'date':
      return type;
    case 'integer':
      return 'int';
    case 'text':
    case 'country':
      return 'text';
    default:
      return 'list';
  }
}

/** What the profile leaves out, and what to write instead. The reasons stand in docs/law-authoring.md. */
export const REFUSED: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['division', 'Compare products of whole numbers, or state the share as a deadline or a report.'],
  '%': ['the remainder of a division', 'Write the days or months out with `addDays`, `addMonths` or `addYears`.'],
  '*': ['multiplication', 'Write the number out.'],
  '+': ['addition', 'For dates write `addDays(date, n)`, `addMonths` or `addYears`; for numbers write the sum out.'],
  '-': ['subtraction', 'For dates write `daysBetween(from, to)`; for numbers write the difference out.'],
  '-_': ['negation of a value that is not written out', 'Write the negative number itself.'],
  '[]': ['an element by its index', 'Ask about the elements with `exists` or `all`.'],
  '[?]': ['an optional element', 'Ask about the elements with `exists` or `all`.'],
  '.?': ['an optional field', 'Name the fact plainly: a missing fact is unknown by itself.'],
  has: ['`has()`', 'Leave it out: a missing fact is unknown by itself. A provision about the quality of data may write `known(fact)`.'],
  matches: ['a regular expression', 'Compare with `==` or `in` against the texts that are meant.'],
  contains: ['a search inside a text', 'Compare with `==` or `in` against the texts that are meant.'],
  startsWith: ['a search inside a text', 'Compare with `==` or `in` against the texts that are meant.'],
  endsWith: ['a search inside a text', 'Compare with `==` or `in` against the texts that are meant.'],
  size: ['the length of a list', 'Ask about the elements with `exists` or `all`.'],
  exists_one: ['`exists_one`', 'Ask with `exists` or `all`.'],
  map: ['`map`', 'Ask about the elements with `exists` or `all`.'],
  filter: ['`filter`', 'Put the test into `exists` or `all`.'],
  timestamp: [
    'a moment with an hour',
    'Use `date("YYYY-MM-DD")`; where the hour matters use `before(a, b)`, which is unknown on the very day.',
  ],
  duration: ['a span of hours', 'Use `addDays`, `addMonths`, `addYears` or `daysBetween`.'],
  dyn: ['`dyn`', 'Every value has one type: leave it out.'],
  type: ['`type()`', 'Every value has one declared type: leave it out.'],
  int: ['a conversion', 'Compare values of one type.'],
  uint: ['a conversion', 'Compare values of one type.'],
  double: ['a conversion', 'Compare values of one type.'],
  string: ['a conversion', 'Compare values of one type.'],
  bytes: ['a conversion', 'Compare values of one type.'],
  bool: ['a conversion', 'Compare values of one type.'],
};

/** The functions of the profile, for the remedy of an unknown one. */
export const FUNCTIONS = [
  'date',
  'before',
  'known',
  'question',
  'param',
  'addDays',
  'addMonths',
  'addYears',
  'daysBetween',
  'exists',
  'all',
] as const;

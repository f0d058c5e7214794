import { isCountryCode } from '../../values/countries.ts';
import { isIsoDate } from '../../values/dates.ts';
import { didYouMean } from '../../values/nearest.ts';
import type { FactType } from '../vocabulary.ts';
import { type Bound, dotted, type ReadingContext } from './context.ts';
import type { Node, ValueType } from './ir.ts';
import { LIST_FACTS, valueTypeOf } from './profile.ts';
import type { Syntax } from './syntax.ts';

/** Whole numbers of 32 bits: the same in JavaScript and in every SQL. */
const INT_MAX = 2_147_483_647;

export function readLiteral(reading: ReadingContext, syntax: Extract<Syntax, { kind: 'literal' }>): Node | null {
  const { range, type, value } = syntax;
  if (type === 'bool') return { op: 'literal', type, value: value === true, range };
  if (type === 'text') {
    const text = String(value);
    // Back ends quote texts differently, and a backslash is an escape in some of them: none may need one.
    if (text.includes('\\') || hasControlCharacter(text))
      return reading.wrong(
        'outside-profile',
        range,
        'A text with a backslash or a control character is not part of the profile.',
        'Leave these characters out.',
      );
    return { op: 'literal', type, value: text, range };
  }
  if (type === 'int') {
    const number = Number(value);
    if (Math.abs(number) > INT_MAX)
      return reading.wrong(
        'outside-profile',
        range,
        `The number ${String(value)} does not fit 32 bits.`,
        `Keep to numbers up to ${INT_MAX}.`,
      );
    return { op: 'literal', type, value: number, range };
  }
  if (type === 'null')
    return reading.wrong(
      'outside-profile',
      range,
      '`null` is not part of the profile.',
      'A missing fact is unknown by itself: leave the comparison out.',
    );
  return reading.wrong(
    'outside-profile',
    range,
    `A ${type === 'double' ? 'number with decimals' : type} is not part of the profile.`,
    'Use whole numbers, texts, dates, true or false.',
  );
}

export function readName(reading: ReadingContext, syntax: Syntax, bound: Bound): Node | null {
  const path = dotted(syntax);
  if (path === null)
    return reading.wrong(
      'outside-profile',
      syntax.range,
      'A field of a computed value is not part of the profile.',
      'Name a declared fact.',
    );
  const [head = '', ...rest] = path.split('.');
  const list = bound.get(head);
  if (list !== undefined) return readItem(reading, syntax, head, rest, list);
  const fact = reading.scope.facts.get(path);
  if (fact !== undefined) return { op: 'fact', name: path, type: valueTypeOf(fact.type), range: syntax.range };
  if (rest.length === 0 && reading.scope.terms.has(path)) return { op: 'term', id: path, range: syntax.range };
  const known = [...reading.scope.facts.keys(), ...reading.scope.terms];
  return reading.wrong(
    'unknown-name',
    syntax.range,
    `\`${path}\` is neither a declared fact nor a defined term.${didYouMean(path, known)}`,
    'Facts stand in regimes/facts.yaml, terms in the regime; a term must be defined above its first use.',
  );
}

function readItem(reading: ReadingContext, syntax: Syntax, name: string, rest: readonly string[], list: string): Node | null {
  const shape = elementOf(reading, list);
  if (shape === 'text') {
    if (rest.length > 0)
      return reading.wrong('type', syntax.range, `The elements of \`${list}\` are plain texts without fields.`, `Write \`${name}\` alone.`);
    return { op: 'item', of: name, field: null, type: 'text', range: syntax.range };
  }
  const field = rest.length === 1 ? rest[0] : undefined;
  const type = field === undefined ? undefined : shape[field];
  if (field === undefined || type === undefined)
    return reading.wrong(
      'unknown-name',
      syntax.range,
      `An element of \`${list}\` has the fields ${Object.keys(shape).join(', ')}.${field === undefined ? '' : didYouMean(field, Object.keys(shape))}`,
      `Write \`${name}.${Object.keys(shape)[0] ?? ''}\`.`,
    );
  return { op: 'item', of: name, field, type, range: syntax.range };
}

function elementOf(reading: ReadingContext, list: string): Readonly<Record<string, ValueType>> | 'text' {
  const fact = reading.scope.facts.get(list);
  return (fact === undefined ? undefined : LIST_FACTS[fact.type]) ?? 'text';
}

export function readDate(reading: ReadingContext, syntax: Extract<Syntax, { kind: 'call' }>): Node | null {
  const arg = syntax.args[0];
  const text = arg?.kind === 'literal' && arg.type === 'text' && syntax.args.length === 1 ? String(arg.value) : null;
  if (text === null || !isIsoDate(text))
    return reading.wrong(
      'type',
      syntax.range,
      text === null ? '`date` takes one written date.' : `\`${text}\` is not a day that exists.`,
      'Write `date("2017-09-11")`.',
    );
  return { op: 'literal', type: 'date', value: text, range: syntax.range };
}

export function readNamed(reading: ReadingContext, syntax: Extract<Syntax, { kind: 'call' }>): Node | null {
  const arg = syntax.args[0];
  const { range, name } = syntax;
  if (arg?.kind !== 'literal' || arg.type !== 'text' || syntax.args.length !== 1)
    return reading.wrong('type', range, `\`${name}\` takes one name in quotation marks.`, `Write \`${name}("…")\`.`);
  const id = String(arg.value);
  if (name === 'question') {
    if (reading.scope.questions.has(id)) return { op: 'question', id, range };
    return reading.wrong(
      'unknown-name',
      arg.range,
      `There is no open question \`${id}\`.${didYouMean(id, [...reading.scope.questions])}`,
      'Questions stand in the questions.yaml of the regime.',
    );
  }
  const param = reading.scope.params.get(id);
  if (param !== undefined) return { op: 'literal', type: param.type, value: param.value, param: id, range };
  return reading.wrong(
    'unknown-name',
    arg.range,
    `There is no parameter \`${id}\`.${didYouMean(id, [...reading.scope.params.keys()])}`,
    'Parameters stand in the regime.yaml of the regime.',
  );
}

export function readKnown(reading: ReadingContext, syntax: Extract<Syntax, { kind: 'call' }>): Node | null {
  if (!reading.scope.mayAskKnown)
    return reading.wrong(
      'outside-profile',
      syntax.range,
      '`known()` may stand only in a provision about the quality of data.',
      'Leave it out: what is not known makes a condition unknown by itself.',
    );
  const path = syntax.args[0] === undefined ? null : dotted(syntax.args[0]);
  if (path === null || syntax.args.length !== 1 || !reading.scope.facts.has(path))
    return reading.wrong(
      'type',
      syntax.range,
      `\`known\` takes one declared fact.${path === null ? '' : didYouMean(path, [...reading.scope.facts.keys()])}`,
      'Write `known(contract.finalisedOn)`.',
    );
  return { op: 'known', fact: path, range: syntax.range };
}

/** A text compared with a fact of a closed list must be on that list: a typing error would make a rule silently false. */
export function checkValues(reading: ReadingContext, nodes: readonly Node[]): boolean {
  const fact = nodes.find((node) => node.op === 'fact');
  const declared = fact?.op === 'fact' ? reading.scope.facts.get(fact.name) : undefined;
  if (declared === undefined) return true;
  return nodes.map((node) => checkCode(reading, node, declared.type, declared.values)).every(Boolean);
}

export function checkCode(reading: ReadingContext, node: Node, type: FactType, values?: readonly string[]): boolean {
  if (node.op !== 'literal' || typeof node.value !== 'string' || node.type !== 'text') return true;
  if ((type === 'country' || type === 'countries') && !isCountryCode(node.value)) {
    reading.wrong(
      'unknown-code',
      node.range,
      `\`${node.value}\` is not a country code.`,
      'Use ISO 3166-1 alpha-3, for example PRK or MNG.',
    );
    return false;
  }
  if (values !== undefined && !values.includes(node.value)) {
    reading.wrong(
      'unknown-code',
      node.range,
      `\`${node.value}\` is not one of ${values.join(', ')}.${didYouMean(node.value, values)}`,
      'Use a value from regimes/facts.yaml.',
    );
    return false;
  }
  return true;
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

import { isCountryCode } from '../../values/countries.ts';
import { isIsoDate } from '../../values/dates.ts';
import { didYouMean } from '../../values/nearest.ts';
import type { FactType } from '../vocabulary.ts';
import { type Comparison, type Node, type Range, typeOf, type ValueType } from './ir.ts';
import { ConditionUnreadable, parseCondition } from './parse.ts';
import { type ConditionFinding, FUNCTIONS, LIST_FACTS, REFUSED, type Reading, type Scope, valueTypeOf } from './profile.ts';
import type { Syntax } from './syntax.ts';

/** Reads a condition that must be true or false. All findings are given, not only the first. */
export function readCondition(source: string, scope: Scope): Reading {
  let syntax: Syntax;
  try {
    syntax = parseCondition(source);
  } catch (error) {
    if (!(error instanceof ConditionUnreadable)) throw error;
    return {
      node: null,
      findings: [
        {
          code: 'unreadable',
          range: error.range,
          message: `This cannot be read: ${error.message}.`,
          remedy: 'Check brackets, quotation marks and signs near this place.',
        },
      ],
    };
  }
  return typed(syntax, scope);
}

/** The second half of reading, for a tree from any parser. */
export function typed(syntax: Syntax, scope: Scope): Reading {
  const reader = new Reader(scope);
  const node = reader.read(syntax, 'bool', new Map());
  return node !== null && reader.findings.length === 0 ? { node, findings: [] } : { node: null, findings: reader.findings };
}

/** Variables of the quantifiers around a node: the list each ranges over. */
type Bound = ReadonlyMap<string, string>;
type Expected = ValueType | 'any';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const TYPE_NAMES: Readonly<Record<string, string>> = {
  bool: 'true or false',
  int: 'a whole number',
  date: 'a date',
  text: 'a text',
  list: 'a list',
};
/** Whole numbers of 32 bits: the same in JavaScript and in every SQL. */
const INT_MAX = 2_147_483_647;

class Reader {
  readonly findings: ConditionFinding[] = [];
  readonly #scope: Scope;
  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The node, or null after writing a finding: a caller then goes on to the next part, so that all is found in one pass. */
  read(syntax: Syntax, expected: Expected, bound: Bound): Node | null {
    const node = this.#readAny(syntax, bound);
    if (node === null) return null;
    const type = typeOf(node);
    if (expected !== 'any' && type !== expected)
      return this.#wrong(
        'type',
        syntax.range,
        `This is ${TYPE_NAMES[type]}, but ${TYPE_NAMES[expected]} is needed here.`,
        type === 'list' ? 'Ask about a list with `in`, `exists` or `all`.' : 'Compare it, so that the condition says what must hold.',
      );
    if (expected === 'any' && type === 'list')
      return this.#wrong(
        'type',
        syntax.range,
        'A list cannot be compared as a whole.',
        'Ask about its elements with `in`, `exists` or `all`.',
      );
    return node;
  }

  #wrong(code: ConditionFinding['code'], range: Range, message: string, remedy: string): null {
    this.findings.push({ code, range, message, remedy });
    return null;
  }

  #readAny(syntax: Syntax, bound: Bound): Node | null {
    switch (syntax.kind) {
      case 'literal':
        return this.#literal(syntax);
      case 'name':
      case 'field':
        return this.#name(syntax, bound);
      case 'list':
        return this.#wrong('outside-profile', syntax.range, 'A list may stand only after `in`.', 'Write `x in [a, b]`.');
      case 'map':
        return this.#wrong('outside-profile', syntax.range, 'Maps are not part of the profile.', 'Name the facts one by one.');
      case 'call':
        return this.#call(syntax, bound);
    }
  }

  #literal(syntax: Extract<Syntax, { kind: 'literal' }>): Node | null {
    const { range, type, value } = syntax;
    if (type === 'bool') return { op: 'literal', type, value: value === true, range };
    if (type === 'text') {
      const text = String(value);
      // Back ends quote texts differently, and a backslash is an escape in some of them: none may need one.
      if (text.includes('\\') || hasControlCharacter(text))
        return this.#wrong(
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
        return this.#wrong(
          'outside-profile',
          range,
          `The number ${String(value)} does not fit 32 bits.`,
          `Keep to numbers up to ${INT_MAX}.`,
        );
      return { op: 'literal', type, value: number, range };
    }
    if (type === 'null')
      return this.#wrong(
        'outside-profile',
        range,
        '`null` is not part of the profile.',
        'A missing fact is unknown by itself: leave the comparison out.',
      );
    return this.#wrong(
      'outside-profile',
      range,
      `A ${type === 'double' ? 'number with decimals' : type} is not part of the profile.`,
      'Use whole numbers, texts, dates, true or false.',
    );
  }

  #name(syntax: Syntax, bound: Bound): Node | null {
    const path = dotted(syntax);
    if (path === null)
      return this.#wrong(
        'outside-profile',
        syntax.range,
        'A field of a computed value is not part of the profile.',
        'Name a declared fact.',
      );
    const [head = '', ...rest] = path.split('.');
    const list = bound.get(head);
    if (list !== undefined) return this.#item(syntax, head, rest, list);
    const fact = this.#scope.facts.get(path);
    if (fact !== undefined) return { op: 'fact', name: path, type: valueTypeOf(fact.type), range: syntax.range };
    if (rest.length === 0 && this.#scope.terms.has(path)) return { op: 'term', id: path, range: syntax.range };
    const known = [...this.#scope.facts.keys(), ...this.#scope.terms];
    return this.#wrong(
      'unknown-name',
      syntax.range,
      `\`${path}\` is neither a declared fact nor a defined term.${didYouMean(path, known)}`,
      'Facts stand in regimes/facts.yaml, terms in the regime; a term must be defined above its first use.',
    );
  }

  #item(syntax: Syntax, name: string, rest: readonly string[], list: string): Node | null {
    const shape = this.#elementOf(list);
    if (shape === 'text') {
      if (rest.length > 0)
        return this.#wrong('type', syntax.range, `The elements of \`${list}\` are plain texts without fields.`, `Write \`${name}\` alone.`);
      return { op: 'item', of: name, field: null, type: 'text', range: syntax.range };
    }
    const field = rest.length === 1 ? rest[0] : undefined;
    const type = field === undefined ? undefined : shape[field];
    if (field === undefined || type === undefined)
      return this.#wrong(
        'unknown-name',
        syntax.range,
        `An element of \`${list}\` has the fields ${Object.keys(shape).join(', ')}.${field === undefined ? '' : didYouMean(field, Object.keys(shape))}`,
        `Write \`${name}.${Object.keys(shape)[0] ?? ''}\`.`,
      );
    return { op: 'item', of: name, field, type, range: syntax.range };
  }

  #elementOf(list: string): Readonly<Record<string, ValueType>> | 'text' {
    const fact = this.#scope.facts.get(list);
    return (fact === undefined ? undefined : LIST_FACTS[fact.type]) ?? 'text';
  }

  #call(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const { name, args, range } = syntax;
    if (syntax.on === null) {
      if (name === '&&' || name === '||') return this.#junction(syntax, bound);
      if (COMPARISONS.has(name)) return this.#compare(syntax, name as Comparison, bound);
      switch (name) {
        case '!_': {
          const arg = this.#only(syntax, 0, 'bool', bound);
          return arg && { op: 'not', arg, range };
        }
        case '?:':
          return this.#choice(syntax, bound);
        case 'in':
          return this.#membership(syntax, bound);
        case 'date':
          return this.#date(syntax);
        case 'question':
        case 'param':
          return this.#named(syntax);
        case 'known':
          return this.#known(syntax);
        case 'before':
        case 'daysBetween':
        case 'addDays':
        case 'addMonths':
        case 'addYears':
          return this.#dates(syntax, bound);
      }
    } else if (name === 'exists' || name === 'all') return this.#quantifier(syntax, bound);
    const refused = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
    if (refused !== undefined)
      return this.#wrong(
        'outside-profile',
        range,
        `${refused[0].replace(/^[a-z]/, (c) => c.toUpperCase())} is not part of the profile.`,
        refused[1],
      );
    return this.#wrong(
      'unknown-name',
      range,
      `There is no function \`${name}\`.${didYouMean(name, FUNCTIONS)}`,
      `The functions are ${FUNCTIONS.join(', ')}; ${args.length === 0 ? 'facts are named without brackets' : 'exists and all stand behind a list'}.`,
    );
  }

  #only(syntax: Extract<Syntax, { kind: 'call' }>, index: number, expected: Expected, bound: Bound): Node | null {
    const arg = syntax.args[index];
    return arg === undefined
      ? this.#wrong('type', syntax.range, `\`${syntax.name}\` lacks an argument.`, 'See docs/law-authoring.md for its form.')
      : this.read(arg, expected, bound);
  }

  /** `a && b && c` becomes one node of three. */
  #junction(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const op = syntax.name === '&&' ? 'and' : 'or';
    const args: (Node | null)[] = [];
    const flatten = (part: Syntax): void => {
      if (part.kind === 'call' && part.on === null && part.name === syntax.name) part.args.forEach(flatten);
      else args.push(this.read(part, 'bool', bound));
    };
    syntax.args.forEach(flatten);
    return complete(args) ? { op, args, range: syntax.range } : null;
  }

  #compare(syntax: Extract<Syntax, { kind: 'call' }>, how: Comparison, bound: Bound): Node | null {
    const left = this.#only(syntax, 0, 'any', bound);
    const right = this.#only(syntax, 1, 'any', bound);
    if (left === null || right === null) return null;
    if (typeOf(left) !== typeOf(right))
      return this.#wrong(
        'type',
        syntax.range,
        `${upperFirst(TYPE_NAMES[typeOf(left)])} is compared with ${TYPE_NAMES[typeOf(right)]}.`,
        dateRemedy(left, right),
      );
    if (how !== '==' && how !== '!=' && typeOf(left) !== 'date' && typeOf(left) !== 'int')
      return this.#wrong(
        'outside-profile',
        syntax.range,
        'Only dates and whole numbers have an order here.',
        'Use `==`, `!=` or `in`: the order of texts differs between systems.',
      );
    return this.#checkValues([left, right]) ? { op: 'compare', how, left, right, range: syntax.range } : null;
  }

  #choice(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const test = this.#only(syntax, 0, 'bool', bound);
    const then = this.#only(syntax, 1, 'any', bound);
    const otherwise = this.#only(syntax, 2, 'any', bound);
    if (test === null || then === null || otherwise === null) return null;
    const type = typeOf(then);
    if (type === 'list' || type !== typeOf(otherwise))
      return this.#wrong('type', syntax.range, 'Both outcomes of `? :` need one type.', 'Write two values of the same type.');
    return { op: 'if', type, test, then, else: otherwise, range: syntax.range };
  }

  #membership(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const [itemSyntax, listSyntax] = syntax.args;
    if (itemSyntax === undefined || listSyntax === undefined) return null;
    const item = this.read(itemSyntax, 'any', bound);
    if (listSyntax.kind === 'list') {
      const options = listSyntax.items.map((option) => this.read(option, item === null ? 'any' : (typeOf(item) as ValueType), bound));
      if (item === null || !complete(options)) return null;
      return this.#checkValues([item, ...options]) ? { op: 'oneOf', item, options, range: syntax.range } : null;
    }
    const list = dotted(listSyntax);
    const fact = list === null ? undefined : this.#scope.facts.get(list);
    if (list === null || fact === undefined) {
      this.#name(listSyntax, bound);
      return null;
    }
    if (LIST_FACTS[fact.type] !== 'text')
      return this.#wrong(
        'type',
        listSyntax.range,
        `\`${list}\` is not a list of plain values.`,
        fact.type === 'approvals' ? `Write \`${list}.exists(a, …)\`.` : 'Use `==`.',
      );
    if (item === null) return null;
    if (typeOf(item) !== 'text') return this.#wrong('type', itemSyntax.range, `\`${list}\` holds texts.`, 'Look for a text in it.');
    return this.#checkCode(item, fact.type) ? { op: 'contains', item, list, range: syntax.range } : null;
  }

  #date(syntax: Extract<Syntax, { kind: 'call' }>): Node | null {
    const arg = syntax.args[0];
    const text = arg?.kind === 'literal' && arg.type === 'text' && syntax.args.length === 1 ? String(arg.value) : null;
    if (text === null || !isIsoDate(text))
      return this.#wrong(
        'type',
        syntax.range,
        text === null ? '`date` takes one written date.' : `\`${text}\` is not a day that exists.`,
        'Write `date("2017-09-11")`.',
      );
    return { op: 'literal', type: 'date', value: text, range: syntax.range };
  }

  #named(syntax: Extract<Syntax, { kind: 'call' }>): Node | null {
    const arg = syntax.args[0];
    const { range, name } = syntax;
    if (arg?.kind !== 'literal' || arg.type !== 'text' || syntax.args.length !== 1)
      return this.#wrong('type', range, `\`${name}\` takes one name in quotation marks.`, `Write \`${name}("…")\`.`);
    const id = String(arg.value);
    if (name === 'question') {
      if (this.#scope.questions.has(id)) return { op: 'question', id, range };
      return this.#wrong(
        'unknown-name',
        arg.range,
        `There is no open question \`${id}\`.${didYouMean(id, [...this.#scope.questions])}`,
        'Questions stand in the questions.yaml of the regime.',
      );
    }
    const param = this.#scope.params.get(id);
    if (param !== undefined) return { op: 'literal', type: param.type, value: param.value, param: id, range };
    return this.#wrong(
      'unknown-name',
      arg.range,
      `There is no parameter \`${id}\`.${didYouMean(id, [...this.#scope.params.keys()])}`,
      'Parameters stand in the regime.yaml of the regime.',
    );
  }

  #known(syntax: Extract<Syntax, { kind: 'call' }>): Node | null {
    if (!this.#scope.mayAskKnown)
      return this.#wrong(
        'outside-profile',
        syntax.range,
        '`known()` may stand only in a provision about the quality of data.',
        'Leave it out: what is not known makes a condition unknown by itself.',
      );
    const path = syntax.args[0] === undefined ? null : dotted(syntax.args[0]);
    if (path === null || syntax.args.length !== 1 || !this.#scope.facts.has(path))
      return this.#wrong(
        'type',
        syntax.range,
        `\`known\` takes one declared fact.${path === null ? '' : didYouMean(path, [...this.#scope.facts.keys()])}`,
        'Write `known(contract.finalisedOn)`.',
      );
    return { op: 'known', fact: path, range: syntax.range };
  }

  #dates(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const { name, range } = syntax;
    const first = this.#only(syntax, 0, 'date', bound);
    const adding = name.startsWith('add');
    const second = this.#only(syntax, 1, adding ? 'int' : 'date', bound);
    if (syntax.args.length > 2)
      return this.#wrong('type', range, `\`${name}\` takes two arguments.`, 'See docs/law-authoring.md for its form.');
    if (first === null || second === null) return null;
    if (name === 'before') return { op: 'before', left: first, right: second, range };
    if (name === 'daysBetween') return { op: 'daysBetween', from: first, to: second, range };
    return { op: 'add', unit: name.slice(3).toLowerCase() as 'days' | 'months' | 'years', date: first, count: second, range };
  }

  #quantifier(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const { name, range, on, args } = syntax;
    const list = on === null ? null : dotted(on);
    const fact = list === null ? undefined : this.#scope.facts.get(list);
    const [variable, body] = args;
    if (list === null || fact === undefined || LIST_FACTS[fact.type] === undefined)
      return this.#wrong(
        'type',
        on?.range ?? range,
        `\`${name}\` stands behind a declared list.${list === null ? '' : didYouMean(list, [...this.#scope.facts.keys()])}`,
        'Write `approvals.exists(a, …)`.',
      );
    if (variable?.kind !== 'name' || body === undefined || args.length !== 2)
      return this.#wrong(
        'type',
        range,
        `\`${name}\` takes a name for the element and a condition on it.`,
        `Write \`${list}.${name}(a, …)\`.`,
      );
    if (bound.size > 0)
      return this.#wrong('outside-profile', range, 'A list inside a list is not part of the profile.', 'Split the condition in two.');
    if (this.#scope.facts.has(variable.name) || this.#scope.terms.has(variable.name))
      return this.#wrong(
        'type',
        variable.range,
        `\`${variable.name}\` already names a fact or a term.`,
        'Choose another name for the element.',
      );
    const inner = this.read(body, 'bool', new Map([...bound, [variable.name, list]]));
    return inner && { op: name as 'exists' | 'all', list, as: variable.name, body: inner, range };
  }

  /** A text compared with a fact of a closed list must be on that list: a typing error would make a rule silently false. */
  #checkValues(nodes: readonly Node[]): boolean {
    const fact = nodes.find((node) => node.op === 'fact');
    const declared = fact?.op === 'fact' ? this.#scope.facts.get(fact.name) : undefined;
    if (declared === undefined) return true;
    return nodes.map((node) => this.#checkCode(node, declared.type, declared.values)).every(Boolean);
  }

  #checkCode(node: Node, type: FactType, values?: readonly string[]): boolean {
    if (node.op !== 'literal' || typeof node.value !== 'string' || node.type !== 'text') return true;
    if ((type === 'country' || type === 'countries') && !isCountryCode(node.value)) {
      this.#wrong(
        'unknown-code',
        node.range,
        `\`${node.value}\` is not a country code.`,
        'Use ISO 3166-1 alpha-3, for example PRK or MNG.',
      );
      return false;
    }
    if (values !== undefined && !values.includes(node.value)) {
      this.#wrong(
        'unknown-code',
        node.range,
        `\`${node.value}\` is not one of ${values.join(', ')}.${didYouMean(node.value, values)}`,
        'Use a value from regimes/facts.yaml.',
      );
      return false;
    }
    return true;
  }
}

function complete(nodes: readonly (Node | null)[]): nodes is readonly Node[] {
  return !nodes.includes(null);
}

function upperFirst(text: string | undefined): string {
  return text === undefined ? '' : text.charAt(0).toUpperCase() + text.slice(1);
}

function dateRemedy(left: Node, right: Node): string {
  return [left, right].some((node) => typeOf(node) === 'date') ? 'Write a date as `date("2017-09-11")`.' : 'Compare values of one type.';
}

/** `a.b.c` as one name, or null where something else stands in front of a dot. */
function dotted(syntax: Syntax): string | null {
  if (syntax.kind === 'name') return syntax.name;
  if (syntax.kind !== 'field') return null;
  const head = dotted(syntax.of);
  return head === null ? null : `${head}.${syntax.name}`;
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

import { didYouMean } from '../../values/nearest.ts';
import { type Bound, dotted, ReadingContext } from './context.ts';
import { type Comparison, type Node, typeOf, type ValueType } from './ir.ts';
import { checkCode, checkValues, readDate, readKnown, readLiteral, readName, readNamed } from './leaves.ts';
import { ConditionUnreadable, parseCondition } from './parse.ts';
import { FUNCTIONS, LIST_FACTS, REFUSED, type Reading, type Scope } from './profile.ts';
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
  const reading = new ReadingContext(scope);
  const node = new Reader(reading).read(syntax, 'bool', new Map());
  return node !== null && reading.findings.length === 0 ? { node, findings: [] } : { node: null, findings: reading.findings };
}

type Expected = ValueType | 'any';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const TYPE_NAMES: Readonly<Record<string, string>> = {
  bool: 'true or false',
  int: 'a whole number',
  date: 'a date',
  text: 'a text',
  list: 'a list',
};

class Reader {
  readonly #reading: ReadingContext;
  constructor(reading: ReadingContext) {
    this.#reading = reading;
  }

  /** The node, or null after writing a finding: a caller then goes on to the next part, so that all is found in one pass. */
  read(syntax: Syntax, expected: Expected, bound: Bound): Node | null {
    const node = this.#readAny(syntax, bound);
    if (node === null) return null;
    const type = typeOf(node);
    if (expected !== 'any' && type !== expected)
      return this.#reading.wrong(
        'type',
        syntax.range,
        `This is ${TYPE_NAMES[type]}, but ${TYPE_NAMES[expected]} is needed here.`,
        type === 'list' ? 'Ask about a list with `in`, `exists` or `all`.' : 'Compare it, so that the condition says what must hold.',
      );
    if (expected === 'any' && type === 'list')
      return this.#reading.wrong(
        'type',
        syntax.range,
        'A list cannot be compared as a whole.',
        'Ask about its elements with `in`, `exists` or `all`.',
      );
    return node;
  }

  #readAny(syntax: Syntax, bound: Bound): Node | null {
    switch (syntax.kind) {
      case 'literal':
        return readLiteral(this.#reading, syntax);
      case 'name':
      case 'field':
        return readName(this.#reading, syntax, bound);
      case 'list':
        return this.#reading.wrong('outside-profile', syntax.range, 'A list may stand only after `in`.', 'Write `x in [a, b]`.');
      case 'map':
        return this.#reading.wrong('outside-profile', syntax.range, 'Maps are not part of the profile.', 'Name the facts one by one.');
      case 'call':
        return this.#call(syntax, bound);
    }
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
          return readDate(this.#reading, syntax);
        case 'question':
        case 'param':
          return readNamed(this.#reading, syntax);
        case 'known':
          return readKnown(this.#reading, syntax);
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
      return this.#reading.wrong(
        'outside-profile',
        range,
        `${refused[0].replace(/^[a-z]/, (c) => c.toUpperCase())} is not part of the profile.`,
        refused[1],
      );
    return this.#reading.wrong(
      'unknown-name',
      range,
      `There is no function \`${name}\`.${didYouMean(name, FUNCTIONS)}`,
      `The functions are ${FUNCTIONS.join(', ')}; ${args.length === 0 ? 'facts are named without brackets' : 'exists and all stand behind a list'}.`,
    );
  }

  #only(syntax: Extract<Syntax, { kind: 'call' }>, index: number, expected: Expected, bound: Bound): Node | null {
    const arg = syntax.args[index];
    return arg === undefined
      ? this.#reading.wrong('type', syntax.range, `\`${syntax.name}\` lacks an argument.`, 'See docs/law-authoring.md for its form.')
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
      return this.#reading.wrong(
        'type',
        syntax.range,
        `${upperFirst(TYPE_NAMES[typeOf(left)])} is compared with ${TYPE_NAMES[typeOf(right)]}.`,
        dateRemedy(left, right),
      );
    if (how !== '==' && how !== '!=' && typeOf(left) !== 'date' && typeOf(left) !== 'int')
      return this.#reading.wrong(
        'outside-profile',
        syntax.range,
        'Only dates and whole numbers have an order here.',
        'Use `==`, `!=` or `in`: the order of texts differs between systems.',
      );
    return checkValues(this.#reading, [left, right]) ? { op: 'compare', how, left, right, range: syntax.range } : null;
  }

  #choice(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const test = this.#only(syntax, 0, 'bool', bound);
    const then = this.#only(syntax, 1, 'any', bound);
    const otherwise = this.#only(syntax, 2, 'any', bound);
    if (test === null || then === null || otherwise === null) return null;
    const type = typeOf(then);
    if (type === 'list' || type !== typeOf(otherwise))
      return this.#reading.wrong('type', syntax.range, 'Both outcomes of `? :` need one type.', 'Write two values of the same type.');
    return { op: 'if', type, test, then, else: otherwise, range: syntax.range };
  }

  #membership(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const [itemSyntax, listSyntax] = syntax.args;
    if (itemSyntax === undefined || listSyntax === undefined) return null;
    const item = this.read(itemSyntax, 'any', bound);
    if (listSyntax.kind === 'list') {
      const options = listSyntax.items.map((option) => this.read(option, item === null ? 'any' : (typeOf(item) as ValueType), bound));
      if (item === null || !complete(options)) return null;
      return checkValues(this.#reading, [item, ...options]) ? { op: 'oneOf', item, options, range: syntax.range } : null;
    }
    const list = dotted(listSyntax);
    const fact = list === null ? undefined : this.#reading.scope.facts.get(list);
    if (list === null || fact === undefined) {
      readName(this.#reading, listSyntax, bound);
      return null;
    }
    if (LIST_FACTS[fact.type] !== 'text')
      return this.#reading.wrong(
        'type',
        listSyntax.range,
        `\`${list}\` is not a list of plain values.`,
        fact.type === 'approvals' ? `Write \`${list}.exists(a, …)\`.` : 'Use `==`.',
      );
    if (item === null) return null;
    if (typeOf(item) !== 'text') return this.#reading.wrong('type', itemSyntax.range, `\`${list}\` holds texts.`, 'Look for a text in it.');
    return checkCode(this.#reading, item, fact.type) ? { op: 'contains', item, list, range: syntax.range } : null;
  }

  #dates(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const { name, range } = syntax;
    const first = this.#only(syntax, 0, 'date', bound);
    const adding = name.startsWith('add');
    const second = this.#only(syntax, 1, adding ? 'int' : 'date', bound);
    if (syntax.args.length > 2)
      return this.#reading.wrong('type', range, `\`${name}\` takes two arguments.`, 'See docs/law-authoring.md for its form.');
    if (first === null || second === null) return null;
    if (name === 'before') return { op: 'before', left: first, right: second, range };
    if (name === 'daysBetween') return { op: 'daysBetween', from: first, to: second, range };
    return { op: 'add', unit: name.slice(3).toLowerCase() as 'days' | 'months' | 'years', date: first, count: second, range };
  }

  #quantifier(syntax: Extract<Syntax, { kind: 'call' }>, bound: Bound): Node | null {
    const { name, range, on, args } = syntax;
    const list = on === null ? null : dotted(on);
    const fact = list === null ? undefined : this.#reading.scope.facts.get(list);
    const [variable, body] = args;
    if (list === null || fact === undefined || LIST_FACTS[fact.type] === undefined)
      return this.#reading.wrong(
        'type',
        on?.range ?? range,
        `\`${name}\` stands behind a declared list.${list === null ? '' : didYouMean(list, [...this.#reading.scope.facts.keys()])}`,
        'Write `approvals.exists(a, …)`.',
      );
    if (variable?.kind !== 'name' || body === undefined || args.length !== 2)
      return this.#reading.wrong(
        'type',
        range,
        `\`${name}\` takes a name for the element and a condition on it.`,
        `Write \`${list}.${name}(a, …)\`.`,
      );
    if (bound.size > 0)
      return this.#reading.wrong(
        'outside-profile',
        range,
        'A list inside a list is not part of the profile.',
        'Split the condition in two.',
      );
    if (this.#reading.scope.facts.has(variable.name) || this.#reading.scope.terms.has(variable.name))
      return this.#reading.wrong(
        'type',
        variable.range,
        `\`${variable.name}\` already names a fact or a term.`,
        'Choose another name for the element.',
      );
    const inner = this.read(body, 'bool', new Map([...bound, [variable.name, list]]));
    return inner && { op: name as 'exists' | 'all', list, as: variable.name, body: inner, range };
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

import { type Node, typeOf, walk } from '../../law/condition/ir.ts';
import { indented, Locals, literal, type Surroundings, UNKNOWN, type Written } from './text.ts';

/** Writes conditions as expressions of one function. They answer as the closures of `closures.ts` do, part by part. */
export class Expressions {
  readonly #module: Surroundings;
  readonly #regime: string;
  readonly #locals: Locals;

  constructor(module: Surroundings, regime: string, locals: Locals) {
    this.#module = module;
    this.#regime = regime;
    this.#locals = locals;
  }

  /** The name of a variable of its own, for what is no node. */
  local(): string {
    return this.#locals.fresh();
  }

  write(node: Node): Written {
    switch (node.op) {
      case 'literal': {
        const text = literal(node.value);
        return { node, set: text, get: text, parts: [] };
      }
      case 'fact':
        return this.#fact(node);
      case 'item': {
        const field = node.field === null ? 'item' : `item === null ? null : item.${node.field}`;
        return this.#kept(node, node.type === 'bool' ? truthOf(`(${field})`) : field);
      }
      case 'question':
        return this.#kept(node, `${this.#module.question(node.id)}(s, host, asOf)`);
      case 'term':
        return this.#term(node);
      case 'known':
        return this.#kept(node, `v[${this.#module.factAt(node.fact)}] === null ? 0 : 3`);
      case 'not': {
        const arg = this.write(node.arg);
        return this.#kept(node, `${arg.set} === 1 ? 1 : 3 - ${arg.get}`, [arg]);
      }
      case 'and':
      case 'or':
        return this.#junction(node);
      case 'if': {
        const [test, then, otherwise] = [this.write(node.test), this.write(node.then), this.write(node.else)];
        const unknown = node.type === 'bool' ? UNKNOWN : 'null';
        return this.#kept(node, `${test.set} === 1 ? ${unknown} : ${test.get} === 3 ? ${then.set} : ${otherwise.set}`, [
          test,
          then,
          otherwise,
        ]);
      }
      case 'compare': {
        const sign = node.how === '==' ? '===' : node.how === '!=' ? '!==' : node.how;
        return this.#strict(node, [node.left, node.right], UNKNOWN, (left, right) => `${left} ${sign} ${right} ? 3 : 0`);
      }
      case 'before':
        return this.#strict(
          node,
          [node.left, node.right],
          UNKNOWN,
          (left, right) => `${left} === ${right} ? 1 : ${left} < ${right} ? 3 : 0`,
        );
      case 'oneOf':
        return this.#oneOf(node);
      case 'contains': {
        const item = this.write(node.item);
        const test = isNullable(node.item) ? 'holdsMaybe' : 'holds';
        return this.#kept(node, `${test}(v[${this.#module.factAt(node.list)}], ${item.set})`, [item]);
      }
      case 'exists':
      case 'all':
        return this.#kept(node, `${this.#quantifier(node)}(v, s, host, asOf)`);
      case 'add':
        return this.#strict(node, [node.date, node.count], 'null', (day, count) => `addToDate(${day}, ${literal(node.unit)}, ${count})`);
      case 'daysBetween':
        return this.#strict(node, [node.from, node.to], 'null', (from, to) => `daysBetween(${from}, ${to})`);
    }
  }

  /** An expression whose value is kept in a variable of its own: what is missing may ask for it again. */
  #kept(node: Node, expression: string, parts: readonly Written[] = []): Written {
    const get = this.#locals.fresh();
    return { node, set: `(${get} = ${expression})`, get, parts };
  }

  #fact(node: Extract<Node, { op: 'fact' }>): Written {
    if (node.name === 'host' || node.name === 'asOf') return { node, set: node.name, get: node.name, parts: [] };
    const value = `v[${this.#module.factAt(node.name)}]`;
    return this.#kept(node, node.type === 'bool' ? truthOf(value) : value);
  }

  #term(node: Extract<Node, { op: 'term' }>): Written {
    const at = this.#module.term(this.#regime, node.id, !this.#locals.keepsTerms);
    const call = `term${at}(v, s, host, asOf)`;
    if (!this.#locals.keepsTerms) return this.#kept(node, call);
    const get = this.#locals.ofTerm(at);
    return { node, set: `(${get} >= 0 ? ${get} : (${get} = ${call}))`, get, parts: [] };
  }

  /** A part that decides ends it; else every part has been computed, and together they are the answer. */
  #junction(node: Extract<Node, { op: 'and' | 'or' }>): Written {
    const parts = node.args.map((arg) => this.write(arg));
    const [deciding, sign] = node.op === 'and' ? ['0', ' & '] : ['3', ' | '];
    const last = parts.at(-1);
    if (last === undefined) return this.#kept(node, node.op === 'and' ? '3' : '0');
    const early = parts.slice(0, -1).map((part) => `${part.set} === ${deciding}`);
    const together = [...parts.slice(0, -1).map((part) => part.get), last.set].join(sign);
    return this.#kept(node, early.length === 0 ? last.set : `${early.join(' || ')} ? ${deciding} : ${together}`, parts);
  }

  /** A node that is unknown as soon as one of its two sides is. */
  #strict(node: Node, sides: readonly [Node, Node], unknown: string, form: (left: string, right: string) => string): Written {
    const [left, right] = [this.write(sides[0]), this.write(sides[1])];
    const tests = [left, right].filter((side) => isNullable(side.node)).map((side) => `${side.set} === ${nullOf(side.node)}`);
    // A side that cannot be unknown is still to be computed, before it is named.
    const [a, b] = [left, right].map((side) => (isNullable(side.node) ? side.get : side.set));
    const reads = form(a ?? '', b ?? '');
    return this.#kept(node, tests.length === 0 ? reads : `${tests.join(' || ')} ? ${unknown} : ${reads}`, [left, right]);
  }

  #oneOf(node: Extract<Node, { op: 'oneOf' }>): Written {
    const item = this.write(node.item);
    const options = node.options.map((option) => this.write(option));
    const nothing = nullOf(node.item);
    if (options.length === 0) return this.#kept(node, '0', [item]);
    if (options.every((option) => !isNullable(option.node))) {
      const hit = options.map((option) => `${item.get} === ${option.set}`).join(' || ');
      const test = isNullable(node.item) ? `${item.set} === ${nothing} ? 1 : ` : '';
      return this.#kept(node, test === '' ? `(${item.set}, ${hit}) ? 3 : 0` : `${test}${hit} ? 3 : 0`, [item, ...options]);
    }
    const all = [item, ...options].map((part) => part.set).join(', ');
    const hit = options.map((option) => `${item.get} === ${option.get}`).join(' || ');
    const gap = options.map((option) => `${option.get} === ${nothing}`).join(' || ');
    return this.#kept(node, `(${all}, ${item.get}) === ${nothing} ? 1 : ${hit} ? 3 : ${gap} ? 1 : 0`, [item, ...options]);
  }

  #quantifier(node: Extract<Node, { op: 'exists' | 'all' }>): string {
    const locals = new Locals();
    const body = new Expressions(this.#module, this.#regime, locals).write(node.body);
    const [hit, rest, sign] = node.op === 'exists' ? ['3', '0', '|'] : ['0', '3', '&'];
    const lines = [
      `const list = v[${this.#module.factAt(node.list)}];`,
      'if (list === null) return 1;',
      `${locals.declared()}let all = ${rest};`,
      'for (let i = 0; i < list.length; i++) {',
      '  const item = list[i];',
      `  if (${body.set} === ${hit}) return ${hit};`,
      `  all ${sign}= ${body.get};`,
      '}',
      'return all;',
    ];
    return this.#module.addFunction(node.op, `function $(v, s, host, asOf) {\n${indented(lines.join('\n'))}\n}`);
  }
}

function truthOf(value: string): string {
  return `${value} === true ? 3 : ${value} === false ? 0 : 1`;
}

/** How unknown is written for a node of this type. */
export function nullOf(node: Node): string {
  return typeOf(node) === 'bool' ? UNKNOWN : 'null';
}

/** A condition on elements that is unknown only where the list or a field of an element is. */
export function isAboutElementsAlone(body: Node): boolean {
  return [...walk(body)].every((node) => ['item', 'not', 'and', 'or', 'compare', 'oneOf'].includes(node.op) || !isNullable(node));
}

/** Whether a node can be unknown on a case that passed the door. */
export function isNullable(node: Node): boolean {
  return !(node.op === 'literal' || (node.op === 'fact' && ['host', 'act', 'asOf'].includes(node.name)));
}

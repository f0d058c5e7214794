import { factsOf, type Node, walk } from '../../law/condition/ir.ts';
import { REQUIRED_FACTS } from '../../law/vocabulary.ts';
import { Expressions, isAboutElementsAlone, isNullable, nullOf } from './expressions.ts';
import { indented, Locals, type Surroundings, type Written } from './text.ts';

/** Writes the statements that note what makes a condition unknown: the way of `src/decide/missing.ts`, on values that are already there. */
export class Missing {
  readonly #module: Surroundings;
  readonly #regime: string;
  readonly #locals: Locals;
  readonly #list: string | null;

  constructor(module: Surroundings, regime: string, locals: Locals, list: string | null = null) {
    this.#module = module;
    this.#regime = regime;
    this.#locals = locals;
    this.#list = list;
  }

  /** @param computed whether the value of the node is in its variable when the statements run */
  whereUnknown(written: Written, computed: boolean): string {
    const { node } = written;
    if (!isNullable(node) || node.op === 'known') return '';
    const now = computed ? written : new Expressions(this.#module, this.#regime, this.#locals).write(node);
    return when(`${computed ? now.get : now.set} === ${nullOf(node)}`, this.#below(now));
  }

  /** The same for a node that is unknown for certain but was computed in another function. */
  whereItIs(written: Written): string {
    const { op } = written.node;
    const readsParts = op === 'and' || op === 'or' || op === 'not' || op === 'if';
    return readsParts ? this.whereUnknown(written, false) : this.#below(written);
  }

  /** The same for a node that is known to be unknown. */
  #below(written: Written): string {
    const { node, parts } = written;
    const each = (computed: boolean): string => parts.map((part) => this.whereUnknown(part, computed)).join('');
    switch (node.op) {
      case 'fact':
        return this.#note([node.name]);
      case 'item':
        return this.#note(this.#list === null ? [] : [this.#list]);
      case 'question':
        return this.#note([`interpretation.${node.id}`]);
      case 'term':
        return `missingInTerm${this.#module.term(this.#regime, node.id, false)}(v, s, host, asOf);\n`;
      case 'not':
      case 'and':
      case 'or':
        return each(true); // an unknown junction met no part that decides, so it computed them all
      case 'if': {
        const [test, then, otherwise] = parts;
        if (test === undefined || then === undefined || otherwise === undefined) return '';
        return (
          this.whereUnknown(test, true) +
          when(`${test.get} !== 0`, this.whereUnknown(then, false)) +
          when(`${test.get} !== 3`, this.whereUnknown(otherwise, false))
        );
      }
      case 'contains':
        if (!isNullable(node.item)) return this.#note([node.list]);
        return when(`hasGap(v[${this.#module.factAt(node.list)}])`, this.#note([node.list])) + each(false);
      case 'exists':
      case 'all':
        if (isAboutElementsAlone(node.body)) return this.#note([node.list]);
        return `${this.#elements(node)}(v, s, host, asOf);\n`;
      case 'before':
      case 'add':
      case 'daysBetween':
        return this.#strict(written);
      default:
        return each(false);
    }
  }

  /** Where both sides are known the node is unknown by itself, and whatever stands below it may change that. */
  #strict({ node, parts }: Written): string {
    const names = factsOf(node);
    if (this.#list !== null && [...walk(node)].some((part) => part.op === 'item')) names.push(this.#list);
    const sides = parts.map((part) => new Expressions(this.#module, this.#regime, this.#locals).write(part.node));
    const known = sides.filter((side) => isNullable(side.node)).map((side) => `${side.set} !== ${nullOf(side.node)}`);
    const whole = this.#note(names);
    const inner = parts.map((part) => this.whereUnknown(part, false)).join('');
    return (known.length === 0 ? whole : when(known.join(' && '), whole)) + inner;
  }

  #elements(node: Extract<Node, { op: 'exists' | 'all' }>): string {
    const locals = new Locals();
    const body = new Expressions(this.#module, this.#regime, locals).write(node.body);
    const inner = new Missing(this.#module, this.#regime, locals, node.list).whereUnknown(body, false);
    const leaves = new Missing(this.#module, this.#regime, locals).#leaves(node.body);
    const lines = [
      locals.declared().trimEnd(),
      `const list = v[${this.#module.factAt(node.list)}];`,
      `if (list === null) {\n${indented(`${this.#module.note(node.list)}\n${leaves}`)}  return;\n}`,
      `for (let i = 0; i < list.length; i++) {`,
      '  const item = list[i];',
      indented(inner).trimEnd(),
      '}',
    ];
    return this.#module.addFunction('missingElements', `function $(v, s, host, asOf) {\n${indented(lines.join('\n'))}\n}`);
  }

  /** Nobody knows yet what the elements will be asked, so every unknown fact of the body may come to matter. */
  #leaves(body: Node): string {
    return [...walk(body)]
      .map((node) => {
        if (node.op === 'contains') return when(`hasGap(v[${this.#module.factAt(node.list)}])`, this.#note([node.list]));
        if (node.op !== 'fact' && node.op !== 'question' && node.op !== 'term') return '';
        return this.whereUnknown(new Expressions(this.#module, this.#regime, this.#locals).write(node), false);
      })
      .join('');
  }

  #note(names: readonly string[]): string {
    return names
      .filter((name) => !(REQUIRED_FACTS as readonly string[]).includes(name))
      .map((name) => `${this.#module.note(name)}\n`)
      .join('');
  }
}

export function when(test: string, statements: string): string {
  if (statements === '') return '';
  return /^[^\n]*\n$/.test(statements) && !statements.startsWith('if')
    ? `if (${test}) ${statements}`
    : `if (${test}) {\n${indented(statements)}}\n`;
}

import type { Act } from '../../law/vocabulary.ts';
import { addToDate } from '../../values/dates.ts';
import type { ReadyException, ReadyProvision } from '../programme.ts';
import { Expressions } from './expressions.ts';
import { Missing, when } from './missing.ts';
import type { Module } from './module.ts';
import { indented, Locals, literal, type Written } from './text.ts';

/** Texts of up to this many provisions are looked up by the combination of their values: 3 to the 8th are 6,561. */
const LOOKED_UP = 8;

/** Writes the function that settles one act under one set of provisions. @returns its name */
export function writeAct(
  module: Module,
  act: Act,
  provisions: readonly ReadyProvision[],
  regimeOf: (provision: ReadyProvision) => string,
): string {
  const locals = new Locals(true);
  const periods = new Periods(provisions);
  const days = [...new Set(provisions.flatMap(({ rule }) => (rule.duty === null ? [] : [rule.duty.by])))].sort();
  const blocks = provisions.map((provision, index) =>
    new ActBlock(module, act, locals, regimeOf(provision), periods, days, provisions.length <= LOOKED_UP).write(provision, index),
  );
  const { vocabulary, at } = module.programme;
  const start = [
    locals.declared(),
    periods.declared(),
    'let unCertain = 0, unPossible = 0, stateCertain = 0, statePossible = 0, lifted = false;\n',
    `let day = ${days.length}, values = ${provisions.length <= LOOKED_UP ? '0' : "''"};\n`,
  ].join('');
  const isProtected = vocabulary.facts.length === 0 ? 'false' : `v[${at.returnProhibited}] === true || v[${at.assessment}] === "pending"`;
  const ids = literalList(provisions.map(({ rule }) => rule.id));
  const list = provisions.length <= LOOKED_UP ? module.addConstant('texts', `textsOf(${ids})`) : null;
  const dayList = module.addConstant('days', `[${[...days.map((day) => literal(day)), 'null'].join(', ')}]`);
  const end = [
    `const isProtected = ${isProtected};\n`,
    `return settled(unCertain, unPossible, stateCertain, statePossible, lifted, isProtected ? null : ${dayList}[day], isProtected, ${list === null ? 'values' : `${list}[values]`});`,
  ].join('');
  return module.addFunction(`${act}`, `function $(v, s, host, asOf) {\n${indented(`${start}${blocks.join('')}${end}`)}\n}`);
}

function literalList(texts: readonly string[]): string {
  return JSON.stringify(texts);
}

class ActBlock {
  readonly #act: Act;
  readonly #expressions: Expressions;
  readonly #missing: Missing;
  readonly #periods: Periods;
  readonly #days: readonly string[];
  readonly #isLookedUp: boolean;
  readonly #label: string;

  constructor(module: Module, act: Act, locals: Locals, regime: string, periods: Periods, days: readonly string[], isLookedUp: boolean) {
    this.#act = act;
    this.#expressions = new Expressions(module, regime, locals);
    this.#missing = new Missing(module, regime, locals);
    this.#periods = periods;
    this.#days = days;
    this.#isLookedUp = isLookedUp;
    this.#label = 'provision';
  }

  /** A block that is left as soon as the provision is false. */
  write(provision: ReadyProvision, index: number): string {
    const { rule } = provision;
    const leave = `break ${this.#label};\n`;
    const reach = this.#reach(provision);
    const exceptions = provision.unless.map((exception) => this.#exception(exception));
    const isUn = provision.layer === 'un';
    const reached = reach.map((part) => part.get).join(' & ') || '3';
    const steps = [
      ...reach.map((part) => `if (${part.set} === 0) ${leave}`),
      ...exceptions.map(
        ({ value }) => `if (${value.set} === 3) { ${isUn ? `if ((${reached}) === 3) lifted = true; ` : ''}${leave.trim()} }\n`,
      ),
    ].join('');
    const unknown = [...reach.map((part) => part.get), ...exceptions.map(({ value }) => value.get)]
      .filter((get) => get !== '3')
      .map((get) => `${get} === 1`);
    const missing = [
      ...reach.map((part) => this.#missing.whereUnknown(part, true)),
      ...exceptions.map(({ missing: inside }) => inside()),
    ].join('');
    const open = this.#isLookedUp ? `values += ${3 ** index};\n` : `values = joined(values, ${literal(`${rule.id}?`)});\n`;
    const biting = this.#isLookedUp ? `values += ${2 * 3 ** index};\n` : `values = joined(values, ${literal(rule.id)});\n`;
    const certain = `${biting}${this.#strength(provision, 'Certain')}${this.#day(provision)}`;
    const settled =
      unknown.length === 0 ? certain : `if (${unknown.join(' || ')}) {\n${indented(`${open}${missing}`)}} else {\n${indented(certain)}}\n`;
    return `// ${rule.id}\n${this.#label}: {\n${indented(`${this.#gate(provision)}${steps}${this.#strength(provision, 'Possible')}${settled}`)}}\n`;
  }

  /** What is never unknown stands first: the day and the state. */
  #gate({ rule, hostUntil }: ReadyProvision): string {
    const { from, until } = rule.inForce;
    const { after } = this.#periods;
    const tests = hostUntil === null ? [] : [after(hostUntil)];
    if (rule.testedOn === 'asOf') tests.push(this.#periods.before(from), ...(until === null ? [] : [after(until)]));
    return tests.length === 0 ? '' : `if (${tests.join(' || ')}) break ${this.#label};\n`;
  }

  /** In force where that depends on a fact, the narrowing of the act, and the condition. */
  #reach(provision: ReadyProvision): Written[] {
    const { rule } = provision;
    const parts: Written[] = [];
    if (rule.testedOn !== 'asOf') {
      const day = { op: 'fact', name: rule.testedOn, type: 'date', range: [0, 0] } as const;
      const bound = (how: '>=' | '<=', value: string) =>
        ({ op: 'compare', how, left: day, right: { op: 'literal', type: 'date', value, range: [0, 0] }, range: [0, 0] }) as const;
      const { from, until } = rule.inForce;
      parts.push(
        this.#expressions.write({ op: 'and', args: [bound('>=', from), ...(until === null ? [] : [bound('<=', until)])], range: [0, 0] }),
      );
    }
    const where = provision.governs[this.#act];
    if (where !== null && where !== undefined) parts.push(this.#expressions.write(where.node));
    parts.push(this.#expressions.write(provision.when.node));
    return parts;
  }

  /** An exception holds when its condition does and none of its own exceptions does. */
  #exception(exception: ReadyException): { readonly value: Pick<Written, 'set' | 'get'>; readonly missing: () => string } {
    const condition = this.#expressions.write(exception.when.node);
    if (exception.unless.length === 0) return { value: condition, missing: () => this.#missing.whereUnknown(condition, true) };
    const inner = exception.unless.map((below) => this.#exception(below));
    const get = this.#expressions.local();
    const early = [`${condition.set} === 0`, ...inner.map(({ value }) => `${value.set} === 3`)].join(' || ');
    const unknown = [condition.get, ...inner.map(({ value }) => value.get)].map((part) => `${part} === 1`).join(' || ');
    return {
      value: { set: `(${get} = ${early} ? 0 : ${unknown} ? 1 : 3)`, get },
      missing: () => when(`${get} === 1`, this.#missing.whereUnknown(condition, true) + inner.map(({ missing }) => missing()).join('')),
    };
  }

  /** A duty bars only after its last day, and known only from a statement never. */
  #strength({ rule, layer }: ReadyProvision, which: 'Certain' | 'Possible'): string {
    const variable = `${layer === 'un' ? 'un' : 'state'}${which}`;
    if (rule.duty !== null) return rule.basis === 'statement' ? '' : `if (${this.#periods.after(rule.duty.by)}) ${variable} = 2;\n`;
    if (rule.strength === 'barred') return `${variable} = 2;\n`;
    return rule.strength === 'needs-approval' ? `if (${variable} === 0) ${variable} = 1;\n` : '';
  }

  #day({ rule }: ReadyProvision): string {
    if (rule.duty === null || rule.basis === 'statement' || (this.#act !== 'employ' && this.#act !== 'remain')) return '';
    const at = this.#days.indexOf(rule.duty.by);
    return `if (day > ${at}) day = ${at};\n`;
  }
}

/**
 * The days at which the law of one function changes. The day of the case is looked up among them once; from there on the law is
 * read by the number of the period, since comparing texts is the dearest thing that such a function does.
 */
class Periods {
  readonly #starts: readonly string[];

  constructor(provisions: readonly ReadyProvision[]) {
    const starts = provisions.flatMap(({ rule, hostUntil }) => [
      ...(rule.testedOn === 'asOf' ? [rule.inForce.from, dayAfter(rule.inForce.until)] : []),
      dayAfter(hostUntil),
      dayAfter(rule.duty?.by ?? null),
    ]);
    this.#starts = [...new Set(starts.filter((day) => day !== null))].sort();
  }

  readonly before = (day: string): string => `period < ${this.#starts.indexOf(day) + 1}`;

  /** The last day of all has none after it. */
  readonly after = (day: string): string => {
    const next = dayAfter(day);
    return next === null ? 'false' : `period > ${this.#starts.indexOf(next)}`;
  };

  /** How many of the days have come: halved at each question. */
  declared(): string {
    const search = (low: number, high: number): string => {
      if (low === high) return String(low);
      const middle = (low + high) >> 1;
      return `(asOf < ${literal(this.#starts[middle] ?? '')} ? ${search(low, middle)} : ${search(middle + 1, high)})`;
    };
    return `const period = ${search(0, this.#starts.length)};\n`;
  }
}

function dayAfter(day: string | null): string | null {
  return day === null ? null : addToDate(day, 'days', 1);
}

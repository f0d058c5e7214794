import type { Node } from '../../law/condition/ir.ts';
import type { Programme } from '../programme.ts';
import { Expressions } from './expressions.ts';
import { Missing } from './missing.ts';
import { indented, Locals, literal } from './text.ts';

/** The generated source as it grows: functions for terms, questions and quantifiers, each written once, and the names that can be missing. */
export class Module {
  readonly programme: Programme;
  readonly #functions: string[] = [];
  readonly #constants: string[] = [];
  readonly #byText = new Map<string, string>();
  readonly #terms = new Map<string, number>();
  readonly #questions = new Map<string, string>();
  readonly #names: string[] = [];

  constructor(programme: Programme) {
    this.programme = programme;
  }

  get functions(): readonly string[] {
    return this.#functions;
  }

  get constants(): readonly string[] {
    return this.#constants;
  }

  /** Facts and questions that can be missing, by their bit. */
  get names(): readonly string[] {
    return this.#names;
  }

  get termCount(): number {
    return this.#terms.size;
  }

  factAt(name: string): number {
    return this.programme.vocabulary.facts.findIndex((fact) => fact.name === name);
  }

  /** The statement that notes a name as missing. Thirty names a word: a bit more would leave the small numbers. */
  note(name: string): string {
    let bit = this.#names.indexOf(name);
    if (bit < 0) bit = this.#names.push(name) - 1;
    return `M${Math.trunc(bit / 30)} |= ${2 ** (bit % 30)};`;
  }

  /** Adds a function once for each text; the name is put where `$` stands. */
  addFunction(wish: string, text: string): string {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const name = `${wish}${this.#functions.length}`;
    this.#byText.set(text, name);
    this.#functions.push(text.replace('$', () => name));
    return name;
  }

  /** A table that is made once, when the source is loaded. */
  addConstant(wish: string, value: string): string {
    const known = this.#byText.get(value);
    if (known !== undefined) return known;
    const name = `${wish}${this.#constants.length}`;
    this.#byText.set(value, name);
    this.#constants.push(`const ${name} = ${value};`);
    return name;
  }

  /** The number of a term; its functions `term<n>` and `missingInTerm<n>` are written when it is first used. */
  term(regime: string, id: string): number {
    const key = `${regime}/${id}`;
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const means = this.#meaning(regime, id);
    const locals = new Locals();
    const expressions = new Expressions(this, regime, locals);
    const value = expressions.write(means); // the terms that it uses are numbered before it
    const at = this.#terms.size;
    this.#terms.set(key, at);
    this.#functions.push(
      `// ${id}\nfunction term${at}(v, s, host, asOf) {\n${indented(`if (T${at} >= 0) return T${at};\n${locals.declared()}return T${at} = ${value.set};`)}\n}`,
    );
    const again = new Locals();
    const written = new Expressions(this, regime, again).write(means);
    const missing = new Missing(this, regime, again).whereUnknown(written, false);
    this.#functions.push(`function missingInTerm${at}(v, s, host, asOf) {\n${indented(`${again.declared()}${missing}`)}\n}`);
    return at;
  }

  /** The function that answers a question. */
  question(id: string): string {
    const known = this.#questions.get(id);
    if (known !== undefined) return known;
    const { names } = this.programme;
    const positions = names
      .answers(id)
      .map(({ host, from, answer }) => `if (host === ${literal(host)} && asOf >= ${literal(from)}) return ${literal(answer)};\n`)
      .join('');
    const body = `const assumed = s[${literal(id)}];\nif (assumed !== undefined) return assumed ? 3 : 0;\n${positions}return 1;`;
    const name = this.addFunction('question', `function $(s, host, asOf) {\n${indented(body)}\n}`);
    this.#questions.set(id, name);
    return name;
  }

  #meaning(regime: string, id: string): Node {
    const term = this.programme.law.regimes
      .find((candidate) => candidate.regime.id === regime)
      ?.regime.terms.find((other) => other.id === id);
    if (term === undefined) throw new RangeError(`The regime ${regime} defines no term ${id}.`);
    return term.means.node;
  }
}

import type { Node } from '../../law/condition/ir.ts';
import type { Programme } from '../programme.ts';
import { Expressions } from './expressions.ts';
import { Missing } from './missing.ts';
import { indented, Locals, literal, type Surroundings } from './text.ts';

interface TermText {
  readonly at: number;
  isShared: boolean;
  readonly value: (at: number, kept: boolean) => string;
  readonly missing: string;
}

/** What writes the body of one function: its variables, its expressions and its statements. */
class FunctionBody {
  readonly locals = new Locals();
  readonly expressions: Expressions;
  readonly missing: Missing;

  constructor(module: Module, regime: string) {
    this.expressions = new Expressions(module, regime, this.locals);
    this.missing = new Missing(module, regime, this.locals);
  }
}

/** The generated source as it grows: functions for terms, questions and quantifiers, each written once, and the names that can be missing. */
export class Module implements Surroundings {
  readonly programme: Programme;
  readonly #functions: string[] = [];
  readonly #constants: string[] = [];
  readonly #byText = new Map<string, string>();
  readonly #terms = new Map<string, TermText>();
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

  /**
   * The number of a term; its functions `term<n>` and `missingInTerm<n>` are written when it is first used.
   * @param isShared whether it is asked by a function that keeps no terms of its own: then its value is kept for the case
   */
  term(regime: string, id: string, isShared: boolean): number {
    const key = `${regime}/${id}`;
    let term = this.#terms.get(key);
    if (term === undefined) {
      const means = this.#meaning(regime, id);
      const value = new FunctionBody(this, regime);
      const set = value.expressions.write(means).set; // the terms that it uses are numbered before it
      const missing = new FunctionBody(this, regime);
      const statements = missing.missing.whereItIs(missing.expressions.write(means));
      term = {
        at: this.#terms.size,
        isShared: false,
        value: (at, kept) =>
          `// ${id}\nfunction term${at}(v, s, host, asOf) {\n${indented(`${kept ? `if (T${at} >= 0) return T${at};\n` : ''}${value.locals.declared()}return ${kept ? `T${at} = ` : ''}${set};`)}\n}`,
        missing: `(v, s, host, asOf) {\n${indented(`${missing.locals.declared()}${statements}`)}}`,
      };
      this.#terms.set(key, term);
    }
    term.isShared ||= isShared;
    return term.at;
  }

  /** The functions of the terms, and the numbers of those whose value is kept from one function to the next. */
  terms(): { readonly functions: readonly string[]; readonly kept: readonly number[] } {
    const terms = [...this.#terms.values()];
    return {
      functions: terms.flatMap(({ at, isShared, value, missing }) => [value(at, isShared), `function missingInTerm${at}${missing}`]),
      kept: terms.filter(({ isShared }) => isShared).map(({ at }) => at),
    };
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

import type { Node } from '../../law/condition/ir.ts';
import type { Question } from '../../law/regime.ts';
import type { Act, FactType, Vocabulary } from '../../law/vocabulary.ts';
import { answersTo } from '../programme.ts';
import { type Names, UNKNOWN } from './condition.ts';
import type { DialectName } from './dialect.ts';
import { date, quoted, type Sheet, type Sql, text } from './sheet.ts';

/** Where the rows come from and how their columns are called. */
export interface SourceOptions {
  readonly dialect: DialectName;
  /** What stands after FROM: the name of a table, `read_parquet('…')`, or a SELECT in brackets with a name. It is taken as it is. */
  readonly from: string;
  /**
   * By dotted name of a fact, by `id`, or by `interpretation.<question>`: the SQL expression over `from`, taken as it is;
   * `null` where the source has nothing, so that it is always unknown. What is not named here is read from the column of
   * its own dotted name; answers to questions are read only where they are named here.
   */
  readonly columns?: Readonly<Record<string, string | null>>;
  /** One value for all rows, in place of a column. */
  readonly constants?: { readonly host?: string; readonly act?: Act; readonly asOf?: string };
  /** Whether the protection assessment settles `worker.returnProhibited` here; for rows that did not pass the door. */
  readonly settleProtection?: boolean;
}

const SQL_TYPES: Readonly<Partial<Record<FactType, string>>> = {
  bool: 'BOOLEAN',
  date: 'DATE',
  integer: 'INTEGER',
  text: 'VARCHAR',
  country: 'VARCHAR',
};

/** The columns of the lowest layer, each made when it is first asked for. */
export class Source {
  readonly #facts = new Map<string, Sql | null>();
  readonly #questions = new Map<string, Sql>();
  readonly #sheet: Sheet;
  readonly #vocabulary: Vocabulary;
  readonly #open: readonly Question[];
  readonly #options: SourceOptions;

  constructor(sheet: Sheet, vocabulary: Vocabulary, questions: readonly Question[], options: SourceOptions) {
    this.#sheet = sheet;
    this.#vocabulary = vocabulary;
    this.#open = questions;
    this.#options = options;
  }

  /** What the conditions of one regime may name. */
  names(terms: ReadonlyMap<string, Node>): Names {
    return {
      fact: (name) => this.fact(name),
      elements: (list) => (this.#vocabulary.facts.find((fact) => fact.name === list)?.type === 'approvals' ? 'records' : 'texts'),
      question: (id) => this.question(id),
      term: (id) => terms.get(id),
    };
  }

  fact(name: string): Sql | null {
    let known = this.#facts.get(name);
    if (known === undefined) {
      const expression = this.#factExpression(name);
      known = expression === null ? null : this.#sheet.fact(name, expression);
      this.#facts.set(name, known);
    }
    return known;
  }

  /** The expression of a column that is carried through or read beside the facts. */
  expression(name: string): string | null {
    const mapped = this.#options.columns?.[name];
    return mapped === undefined ? quoted(name) : mapped;
  }

  /** An assumption first, where the source has a column of them; else the host's own dated position; else unknown. */
  question(id: string): Sql {
    let known = this.#questions.get(id);
    if (known === undefined) {
      known = this.#answer(id);
      this.#questions.set(id, known);
    }
    return known;
  }

  #factExpression(name: string): string | null {
    const constant = this.#constant(name);
    if (constant !== null) return constant;
    if (name === 'worker.returnProhibited' && this.#options.settleProtection === true) return this.#settled();
    const expression = this.expression(name);
    if (expression !== null) return expression;
    const type = SQL_TYPES[this.#vocabulary.facts.find((fact) => fact.name === name)?.type ?? 'text'];
    return type === undefined ? null : `CAST(NULL AS ${type})`;
  }

  #constant(name: string): string | null {
    const { host, act, asOf } = this.#options.constants ?? {};
    if (name === 'asOf' && asOf !== undefined) return date(asOf);
    const value = name === 'host' ? host : name === 'act' ? act : undefined;
    return value === undefined ? null : `CAST(${text(value)} AS VARCHAR)`;
  }

  /** As at the door: upheld and refused settle it, pending leaves it unknown, whatever was entered beside it. */
  #settled(): string {
    const entered = this.expression('worker.returnProhibited') ?? 'CAST(NULL AS BOOLEAN)';
    const assessment = this.expression('worker.protectionAssessment');
    if (assessment === null) return entered;
    return `CASE ${assessment} WHEN 'upheld' THEN true WHEN 'refused' THEN false WHEN 'pending' THEN NULL ELSE ${entered} END`;
  }

  #answer(id: string): Sql {
    const name = `interpretation.${id}`;
    const { host: oneHost } = this.#options.constants ?? {};
    const answers = answersTo(this.#open, id).filter(({ host }) => oneHost === undefined || host === oneHost);
    const [host, asOf] = [this.fact('host')?.text ?? '', this.fact('asOf')?.text ?? ''];
    const branches = answers.map(
      (answer) => `WHEN ${host} = ${text(answer.host)} AND ${asOf} >= ${date(answer.from)} THEN ${String(answer.answer)}`,
    );
    const positions: Sql = branches.length === 0 ? UNKNOWN : { text: `CASE ${branches.join(' ')} END`, level: 1 };
    const assumed = this.#options.columns?.[name] ?? null;
    if (assumed === null) return this.#sheet.named(positions, name);
    const column = this.#sheet.fact(`assumed ${name}`, assumed);
    return branches.length === 0 ? column : this.#sheet.named({ text: `coalesce(${column.text}, ${positions.text})`, level: 1 }, name);
  }
}

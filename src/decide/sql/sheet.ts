/** A piece of SQL and how many layers of named columns must stand below the SELECT that uses it. */
export interface Sql {
  readonly text: string;
  readonly level: number;
}

/** An identifier in quotation marks, as both dialects read it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text of the law as a literal. Backslashes and control characters never come here: the profile refuses them. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function date(iso: string): string {
  return `DATE ${text(iso)}`;
}

/** The text, in brackets unless it is one word. */
export function atom(sql: string): string {
  return /^("[^"]*"|item\."\w+"|\w+|(DATE )?'[^']*'|\([^()]*\))$/.test(sql) ? sql : `(${sql})`;
}

/** PostgreSQL cuts an identifier at 63 bytes without a word; two that were equal up to there would become one. */
const NAME_LENGTH = 48;
/** What a sub-select over the elements of a list names itself: a column of this name would be taken for it. */
const RESERVED = ['item', 'value', 'hit', 'committee', 'approvedOn'];

/**
 * A statement in layers: each names what several places need, so that it is computed once, and may use the layers below.
 * Neither engine finds that out for itself: DuckDB joins no equal parts below AND, OR and CASE, PostgreSQL none at all.
 */
export class Sheet {
  readonly #facts: string[] = [];
  readonly #layers: string[][] = [];
  readonly #byText = new Map<string, Sql>();
  readonly #names: Set<string>;
  /** PostgreSQL pulls a sub-select up into its user and computes it again for each use; OFFSET 0 forbids that. */
  readonly #fence: string;

  constructor(fence: boolean) {
    this.#fence = fence ? ' OFFSET 0' : '';
    this.#names = new Set(RESERVED);
  }

  /** A column of the lowest layer, read from the source. */
  fact(wish: string, expression: string): Sql {
    const name = this.#free(wish);
    this.#facts.push(expression === quoted(name) ? expression : `${expression} AS ${quoted(name)}`);
    return { text: quoted(name), level: 1 };
  }

  /** The expression under a name of its own; the same text twice is one column, and a bare column stays what it is. */
  named(expression: Sql, wish: string): Sql {
    if (/^"[^"]*"$/.test(expression.text) || /^(true|false|CAST\(NULL AS \w+\))$/.test(expression.text)) return expression;
    const known = this.#byText.get(expression.text);
    if (known !== undefined) return known;
    const name = quoted(this.#free(wish));
    const layer = Math.max(expression.level, 1) - 1; // a constant too stands above the facts
    const column: Sql = { text: name, level: layer + 2 };
    while (this.#layers.length <= layer) this.#layers.push([]);
    this.#layers[layer]?.push(`${expression.text} AS ${name}`);
    this.#byText.set(expression.text, column);
    return column;
  }

  /** The whole statement: the layers that are in use, then `output` over the last of them. */
  statement(from: string, output: readonly string[]): string {
    const list = (columns: readonly string[]): string => columns.map((column) => `\n    ${column}`).join(',');
    const steps = [
      `WITH facts AS (\n  SELECT${list(this.#facts.length > 0 ? this.#facts : ['1 AS nothing'])}\n  FROM ${from}${this.#fence}\n)`,
    ];
    let below = 'facts';
    this.#layers.forEach((columns, index) => {
      if (columns.length === 0) return;
      const name = `layer_${index + 1}`;
      steps.push(`${name} AS (\n  SELECT *,${list(columns)}\n  FROM ${below}${this.#fence}\n)`);
      below = name;
    });
    return `${steps.join(',\n')}\nSELECT${output.map((column) => `\n  ${column}`).join(',')}\nFROM ${below}`;
  }

  #free(wish: string): string {
    const short = wish.slice(0, NAME_LENGTH);
    let name = short;
    for (let i = 2; this.#names.has(name.toLowerCase()) || this.#names.has(name); i++) name = `${short} ${i}`;
    this.#names.add(name.toLowerCase()); // DuckDB takes names that differ in case alone for one
    return name;
  }
}

/** The deepest level among the parts of an expression. */
export function levelOf(...parts: readonly Sql[]): number {
  return parts.reduce((level, part) => Math.max(level, part.level), 0);
}

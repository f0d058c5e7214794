import type { Node } from '../../law/condition/ir.ts';

/**
 * How a truth is held in generated code: false 0, unknown 1, true 3. Kleene's AND is then `&` and OR is `|`, and a truth
 * stays a small whole number in a register. Values of other types are what they are, unknown being null.
 */
export const UNKNOWN = '1';

/** A node as an expression that also keeps its value: `set` computes it, `get` names what was computed. */
export interface Written {
  readonly node: Node;
  readonly set: string;
  readonly get: string;
  /** The nodes below, in the order of `childrenOf`; whether they were computed depends on the values before them. */
  readonly parts: readonly Written[];
}

/** The local variables of one generated function. */
export class Locals {
  #count = 0;
  readonly #terms = new Set<number>();
  /** Whether the function keeps the value of each term that it has asked for. */
  readonly keepsTerms: boolean;

  constructor(keepsTerms = false) {
    this.keepsTerms = keepsTerms;
  }

  fresh(): string {
    this.#count++;
    return `t${this.#count}`;
  }

  /** The variable that keeps a term. */
  ofTerm(at: number): string {
    this.#terms.add(at);
    return `term_${at}`;
  }

  /** Their declaration; all start as small numbers, so that the engine never sees one undefined. */
  declared(): string {
    const names = [
      ...[...this.#terms].map((at) => `term_${at} = -1`),
      ...Array.from({ length: this.#count }, (_, index) => `t${index + 1} = 0`),
    ];
    return names.length === 0 ? '' : `let ${names.join(', ')};\n`;
  }
}

/** Lines of a block, two spaces deeper. */
export function indented(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}

/** A text or a number as a literal of the language. */
export function literal(value: boolean | number | string): string {
  if (typeof value === 'boolean') return value ? '3' : '0';
  return JSON.stringify(value);
}

/** What expressions and statements ask of the source around them; `module.ts` keeps it. */
export interface Surroundings {
  readonly factAt: (name: string) => number;
  /** The statement that notes a name as missing. */
  readonly note: (name: string) => string;
  /** Adds a function once for each text and gives its name; the name is put where `$` stands. */
  readonly addFunction: (wish: string, text: string) => string;
  /** The number of a term, whose functions are `term<n>` and `missingInTerm<n>`. */
  readonly term: (regime: string, id: string, isShared: boolean) => number;
  /** The name of the function that answers a question. */
  readonly question: (id: string) => string;
}

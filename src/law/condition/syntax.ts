import type { Range } from './ir.ts';

/**
 * What a CEL parser hands over: the shape of the text and nothing of its meaning. Two parsers fill it (the product's in
 * `parse.ts`, a second one in the tests), and both must give the same tree for every condition of the regimes.
 */
export type Syntax =
  | {
      readonly kind: 'literal';
      readonly type: 'bool' | 'int' | 'text' | 'double' | 'uint' | 'bytes' | 'null';
      readonly value: boolean | string | null;
      readonly range: Range;
    }
  | { readonly kind: 'name'; readonly name: string; readonly range: Range }
  | { readonly kind: 'field'; readonly of: Syntax; readonly name: string; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly Syntax[]; readonly range: Range }
  | { readonly kind: 'map'; readonly range: Range }
  /** Operators are calls, named by their CEL sign: `&&`, `!_`, `?:`, `in`, `[]`. */
  | { readonly kind: 'call'; readonly name: string; readonly on: Syntax | null; readonly args: readonly Syntax[]; readonly range: Range };

import { type Document, isAlias, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Finding } from './findings.ts';

export type Path = readonly (string | number)[];

/** A YAML file of the law, with a way from a path inside it back to its line and column. */
export class Source {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  readonly findings: readonly Finding[];
  readonly #document: Document;
  readonly #lines = new LineCounter();

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true });
    this.findings = this.#document.errors.map((error) => {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      return {
        severity: 'error',
        code: 'yaml',
        file: path,
        line,
        column: col,
        message: firstLine(error.message),
        remedy: 'Mend the YAML here: indentation, quotation marks, a name written twice.',
      };
    });
    this.value = this.findings.length > 0 ? null : this.#document.toJS();
  }

  /** Line and column of the value at a path, or of the nearest thing above it that exists; `offset` goes on inside a text. */
  placeOf(path: Path, offset = 0): { readonly line: number; readonly column: number } {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = this.#document.getIn(path.slice(0, depth), true);
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
      if (!Array.isArray(range) || typeof range[0] !== 'number') continue;
      const at = depth === path.length && isScalar(node) && !isAlias(node) ? this.#inside(range[0], String(node.type), offset) : range[0];
      const { line, col } = this.#lines.linePos(at);
      return { line, column: col };
    }
    return { line: 1, column: 1 };
  }

  finding(
    path: Path,
    code: string,
    message: string,
    remedy: string,
    extra: { readonly severity?: Finding['severity']; readonly offset?: number } = {},
  ): Finding {
    return { severity: extra.severity ?? 'error', code, file: this.path, ...this.placeOf(path, extra.offset), message, remedy };
  }

  /** The place in the file of a place in the text of a scalar: past the quotation mark, or line by line in a block. */
  #inside(start: number, type: string, offset: number): number {
    if (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') return start + 1 + offset;
    if (type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED') return start + offset;
    let at = this.text.indexOf('\n', start) + 1;
    for (let rest = offset; at > 0; ) {
      const end = this.text.indexOf('\n', at);
      const line = this.text.slice(at, end < 0 ? undefined : end);
      const indent = line.length - line.trimStart().length;
      const length = line.length - indent;
      if (rest <= length || end < 0) return at + indent + Math.min(rest, length);
      rest -= length + 1;
      at = end + 1;
    }
    return start;
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '.') ?? text;
}

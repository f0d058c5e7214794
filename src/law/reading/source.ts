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
    // After the first one the parser has lost its way, and what it goes on to say misleads.
    this.findings = this.#document.errors.slice(0, 1).map((error) => {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      return {
        severity: 'error',
        code: 'yaml',
        file: path,
        line,
        column: col,
        message: firstLine(error.message),
        remedy: remedyOf(error.code, this.#lineAt(error.pos[0])),
      };
    });
    this.value = this.findings.length > 0 ? null : this.#document.toJS();
  }

  #lineAt(offset: number): string {
    return this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] ?? '';
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

function remedyOf(code: string, line: string): string {
  if (line.includes('\t')) return 'There is a tab in this line: indent with spaces.';
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'The name stands twice in one entry: remove one, or begin the next entry with a dash.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A text with a colon and a blank stands in quotation marks: "On this day: nothing".';
    case 'MISSING_CHAR':
      return "A bracket or a quotation mark is not closed, or an apostrophe inside '…' is not written twice ('').";
    default:
      return "Check this line and the one above: two blanks for each step in, a dash before each entry, an apostrophe inside '…' written twice ('').";
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '.') ?? text;
}

import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { lineAt, type Source } from './tree.ts';

/** One import of a module, a type import or a dynamic one included; `target` is a path of the repository when it is a relative one. */
export type Import = { specifier: string; target: string | undefined; line: number };
export type Module = { path: string; imports: Import[] };
/** A node of the syntax tree, as far as the house reads it. */
export type Node = { type: string; start: number; [field: string]: unknown };

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** The whole syntax tree, parsed once a text. */
export function parse({ path, text }: Source) {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  return parsed;
}

/** Calls `see` for each node with the field under which it hangs in its parent. */
export function walk(node: Node, see: (node: Node, field: string, parent: Node | undefined) => void): void {
  const visit = (current: Node, field: string, parent: Node | undefined): void => {
    see(current, field, parent);
    for (const [name, value] of Object.entries(current)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, name, current);
    }
  };
  visit(node, '', undefined);
}

/** Reads what a module imports, in all the ways TypeScript has; an `import()` of anything but a literal gives its text in `<…>`. */
export function moduleOf(source: Source): Module {
  const { module, program } = parse(source);
  const found: { specifier: string; start: number }[] = [];
  for (const { moduleRequest } of module.staticImports) found.push({ specifier: moduleRequest.value, start: moduleRequest.start });
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) found.push({ specifier: moduleRequest.value, start: moduleRequest.start });
  }
  walk(program as unknown as Node, (node) => {
    if (node.type !== 'ImportExpression' && node.type !== 'TSImportType') return;
    const from = node.source;
    if (!isNode(from)) return;
    const literal = typeof from.value === 'string' ? from.value : `<${source.text.slice(from.start, Number(from.end))}>`;
    found.push({ specifier: literal, start: node.start });
  });
  const imports = found.map(({ specifier, start }) => ({
    specifier,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(source.path), specifier) : undefined,
    line: lineAt(source.text, start),
  }));
  return { path: source.path, imports };
}

/** The package an import names, or undefined for a relative one and for Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|node:|<)/.test(specifier)) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

import { describe, expect, test } from 'vitest';
import { FLOORS } from './floors.ts';
import { isNode, moduleOf, type Node, packageOf, parse, walk } from './modules.ts';
import { lineAt, product, type Source, tree } from './tree.ts';

/** What floor 0 may take from outside: each only computes, on what it is given. */
const PURE_PACKAGES = ['@marcbachmann/cel-js', 'ajv', 'fastest-levenshtein', 'yaml'];

/** Names through which a clock, chance, the machine, the network or a locale comes in. */
const IMPURE = [
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'process', 'console', 'fetch', 'crypto', 'Intl', 'navigator'],
  ...['globalThis', 'require', 'Worker', 'WebSocket', 'Buffer'],
];
const IMPURE_MEMBERS = ['Math.random', 'Temporal.Now', 'import.meta'];
const LOCALE = /^toLocale|^localeCompare$/;

const isFloorZero = ({ path }: Source): boolean => (FLOORS[path.split('/')[1] ?? ''] ?? 1) < 1;

/** The name an identifier uses as a value or type, undefined where it only names a member or a key. */
function usedName(node: Node, field: string, parent: Node | undefined): string | undefined {
  if (node.type !== 'Identifier' || parent === undefined) return undefined;
  const isMember = field === 'property' && parent.type === 'MemberExpression' && parent.computed !== true;
  const isKey = field === 'key' && parent.computed !== true; // of `{ console }` the value is seen, the key need not be
  return isMember || isKey || field === 'imported' || (field === 'right' && parent.type === 'TSQualifiedName')
    ? undefined
    : String(node.name);
}

/** Where a module of floor 0 reaches for something that is not its input. */
function impurities(source: Source): string[] {
  const found: string[] = [];
  const report = (start: number, what: string) =>
    found.push(`${source.path}:${lineAt(source.text, start)} uses ${what}. Floor 0 computes from its input alone: take it as an argument.`);
  for (const { specifier, line } of moduleOf(source).imports) {
    const outside = packageOf(specifier);
    if (specifier.startsWith('node:') || (outside !== undefined && !PURE_PACKAGES.includes(outside))) {
      found.push(`${source.path}:${line} imports ${specifier}. Floor 0 computes from its input alone: do it on floor 1.`);
    }
  }
  walk(parse(source).program as unknown as Node, (node, field, parent) => {
    const name = usedName(node, field, parent);
    if (name !== undefined && IMPURE.includes(name)) report(node.start, name);
    if (node.type === 'MetaProperty') report(node.start, 'import.meta');
    if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return;
    const member = `${node.object.name}.${node.property.name}`;
    if (IMPURE_MEMBERS.includes(member)) report(node.start, member);
  });
  return found;
}

/** Where the order or the look of an answer would follow the machine's language. */
function locales(source: Source): string[] {
  const found: string[] = [];
  walk(parse(source).program as unknown as Node, (node) => {
    if (node.type !== 'MemberExpression' || !isNode(node.property) || !LOCALE.test(String(node.property.name))) return;
    const at = `${source.path}:${lineAt(source.text, node.start)}`;
    found.push(
      `${at} uses ${node.property.name}. The same case gives the same bytes everywhere: compare code points, write digits yourself.`,
    );
  });
  return found;
}

describe('the house as it stands', () => {
  test('floor 0 knows no clock, no chance, no machine', () => {
    expect(product(tree()).filter(isFloorZero).flatMap(impurities)).toEqual([]);
  });

  test('nothing depends on the locale of the machine', () => {
    expect(product(tree()).flatMap(locales)).toEqual([]);
  });

  test('one file alone speaks to the CEL parser, so that it can be changed', () => {
    const speakers = product(tree()).filter((source) =>
      moduleOf(source).imports.some(({ specifier }) => packageOf(specifier) === '@marcbachmann/cel-js'),
    );
    const paths = speakers.map(({ path }) => path);
    expect(paths, `${paths.join(' and ')}: keep the parser behind one adapter`).toHaveLength(1);
  });
});

describe('the rules can fail', () => {
  const law = (text: string): Source => ({ path: 'src/law/a.ts', text });

  test.each([
    ['a clock', 'export const now = () => new Date();', 'Date'],
    ['a type of a clock', 'export type Day = Date;', 'Date'],
    ['chance', 'export const dice = () => Math.random();', 'Math.random'],
    ["Temporal's clock", 'export const today = () => Temporal.Now.plainDateISO();', 'Temporal.Now'],
    ['the environment', "export const home = process.env['HOME'];", 'process'],
    ['its own place', 'export const here = import.meta.dirname;', 'import.meta'],
    ['a name passed on in short', 'export const tools = { console };', 'console'],
  ])('%s', (_what, text, name) => {
    expect(impurities(law(text))).toEqual([`src/law/a.ts:1 uses ${name}. Floor 0 computes from its input alone: take it as an argument.`]);
  });

  test.each(['node:fs', 'pg', '@duckdb/node-api'])('an import of %s', (specifier) => {
    expect(impurities(law(`import '${specifier}';`))).toEqual([
      `src/law/a.ts:1 imports ${specifier}. Floor 0 computes from its input alone: do it on floor 1.`,
    ]);
  });

  test('a member or a key of such a name is no breach', () => {
    const text =
      'export const f = (a: { process: string; Date: number }) => ({ Date: a.Date, process: a.process, day: Temporal.PlainDate });';
    expect(impurities(law(text))).toEqual([]);
  });

  test('a sort by locale', () => {
    const found = locales(law('export const sort = (a: string, b: string) => a.localeCompare(b) || Number(a.toLocaleLowerCase());'));
    expect(found).toHaveLength(2);
  });

  test('floor 0 is what lies below 1', () => {
    const paths = ['src/law/a.ts', 'src/values/a.ts', 'src/decide/x/a.ts', 'src/files/a.ts', 'src/cli/a.ts'];
    expect(paths.filter((path) => isFloorZero({ path, text: '' }))).toEqual(['src/law/a.ts', 'src/values/a.ts', 'src/decide/x/a.ts']);
  });
});

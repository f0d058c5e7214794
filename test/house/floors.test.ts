import { describe, expect, test } from 'vitest';
import { circles, floorBreaches, unreached } from './floors.ts';
import { moduleOf } from './modules.ts';
import { product, type Source, tree } from './tree.ts';

const modules = product(tree()).map(moduleOf);

/** Where a reader, or another program, comes in. */
const DOORS = ['src/cli/main.ts', 'src/resolute.ts'];
/** Files of src that tests alone use, each with its reason. */
const FOR_TESTS: Readonly<Record<string, string>> = {
  'src/impact/compare.ts': 'the definition that the SQL of a comparison is held to',
};

describe('the house as it stands', () => {
  test('a module imports only from floors below', () => {
    expect(floorBreaches(modules)).toEqual([]);
  });

  test('no module imports in a circle', () => {
    expect(circles(modules)).toEqual([]);
  });

  test('every file is reached from a door', () => {
    const dead = unreached(modules, [...DOORS, ...Object.keys(FOR_TESTS)]);
    expect(dead.map((path) => `${path}: nothing leads here from ${DOORS.join(' or ')}. Use it or delete it.`)).toEqual([]);
  });

  test('every door is there, and no file for tests is listed that is gone', () => {
    const known = new Set(modules.map(({ path }) => path));
    expect([...DOORS, ...Object.keys(FOR_TESTS)].filter((path) => !known.has(path)).map((path) => `${path} is missing`)).toEqual([]);
  });

  test('an import names the file as it lies on the disk', () => {
    expect(modules.flatMap(badNames)).toEqual([]);
  });
});

function badNames({ path, imports }: ReturnType<typeof moduleOf>): string[] {
  return imports.flatMap(({ specifier, target, line }) => {
    if (specifier.startsWith('<')) return [`${path}:${line} imports ${specifier}. Name a literal: what is not written cannot be followed.`];
    if (target === undefined || /\.(ts|json)$/.test(target)) return [];
    return [`${path}:${line} imports ${specifier}. Write the ending: Node looks for the very file, so \`.ts\`.`];
  });
}

describe('the rules can fail', () => {
  const house = (files: Record<string, string>) => Object.entries(files).map(([path, text]): Source => ({ path, text }));
  const read = (files: Record<string, string>) => house(files).map(moduleOf);

  test.each([
    ['a value imports a law', 'src/values/a.ts', "import '../law/b.ts';"],
    ['a law imports a decision', 'src/law/a.ts', "import type { B } from '../decide/b.ts';"],
    ['two rooms of one floor know each other', 'src/caseload/a.ts', "export * from '../impact/b.ts';"],
    ['a decision opens a file', 'src/decide/a.ts', "export const a = () => import('../files/b.ts');"],
    ['a type is taken from above', 'src/law/a.ts', "export type A = import('../cli/b.ts').B;"],
    ['the front door leads too high', 'src/resolute.ts', "export { b } from './caseload/b.ts';"],
    ['a room leans on a test', 'src/files/a.ts', "import '../../test/support/postgres.ts';"],
    ['a room imports the front door', 'src/cli/a.ts', "import '../resolute.ts';"],
    ['a room imports the package by name', 'src/cli/a.ts', "import 'resolute';"],
  ])('%s', (_what, path, text) => {
    const found = floorBreaches(read({ [path]: text }));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(path);
  });

  test('a folder without a floor', () => {
    expect(floorBreaches(read({ 'src/utils/a.ts': 'export {};' }))).toEqual([
      'src/utils/a.ts: no floor is known for this place. Give its folder a floor in test/house/floors.ts.',
    ]);
  });

  test('what the floors allow', () => {
    const text = "import '../law/b.ts'; import '../values/c.ts'; import './d.ts'; import 'node:fs'; import '../../package.json';";
    expect(floorBreaches(read({ 'src/decide/a.ts': text, 'src/resolute.ts': "export { b } from './files/b.ts';" }))).toEqual([]);
  });

  test('a circle of three', () => {
    const files = { 'src/law/a.ts': "import './b.ts';", 'src/law/b.ts': "import './c.ts';", 'src/law/c.ts': "import './a.ts';" };
    expect(circles(read(files))).toEqual([
      'src/law/a.ts → src/law/b.ts → src/law/c.ts → src/law/a.ts is a circle. Move what they share to a file of its own.',
    ]);
  });

  test('a dead file, and one that only a dynamic import keeps alive', () => {
    const files = {
      'src/cli/main.ts': "await import('./ask.ts');",
      'src/cli/ask.ts': 'export {};',
      'src/cli/dead.ts': "import './ask.ts';",
    };
    expect(unreached(read(files), ['src/cli/main.ts'])).toEqual(['src/cli/dead.ts']);
  });

  test('an import without its ending, and one that is not written out', () => {
    const [module] = read({ 'src/cli/a.ts': "import './b.js';\nexport const load = (name: string) => import(name);" });
    expect(module && badNames(module).map((text) => text.split('.ts:')[1])).toEqual([
      '1 imports ./b.js. Write the ending: Node looks for the very file, so `.ts`.',
      '2 imports <name>. Name a literal: what is not written cannot be followed.',
    ]);
  });
});

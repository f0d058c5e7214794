import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { ENGINE } from '../../src/decide/engine.ts';
import { isNode, type Node, parse, walk } from './modules.ts';
import { root } from './tree.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('the engine names the version of package.json', () => {
  const { name, version } = JSON.parse(read('package.json')) as { readonly name: string; readonly version: string };
  expect(ENGINE, 'src/decide/engine.ts and package.json must name one version').toBe(`${name}/${version}`);
});

/** Dotted names of the fields of `CaseInput`, read from its source: types are gone at run time. */
function fieldsOfCaseInput(): string[] {
  const path = 'src/decide/case.ts';
  const names: string[] = [];
  walk(parse({ path, text: read(path) }).program as unknown as Node, (node) => {
    if (node.type === 'TSInterfaceDeclaration' && isNode(node.id) && node.id.name === 'CaseInput' && isNode(node.body))
      names.push(...fieldsIn(node.body, ''));
  });
  return names;
}

function fieldsIn(body: Node, prefix: string): string[] {
  const members = (Array.isArray(body.body) ? body.body : Array.isArray(body.members) ? body.members : []) as readonly Node[];
  return members.flatMap((member) => {
    const name = `${prefix}${isNode(member.key) ? String(member.key.name) : '?'}`;
    const groups: Node[] = [];
    // A group is an object type of its own; the fields of a list's elements are not fields of the case.
    walk(member, (node, _field, parent) => {
      if (node.type === 'TSTypeLiteral' && parent?.type === 'TSUnionType') groups.push(node);
    });
    return groups.length > 0 && prefix === '' ? groups.flatMap((group) => fieldsIn(group, `${name}.`)) : [name];
  });
}

test('CaseInput has the facts of regimes/facts.yaml, and no other', () => {
  const { facts } = parseYaml(read('regimes/facts.yaml')) as { readonly facts: readonly { readonly name: string }[] };
  const declared = [...facts.map((fact) => fact.name), 'id', 'interpretation'].sort();
  expect(fieldsOfCaseInput().sort(), 'src/decide/case.ts and regimes/facts.yaml must name the same facts').toEqual(declared);
});

/** TypeScript that a page shows, followed by what it says is printed. */
function examplesOf(page: string): readonly (readonly [string, string])[] {
  return [...read(page).matchAll(/```ts\n((?:(?!```)[\s\S])*)```\s*prints\s*```text\n((?:(?!```)[\s\S])*)```/g)].map(
    ([, code = '', printed = '']) => [code, printed],
  );
}

test('the example of the README has 20 lines at the most', () => {
  const [example] = examplesOf('README.md');
  expect(example, 'README.md needs a ```ts example, the word "prints" and a ```text block').toBeDefined();
  expect(example?.[0].trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});

test.each(['README.md', 'docs/library.md'].flatMap((page) => examplesOf(page).map((example, i) => [page, i + 1, ...example] as const)))(
  '%s: example %i runs as it stands and prints what it says',
  (page, number, code, printed) => {
    const folder = join(root, 'out', `example-${page.replaceAll('/', '-')}-${number}-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(join(folder, 'example.ts'), code);
      const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'example.ts')], { cwd: root, encoding: 'utf8' });
      expect(stdout + stderr).toBe(printed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

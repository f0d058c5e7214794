import { describe, expect, test } from 'vitest';
import { isNode, type Node, parse, walk } from './modules.ts';
import { isCode, isTest, lineAt, type Source, tree } from './tree.ts';

const LINES_MAX = 300;
/** The words are joined here, so that this file does not break the rules it holds. */
const word = (...parts: string[]): string => parts.join('');
const ESCAPES = new RegExp(`@ts-(${['ignore', 'nocheck', 'expect-error'].join('|')})|${word('biome', '-ignore')}`);
const LATER = new RegExp(`\\b(${[word('TO', 'DO'), word('FIX', 'ME'), word('HA', 'CK')].join('|')})\\b`);
const HOLLOW = new RegExp([word('not (yet )?', 'implemented'), word('place', 'holder'), `\\b${word('st', 'ub')}\\b`].join('|'), 'i');
const TEST_WORDS = ['test', 'it', 'describe', 'suite', 'bench', 'context', 'ctx'];
const NARROWED = ['only', 'skip', 'todo', 'fails', 'skipIf', 'runIf'];
const SKIP_HELPER = 'test/support/skip.ts';

/** Every line that matches, with its place. */
function matches({ path, text }: Source, pattern: RegExp, remedy: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [found] = pattern.exec(line) ?? [];
    return found === undefined ? [] : [`${path}:${index + 1} has \`${found}\`. ${remedy}`];
  });
}

const escapes = (source: Source): string[] => [
  ...matches(source, ESCAPES, 'Change the code, or the rule in biome.json or tsconfig.json with its reason.'),
  ...find(source, (node) => (node.type === 'TSAnyKeyword' ? 'the type any: write what it is, or `unknown` and a check' : undefined)),
];

const unfinished = (source: Source): string[] =>
  [LATER, HOLLOW].flatMap((pattern) => matches(source, pattern, 'Finish it, or leave it out and say so in the docs.'));

function tooLong({ path, text }: Source): string[] {
  const lines = text.split('\n').length - 1;
  return lines > LINES_MAX ? [`${path} has ${lines} lines, and ${LINES_MAX} is the most. Give its second idea a file of its own.`] : [];
}

/** A test switched off or run alone; only the helper may skip, since it says why and fails where skips are not allowed. */
function narrowed(source: Source): string[] {
  if (source.path === SKIP_HELPER) return [];
  return find(source, (node) => {
    if (node.type !== 'MemberExpression' || !isNode(node.property) || !NARROWED.includes(String(node.property.name))) return undefined;
    let object: unknown = node.object;
    while (isNode(object) && object.type === 'MemberExpression') object = object.object;
    const isOfTests = isNode(object) && TEST_WORDS.includes(String(object.name));
    return isOfTests ? `\`.${node.property.name}\`: let it run; what a machine may lack is skipped by ${SKIP_HELPER}` : undefined;
  });
}

function find(source: Source, fault: (node: Node) => string | undefined): string[] {
  const found: string[] = [];
  walk(parse(source).program as unknown as Node, (node) => {
    const what = fault(node);
    if (what !== undefined) found.push(`${source.path}:${lineAt(source.text, node.start)} has ${what}.`);
  });
  return found;
}

describe('the house as it stands', () => {
  const code = tree().filter(isCode);

  test('no type is escaped and no rule of the linter switched off', () => {
    expect(code.flatMap(escapes)).toEqual([]);
  });

  test('nothing is left for later', () => {
    expect(code.flatMap(unfinished)).toEqual([]);
  });

  test(`no file of code is longer than ${LINES_MAX} lines`, () => {
    expect(code.flatMap(tooLong)).toEqual([]);
  });

  test('no test is switched off or runs alone', () => {
    expect(code.filter((source) => isTest(source) || source.path.startsWith('test/')).flatMap(narrowed)).toEqual([]);
  });
});

describe('the rules can fail', () => {
  const source = (text: string, path = 'src/law/a.ts'): Source => ({ path, text });

  test.each([
    word('// @ts', '-ignore'),
    word('// @ts', '-expect-error: a driver'),
    word('/* biome', '-ignore lint: why */'),
    'export const a = (b: any) => b;',
    'export const a = [] as any[];',
    'export type A = Map<string, any>;',
  ])('an escape: %s', (text) => {
    expect(escapes(source(`\n${text}\n`))).toEqual([expect.stringMatching(/^src\/law\/a\.ts:2 has /)]);
  });

  test('the word any in a sentence is no escape', () => {
    expect(escapes(source("// any of them\nexport const any = 'any';"))).toEqual([]);
  });

  test.each([word('TO', 'DO later'), word('not ', 'implemented'), word('a place', 'holder'), word('St', 'ub of it')])(
    'unfinished: %s',
    (text) => {
      expect(unfinished(source(`// ${text}`))).toHaveLength(1);
    },
  );

  test('one line too many', () => {
    expect(tooLong(source('x\n'.repeat(LINES_MAX)))).toEqual([]);
    expect(tooLong(source('x\n'.repeat(LINES_MAX + 1)))).toEqual([
      'src/law/a.ts has 301 lines, and 300 is the most. Give its second idea a file of its own.',
    ]);
  });

  test.each([
    'test.only("a", f);',
    'describe.concurrent.skip("a", f);',
    'it.todo("a");',
    'test.skipIf(true)("a", f);',
    'context.skip("why");',
  ])('narrowed: %s', (text) => {
    expect(narrowed(source(text, 'src/law/a.test.ts'))).toHaveLength(1);
    expect(narrowed(source(text, SKIP_HELPER))).toEqual([]);
  });

  test('a member of that name on anything else is no breach', () => {
    expect(narrowed(source('cursor.skip(3); counts.only;'))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCases } from '../../src/decide/checking/cases.ts';
import { coverageOf } from '../../src/decide/checking/coverage.ts';
import { readCondition } from '../../src/law/condition/read.ts';
import { type LawFile, readRegime, readVocabulary } from '../../src/law/reading/regime.ts';
import { tree } from './tree.ts';

const PAGE = 'docs/law-authoring.md';
const page = readFileSync(PAGE, 'utf8');
const shipped: readonly LawFile[] = tree().filter(({ path }) => path.startsWith('regimes/'));
const schemas = shipped.filter(({ path }) => path.endsWith('.schema.json')).map(({ text }) => JSON.parse(text) as object);
const facts = shipped.find(({ path }) => path === 'regimes/facts.yaml') as LawFile;
const { vocabulary } = readVocabulary(facts, schemas);
if (vocabulary === null) throw new Error('regimes/facts.yaml cannot be read');

/** The examples of the page: what to do with each, in which file, where in it, and its text. */
const examples = [...page.matchAll(/^```yaml\n# (add to|from) (\S+?)(?:, at the end of (\w+))?\n([\s\S]*?)^```$/gm)].map(
  ([, how = '', path = '', under, text = '']) => ({ how, path, under, text }),
);

/** The shipped law with everything added that the page tells the reader to add. */
function lawOfTheReader(): LawFile[] {
  const files = new Map(shipped.filter(({ path }) => path.startsWith('regimes/dprk-labour/')).map(({ path, text }) => [path, text]));
  for (const { how, path, under, text } of examples) {
    if (how !== 'add to') continue;
    const before = files.get(path) ?? '';
    files.set(path, under === undefined ? `${before}\n${text}` : atTheEndOf(under, before, text));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

function atTheEndOf(key: string, text: string, added: string): string {
  const end = new RegExp(`^${key}:\\n(?:[ #].*\\n)*`, 'm').exec(text);
  if (end === null) throw new Error(`no list \`${key}\``);
  const at = end.index + end[0].length;
  return text.slice(0, at) + added.replaceAll(/^/gm, '  ').trimEnd() + text.slice(at - 1);
}

test('every YAML example of the page says where it belongs', () => {
  expect(page.match(/^```yaml$/gm)).toHaveLength(examples.length);
  expect(examples.filter(({ how }) => how === 'add to').length).toBeGreaterThan(4);
});

test('what the page quotes stands in the law, line by line', () => {
  for (const { how, path, text } of examples) {
    if (how !== 'from') continue;
    const file = shipped.find((candidate) => candidate.path === path);
    expect(file?.text, `${path} quoted by ${PAGE}`).toContain(text);
  }
});

test('a reader who follows the page gets a law that is understood, and cases that hold', () => {
  const { regime, cases, findings } = readRegime(lawOfTheReader(), vocabulary, schemas);
  expect(findings).toEqual([]);
  if (regime === null) throw new Error('the law of the reader was not understood');
  const law = { vocabulary, regimes: [{ regime, cases, sha256: '' }] };
  const results = runCases(
    law,
    cases.filter(({ file }) => file.endsWith('switzerland.yaml')),
  );
  expect(results.map(({ misses }) => misses)).toEqual(results.map(() => []));
  const shown = coverageOf(law, results).filter(({ id }) => id.startsWith('che.2a'));
  expect(shown).toHaveLength(3);
  for (const { id, cases: counts } of shown) expect(Object.values(counts), `${id} true, false and unknown`).not.toContain(0);
});

/** The codes of the first column of the table with this head. */
function firstColumn(heading: string): string[] {
  const table = page.slice(page.indexOf(`\n| ${heading} |`) + 1).split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) =>
      [...((row.split(/(?<!\\)\|/)[1] ?? '').matchAll(/`([^`]+)`/g) ?? [])].map(([, code = '']) => code.replaceAll('\\|', '|')),
    );
}

const scope = {
  facts: new Map(vocabulary.facts.map((fact) => [fact.name, fact])),
  questions: new Set(['admission-nexus']),
  terms: new Set(['dprkNational']),
  params: new Map([['baseline', { type: 'date', value: '2017-08-05' }]] as const),
  mayAskKnown: true,
};

const written = firstColumn('write | it holds when | unknown when');
test.each(written)('the page may show `%s`', (code) => {
  expect(readCondition(code, scope).findings).toEqual([]);
});

const refused = firstColumn('not | instead');
test.each(refused)('the page says rightly that `%s` is refused', (code) => {
  expect(readCondition(code, scope).findings).not.toEqual([]);
});

test('both tables were found', () => {
  expect(written.length).toBeGreaterThan(15);
  expect(refused.length).toBeGreaterThan(10);
});

import { describe, expect, test } from 'vitest';
import { moduleOf } from './modules.ts';
import { type Source, tree } from './tree.ts';

const LINES_MAX = 1500;
const ofVerifier = tree().filter(({ path }) => path.startsWith('verifier/') && path.endsWith('.mjs'));

/** Imports of anything but Node's own modules and the verifier's files: with one, it would no longer be a second opinion. */
const leanings = (source: Source): string[] =>
  moduleOf(source).imports.flatMap(({ specifier, target, line }) =>
    specifier.startsWith('node:') || target?.startsWith('verifier/')
      ? []
      : [`${source.path}:${line} imports ${specifier}. The verifier stands alone: write what it needs there.`],
  );

/** A file whose types nobody checks. */
const unchecked = ({ path, text }: Source): string[] =>
  /^(#!.*\n)?\/\/ @ts-check\n/.test(text) ? [] : [`${path} does not begin with // @ts-check. Its types are checked in the comments.`];

describe('the house as it stands', () => {
  test('the verifier imports nothing but Node and itself', () => {
    expect(ofVerifier.length).toBeGreaterThan(5);
    expect(ofVerifier.flatMap(leanings)).toEqual([]);
  });

  test('its package asks for no other', () => {
    const manifest = JSON.parse(tree().find(({ path }) => path === 'verifier/package.json')?.text ?? '{}') as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: 'resolute-verifier', type: 'module' });
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
  });

  test('its types are checked', () => {
    expect(ofVerifier.flatMap(unchecked)).toEqual([]);
  });

  test(`it is short enough to be read by whoever doubts us: ${LINES_MAX} lines with their comments`, () => {
    expect(ofVerifier.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)).toBeLessThanOrEqual(LINES_MAX);
  });
});

describe('the rules can fail', () => {
  const file = (text: string): Source => ({ path: 'verifier/a.mjs', text });
  test.each(["import '../src/values/canonical.ts';", "import 'yaml';", "export const a = () => import('../src/a.ts');"])('%s', (text) => {
    expect(leanings(file(text))).toHaveLength(1);
  });
  test("Node's modules and its own files are no leaning", () => {
    expect(leanings(file("import 'node:fs';\nimport './b.mjs';"))).toEqual([]);
  });
  test('a file without the mark', () => {
    expect(unchecked(file('export {};\n'))).toHaveLength(1);
    expect(unchecked(file('#!/usr/bin/env node\n// @ts-check\n'))).toEqual([]);
  });
});

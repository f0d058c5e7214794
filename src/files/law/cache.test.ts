import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LawCache } from './cache.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resolute-cache-'));
  mkdirSync(join(root, 'src', 'law'), { recursive: true });
  writeFileSync(join(root, 'src', 'law', 'read.ts'), 'reads');
});
afterEach(() => rmSync(root, { recursive: true }));

const FILES = [{ path: 'regimes/a.yaml', text: 'a: 1' }];
const stored = (): string[] => readdirSync(join(root, 'node_modules', '.cache', 'resolute'));

test('what was understood is given back, and no half file stays behind', () => {
  const cache = new LawCache(root);
  const key = cache.keyOf(FILES);
  expect(cache.get(key)).toBeUndefined();
  cache.put(key, { law: 'understood' });
  expect(cache.get(key)).toEqual({ law: 'understood' });
  expect(stored()).toEqual([`${key}.json`]);
});
test('another word of the law, another path and another reading code each have a key of their own', () => {
  const cache = new LawCache(root);
  const keys = [
    cache.keyOf(FILES),
    cache.keyOf([{ path: 'regimes/a.yaml', text: 'a: 2' }]),
    cache.keyOf([{ path: 'regimes/b.yaml', text: 'a: 1' }]),
  ];
  writeFileSync(join(root, 'src', 'law', 'read.ts'), 'reads otherwise');
  keys.push(new LawCache(root).keyOf(FILES));
  expect(new Set(keys).size).toBe(4);
});
test('half a file is understood again instead of stopping a decision', () => {
  const cache = new LawCache(root);
  const key = cache.keyOf(FILES);
  cache.put(key, { law: 'understood' });
  const file = join(root, 'node_modules', '.cache', 'resolute', `${key}.json`);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 5));
  expect(cache.get(key)).toBeUndefined();
});
test('a cache that cannot be written is done without', () => {
  writeFileSync(join(root, 'node_modules'), 'a file where the folder would be');
  const cache = new LawCache(root);
  expect(() => cache.put('key', 1)).not.toThrow();
  expect(() => cache.get('key')).toThrow(/ENOTDIR/);
});

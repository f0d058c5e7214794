import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadRegimes, SHIPPED_LAW } from './load.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resolute-law-'));
  cpSync(SHIPPED_LAW, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(file: string, from: string, to: string): void {
  const path = join(folder, 'dprk-labour', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

test('the law of another folder is loaded, under the hash of what it says', async () => {
  const [shipped, copy] = await Promise.all([loadRegimes(), loadRegimes({ folder })]);
  expect(copy.regimes[0]?.sha256).toBe(shipped.regimes[0]?.sha256);
});
test.each([
  ['instruments.yaml', 'adopted_on: 2017-09-11', 'adopted_on: 2017-09-31'],
  ['questions.yaml', 'on: 2017-12-03', 'on: 2017-12-32'],
])('an impossible day in %s stops the law from deciding', async (file, from, to) => {
  change(file, from, to);
  await expect(loadRegimes({ folder })).rejects.toThrow(/not a day that exists/);
});
test('an unknown regime names those that are there', async () => {
  await expect(loadRegimes({ folder, regimes: ['dprk-labor'] })).rejects.toThrow(/Did you mean `dprk-labour`/);
});

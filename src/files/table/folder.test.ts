import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeFolder } from './folder.ts';

const made: string[] = [];
const fresh = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-'));
  made.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

test('a folder is made with those above it, and once made it is left alone', async () => {
  const folder = join(fresh(), 'a', 'b');
  await makeFolder(folder);
  await makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});
test('a file in the way is an error', async () => {
  const file = join(fresh(), 'file');
  writeFileSync(file, '');
  await expect(makeFolder(file)).rejects.toThrow(/EEXIST/);
  await expect(makeFolder(join(file, 'below'))).rejects.toThrow(/ENOTDIR/);
});
test('where nothing can be made it ends with an error', async () => {
  const place = existsSync('/proc/self') ? '/proc/resolute/below' : join(fresh(), '\0');
  await expect(makeFolder(place)).rejects.toThrow();
}, 5000);

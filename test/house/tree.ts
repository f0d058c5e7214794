import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A text file of the repository, its path relative to the root with `/` between folders. */
export type Source = { path: string; text: string };

export const root = join(import.meta.dirname, '..', '..');

let read: Source[] | undefined;

/** Every text file that git tracks or would add: a rule must speak before the commit, not after it. */
export function tree(): Source[] {
  read ??= paths()
    .filter((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.subarray(0, 8000).includes(0)) // git's own test for a binary file
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
  return read;
}

/** All paths, those of binary files too. */
export function paths(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '').sort();
}

export const isCode = ({ path }: Source): boolean => /\.(ts|mts|js|mjs)$/.test(path);
export const isTest = ({ path }: Source): boolean => /\.test\.ts$/.test(path);

/** The modules of the product: below src/, without the tests that lie beside them. */
export const product = (sources: readonly Source[]): Source[] =>
  sources.filter((source) => source.path.startsWith('src/') && source.path.endsWith('.ts') && !isTest(source));

/** The line, from 1, in which a position lies. */
export const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;

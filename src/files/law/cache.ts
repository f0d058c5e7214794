import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reading YAML, checking its schema and understanding its conditions takes longer than a decision may; so the understood
 * regimes are kept as JSON beside the installed packages. The key is made of the sources' bytes and of the state of the code
 * that understands them: a changed word of the law, or of that code, never meets an old understanding.
 */
export class LawCache {
  readonly #folder: string;
  readonly #reader: string;

  constructor(root: string) {
    this.#folder = join(root, 'node_modules', '.cache', 'resolute');
    this.#reader = stateOf(join(root, 'src', 'law'));
  }

  keyOf(files: readonly { readonly path: string; readonly text: string }[]): string {
    const hash = createHash('sha256').update(this.#reader);
    for (const file of files) hash.update(`\0${file.path}\0${file.text.length}\0`).update(file.text);
    return hash.digest('hex');
  }

  get(key: string): unknown {
    let text: string;
    try {
      text = readFileSync(join(this.#folder, `${key}.json`), 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      // Half a file, from a full disk or a crash: the law is simply understood again.
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Written under another name first, so that a reader never meets half a file. A read-only installation simply goes without. */
  put(key: string, value: unknown): void {
    const part = join(this.#folder, `${key}.${randomUUID()}.partial`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(part, JSON.stringify(value));
      renameSync(part, join(this.#folder, `${key}.json`));
    } catch (error) {
      if (!isReadOnly(error)) throw error;
    }
  }
}

function stateOf(folder: string): string {
  const parts: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.name.endsWith('.test.ts')) continue;
    const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name));
    parts.push(`${entry.parentPath.slice(folder.length)}/${entry.name}:${size}:${mtimeMs}`);
  }
  return parts.sort().join('\n');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}
function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'ENOTDIR', 'ENOENT'].includes(String(codeOf(error)));
}

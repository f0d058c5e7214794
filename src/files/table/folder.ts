import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, one by one. Node's own recursive `mkdir` never ends on a file system that answers
 * "no such file" to every attempt, as /proc does (seen with Node 26.10 on Linux).
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let path = resolve(folder); !(await isFolder(path)); path = dirname(path)) missing.push(path);
  for (const path of missing.reverse()) await mkdir(path);
}

/** @throws the file system's own error where a file or a right stands in the way */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
  return false;
}

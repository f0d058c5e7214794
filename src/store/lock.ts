import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** Another process has these data open. */
export class FolderInUse extends ResoluteError {
  readonly code = 'store.folder-in-use';
  readonly kind: ErrorKind = 'usage';
  readonly remedy =
    'Stop that process first, or use its API; an embedded database has room for one. A PostgreSQL server (DATABASE_URL) has room for many.';
  constructor(folder: string, pid: number) {
    super(`The data in ${folder} are open in process ${pid}.`);
  }
}

const NAME = 'resolute.lock';

/**
 * Takes the folder for this process. PGlite itself lets a second process write beside the first.
 * @returns gives it back
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, NAME);
  for (;;) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = holderOf(path);
    if (holder !== null && startOf(holder.pid) === holder.started && holder.started !== null) throw new FolderInUse(folder, holder.pid);
    rmSync(path, { force: true }); // its process is gone: killed, or the machine went down
  }
}

function holderOf(path: string): { readonly pid: number; readonly started: string | null } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; started: string | null };
  } catch {
    return null;
  }
}

/** When a process began, so that a reused pid is not taken for the one that held the lock; `null` where there is none. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

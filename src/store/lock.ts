import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FolderInUse, FolderUnusable } from './errors.ts';

const LOCK = 'resolute.lock';
const PID = 'resolute.pid';
const BUSY = 5;

/** A lock that nobody refers to any more would be collected as garbage, and given back by that. */
const HELD = new Set<DatabaseSync>();

/**
 * Takes the folder for this process. PGlite itself lets a second process write beside the first.
 *
 * The lock is the operating system's, taken through the SQLite that Node brings (Node has no call for it), in an empty file of its own.
 * It ends with its process, however that ends. A file with a pid in it would have to be judged: the pid may be another process's by
 * now, or count in another container, and two that find it stale at once may both take it.
 * @returns gives it back
 * @throws FolderInUse, FolderUnusable
 */
export function lockFolder(folder: string): () => void {
  const pidFile = join(folder, PID);
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(join(folder, LOCK));
    file.exec('pragma journal_mode = off; begin exclusive');
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 }); // for the message of whoever comes second, and for nothing else
  } catch (error) {
    file?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) throw new FolderInUse(folder, pidIn(pidFile));
    throw new FolderUnusable(folder, error instanceof Error ? error.message : String(error));
  }
  const held = file;
  HELD.add(held);
  return () => {
    if (!held.isOpen) return;
    rmSync(pidFile, { force: true });
    held.close();
    HELD.delete(held);
  };
}

/** The process that has the folder locked, as far as it says so; null where nobody has. */
export function whoHolds(folder: string): number | null {
  try {
    lockFolder(folder)();
    return null;
  } catch (error) {
    if (error instanceof FolderInUse) return error.pid;
    throw error;
  }
}

function pidIn(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null; // the other has the lock and has not written yet: its pid is only for the message
  }
}

import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * How PostgreSQL is started so that it waits for the disk at each commit. PGlite starts it with `-F` (never wait). `fsync` is asked for
 * by name since the other ways of waiting end in a call that does nothing in WebAssembly.
 */
export function durableParams(defaults: readonly string[]): string[] {
  return [...defaults.filter((each) => each !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

/** An open file as the file system below PostgreSQL sees it; a folder has no descriptor. */
interface Stream {
  readonly nfd?: number;
  readonly node: unknown;
}
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: Stream) => number };
  realPath(node: unknown): string;
}

/** Answers of WASI: done, and input/output error. */
const DONE = 0;
const FAILED = 29;

/**
 * The folder on disk, with the one call that its file system lacks: fsync. Without it PostgreSQL believes to have waited for the disk
 * and has not, and what was acknowledged just before a power cut may be gone, or its files disagree.
 */
export class DurableFolder extends NodeFS {
  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(pglite, options);
    const teach = (module: unknown): void => {
      const { NODEFS } = module as { NODEFS: NodeFileSystem };
      NODEFS.stream_ops.fsync = ({ nfd, node }) => syncStream(nfd, () => NODEFS.realPath(node));
    };
    const preRun = made.emscriptenOpts.preRun as ((module: unknown) => void)[];
    return { ...made, emscriptenOpts: { ...made.emscriptenOpts, preRun: [...preRun, teach] } };
  }
}

function syncStream(descriptor: number | undefined, path: () => string): number {
  try {
    if (descriptor === undefined) syncNames(path());
    else fsyncSync(descriptor);
    return DONE;
  } catch {
    return FAILED; // PostgreSQL stops over this rather than go on, as it should
  }
}

/** Brings a folder and all that is in it to the disk: for files that were written by nobody who waited. */
export function syncFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncFolder(path);
    else if (entry.isFile()) syncOne(path, 'r+');
  }
  syncNames(folder);
}

/** Brings the names in a folder to the disk: what was made, renamed or removed there. Windows has no such call; its journal keeps names. */
export function syncNames(folder: string): void {
  if (process.platform !== 'win32') syncOne(folder, 'r');
}

function syncOne(path: string, mode: 'r' | 'r+'): void {
  const descriptor = openSync(path, mode);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

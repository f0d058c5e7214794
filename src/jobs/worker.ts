import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../store/open.ts';
import { ResoluteError } from '../values/errors.ts';
import type { JobKind, JobRun } from './job.ts';
import { fail, release, step, take } from './queue.ts';

export interface WorkerOptions {
  /** Called before each look at the queue: asks for work that is due by itself. */
  readonly pulse?: () => Promise<unknown>;
  /** Milliseconds between two looks at an empty queue. */
  readonly pollMs?: number;
  /** Seconds without a sign of life after which another process's job is taken over. */
  readonly leaseSeconds?: number;
  /** Hears of every step, for figures and logs. */
  readonly onStep?: (run: JobRun) => void;
  /** Hears what went wrong; the worker goes on. */
  readonly onError?: (error: unknown, run: JobRun | null) => void;
}

export interface Worker {
  /** Looks at the queue now instead of at the next poll. */
  readonly wake: () => void;
  /** Ends after the step that runs now, and gives the job back. */
  readonly stop: () => Promise<void>;
}

const POLL_MS = 1000;
const LEASE_SECONDS = 15;
/** Pause after trouble with the store, so that a database that is down is not asked without end. */
const TROUBLE_MS = 2000;

/** Works on jobs of these kinds in the background, a step at a time, until it is stopped. */
export function startWorker(store: Store, kinds: readonly JobKind[], options: WorkerOptions = {}): Worker {
  const name = randomUUID();
  const ends = new AbortController();
  let woken = new AbortController();
  const idle = async (ms: number): Promise<void> => {
    woken = new AbortController();
    await pause(ms, undefined, { signal: AbortSignal.any([ends.signal, woken.signal]) }).catch(() => undefined); // woken, or at an end
  };
  const loop = async (): Promise<void> => {
    while (!ends.signal.aborted) {
      try {
        await options.pulse?.();
        const worked = await workUntil(store, kinds, name, () => ends.signal.aborted, options);
        if (worked === 0) await idle(options.pollMs ?? POLL_MS);
      } catch (error) {
        options.onError?.(error, null);
        await idle(TROUBLE_MS);
      }
    }
    await release(store.db, name);
  };
  const running = loop().catch((error: unknown) => options.onError?.(error, null));
  return {
    wake: () => woken.abort(),
    stop: async () => {
      ends.abort();
      await running;
    },
  };
}

/** Works until the queue has nothing more to give: for commands and tests. @returns the number of steps */
export async function workOff(store: Store, kinds: readonly JobKind[], options: WorkerOptions = {}): Promise<number> {
  return workUntil(store, kinds, randomUUID(), () => false, options);
}

async function workUntil(
  store: Store,
  kinds: readonly JobKind[],
  worker: string,
  isEnd: () => boolean,
  { leaseSeconds = LEASE_SECONDS, onStep, onError }: WorkerOptions,
): Promise<number> {
  const names = kinds.map((kind) => kind.name);
  // The folder of an embedded database belongs to one process: whoever else took a job there is dead.
  const lease = store.engine === 'embedded' ? 0 : leaseSeconds;
  let steps = 0;
  while (!isEnd()) {
    const run = await take(store.db, worker, names, lease);
    if (run === null) return steps;
    const kind = kinds.find((candidate) => candidate.name === run.name);
    if (run.state !== 'running' || kind === undefined) continue;
    try {
      steps += await stepsOf(store, kind, run, worker, isEnd, onStep);
    } catch (error) {
      onError?.(error, run);
      if (error instanceof ResoluteError && error.kind === 'unavailable') throw error; // not the job's fault: it is taken up again
      await fail(store.db, run.id, worker, told(error));
    }
  }
  return steps;
}

async function stepsOf(
  store: Store,
  kind: JobKind,
  { id }: JobRun,
  worker: string,
  isEnd: () => boolean,
  onStep: WorkerOptions['onStep'],
): Promise<number> {
  for (let steps = 0; ; steps += 1) {
    if (isEnd()) return steps;
    const after = await store.transaction((tx) => step(tx, kind, id, worker));
    if (after !== null) onStep?.(after);
    if (after === null || after.state !== 'running') return after === null ? steps : steps + 1;
  }
}

function told(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof ResoluteError) return error;
  return { code: 'fault', message: error instanceof Error ? error.name : 'unknown' };
}

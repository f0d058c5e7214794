import { sql } from 'kysely';
import type { Desk } from '../office/desk.ts';

/** One transaction: a desk is made for each, while a connection serves many. */
type At = Pick<Desk, 'tx'>;

let make: (worker: string, at: At) => Orderable;

/**
 * The proof that a worker may be ordered to leave, good in the transaction that asked. Only this file can make one: the constructor is
 * private, and a private field keeps every other object from passing for it. Whatever orders a departure takes it as an argument.
 */
export class Orderable {
  readonly worker: string;
  readonly #at: At;

  private constructor(worker: string, at: At) {
    this.worker = worker;
    this.#at = at;
  }

  static {
    make = (worker, at) => new Orderable(worker, at);
  }

  /** The worker, for an act at this desk. The lock on the standing ends with the transaction that asked, and so does the proof. */
  at(desk: At): string {
    if (desk !== this.#at) throw new TypeError('Whether somebody may be ordered to leave is asked in the transaction that orders it.');
    return this.worker;
  }
}

/**
 * Asks the one question that the register may ask of protection. The standing is locked until the transaction ends: a hold that is
 * being placed is waited for, and one that comes later waits for the order and then stops it.
 * @returns null for a person who is held, assessed or not to be returned, and for somebody nobody knows
 */
export async function mayBeOrderedToLeave(at: At, worker: string): Promise<Orderable | null> {
  return (await whoMayBeOrdered(at, [worker])).get(worker) ?? null;
}

/** The same for many at once, in one statement: who is not in the answer may not be ordered to leave. */
export async function whoMayBeOrdered(at: At, workers: readonly string[]): Promise<ReadonlyMap<string, Orderable>> {
  // In one order, so that two bulk acts never wait for each other in a ring. FOR SHARE: a departure, its notice and the trigger ask together.
  const { rows } = await sql<{ worker: string; open: boolean }>`
    select worker, not ("returnProhibited" is true or assessment is not distinct from 'pending') as open
    from protection_standing where worker = any(${[...workers]}::uuid[]) order by worker for share`.execute(at.tx);
  return new Map(rows.filter(({ open }) => open).map(({ worker }) => [worker, make(worker, at)]));
}

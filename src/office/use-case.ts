import type { z } from 'zod';
import type { Action } from '../access/actions.ts';
import type { Desk } from './desk.ts';
import type { Reader } from './reader.ts';

/**
 * One thing that can be done. The schema of its input is the one definition: the API's bodies and the command line's flags derive from it.
 * A use case writes through its desk alone and returns no personal field: what it returns is kept, to be given again for the same key.
 */
export interface UseCase<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** `worker.register`: noun and verb. */
  readonly name: string;
  /** What somebody must be allowed to do; `null` where that depends on the record, and the use case itself asks. */
  readonly action: Action | null;
  /** Whoever is refused here for want of a right leaves an entry in the log: the second person's acts. */
  readonly keepsAttempts?: true;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly run: (desk: Desk, input: z.output<I>) => Promise<z.input<O>>;
}

/** One thing that can be asked. */
export interface Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly action: Action;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly run: (reader: Reader, input: z.output<I>) => Promise<z.input<O>>;
}

export function useCase<I extends z.ZodType, O extends z.ZodType>(definition: UseCase<I, O>): UseCase<I, O> {
  return definition;
}

export function query<I extends z.ZodType, O extends z.ZodType>(definition: Query<I, O>): Query<I, O> {
  return definition;
}

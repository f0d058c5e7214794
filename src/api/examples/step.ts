import type { Role } from '../../access/roles.ts';
import type { IsoDate } from '../../values/dates.ts';

/** An id that an earlier step made, by the name it was given there. */
export interface Made {
  readonly made: string;
}

export const made = (name: string): Made => ({ made: name });

/**
 * One request of an office at work. The steps follow one another as they stand, so each finds what the ones before it made: the document
 * shows each as the example of its route, and a test does them all, in every role, on a register of its own.
 */
export interface Step {
  /** The use case or query. */
  readonly does: string;
  readonly by: Role;
  /** Another person of that role than the one before: the second person. */
  readonly byAnother?: true;
  /** The register's day from this step on. */
  readonly on?: IsoDate;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Names for what the answer brought: name to field of the answer. */
  readonly makes?: Readonly<Record<string, string>>;
  /** It only prepares what a later step needs: another step is the example. */
  readonly prepares?: true;
}

/** The input with the ids put in where `made` stands. */
export function withIds(value: unknown, idOf: (name: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, idOf));
  if (value === null || typeof value !== 'object') return value;
  if (isMade(value)) return idOf(value.made);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withIds(item, idOf)]));
}

const isMade = (value: object): value is Made => Object.keys(value).length === 1 && 'made' in value && typeof value.made === 'string';

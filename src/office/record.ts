import type { Json } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';

export type ColumnType = 'uuid' | 'text' | 'date' | 'boolean' | 'integer' | 'text[]' | 'uuid[]' | 'jsonb';

/**
 * A kind of record: its name in the log, its table, and the typed columns of its state. A column has the name of the field,
 * in SQL as in JSON. Unknown is null, here as everywhere.
 */
export interface RecordKind<S extends object> {
  readonly kind: string;
  readonly table: string;
  readonly columns: { readonly [K in keyof S]-?: ColumnType };
  /** Whether the state has a sealed part: what names a person, or is said in confidence. */
  readonly sealed: boolean;
  /** Under whose key the sealed part lies, and at whose erasure it becomes unreadable. */
  person(id: string, state: S): string | null;
}

/** The state of a record as it stands in its table. */
export interface Held<S extends object> {
  readonly of: RecordKind<S>;
  readonly id: string;
  /** Counts the record's events, from 1: the ETag. */
  readonly version: number;
  /** The latest day at which one of its events was true. */
  readonly trueOn: IsoDate;
  readonly state: S;
  /** The version at which the sealed part last changed; `null` where there is none. */
  readonly sealedAt: number | null;
  readonly sealed: Uint8Array | null;
}

/** What an event does to a state. The later day wins, on one day the later entry, field by field: so a correction that reaches back does not undo what happened since. */
export interface Change {
  readonly trueOn: IsoDate;
  /** Place in the log: what is not there yet comes last. */
  readonly leaf: number;
  readonly set: Readonly<Record<string, Json>>;
}

/** The state of a record with no events: every field unknown. */
export function nothingKnown<S extends object>(of: RecordKind<S>): S {
  return Object.fromEntries(Object.keys(of.columns).map((name) => [name, null])) as S;
}

/** The state that these events leave, whatever order they come in. */
export function fold<S extends object>(of: RecordKind<S>, changes: readonly Change[]): S {
  return Object.assign(nothingKnown(of), ...inOrder(changes).map(({ set }) => set)) as S;
}

export function inOrder<C extends Change>(changes: readonly C[]): C[] {
  return [...changes].sort((a, b) => (a.trueOn < b.trueOn ? -1 : a.trueOn > b.trueOn ? 1 : a.leaf - b.leaf));
}

import type { RecordKind } from './record.ts';

/** Somebody tried what only a second person may do. It changed nothing, and it is on record. */
export interface Attempt {
  /** The use case. */
  readonly name: string;
  readonly code: string;
  /** The proposal or record that it was tried on. */
  readonly on: string | null;
  readonly via: string;
}

export const attempt: RecordKind<Attempt> = {
  kind: 'attempt',
  table: 'office_attempt',
  columns: { name: 'text', code: 'text', on: 'uuid', via: 'text' },
  sealed: false,
  person: () => null,
};

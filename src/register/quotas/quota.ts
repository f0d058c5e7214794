import type { RecordKind } from '../../office/record.ts';

/** How many authorisations a year may bring, as the state set it; null in a scope means every one. */
export interface Quota {
  readonly year: number;
  readonly nationality: string | null;
  readonly sector: string | null;
  readonly number: number;
  readonly source: string | null;
}

export const quota: RecordKind<Quota> = {
  kind: 'quota',
  table: 'quota',
  columns: {
    year: 'integer',
    nationality: 'text',
    sector: 'text',
    number: 'integer',
    source: 'text',
  },
  sealed: false,
  person: () => null,
};

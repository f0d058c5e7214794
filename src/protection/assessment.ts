import type { RecordKind } from '../office/record.ts';
import type { IsoDate } from '../values/dates.ts';

/**
 * One procedure that settles whether return is prohibited. Who asked for it, before whom it lies and its reasons are sealed.
 * A person may have several, one after the other; the last one counts.
 */
export interface Assessment {
  readonly worker: string;
  /** Counts the assessments of a worker from 1. */
  readonly ordinal: number;
  /** `none`: the person was asked and named nothing that speaks against return. */
  readonly outcome: 'none' | 'pending' | 'upheld' | 'refused';
  readonly openedOn: IsoDate;
  readonly settledOn: IsoDate | null;
  /** Upheld makes it true, refused and none false; while it is pending nobody knows. */
  readonly returnProhibited: boolean | null;
  readonly author: string;
}

export const assessment: RecordKind<Assessment> = {
  kind: 'assessment',
  table: 'protection_assessment',
  columns: {
    worker: 'uuid',
    ordinal: 'integer',
    outcome: 'text',
    openedOn: 'date',
    settledOn: 'date',
    returnProhibited: 'boolean',
    author: 'uuid',
  },
  sealed: true,
  person: (_, { worker }) => worker,
};

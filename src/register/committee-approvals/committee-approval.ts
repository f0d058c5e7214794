import type { RecordKind } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';

/** What a sanctions committee was asked and what it answered: for whom, how many, until when. */
export interface CommitteeApproval {
  /** For instance `1718`. */
  readonly committee: string;
  readonly reference: string | null;
  readonly requestedOn: IsoDate | null;
  readonly answeredOn: IsoDate | null;
  readonly answer: 'pending' | 'approved' | 'refused';
  readonly approvedOn: IsoDate | null;
  /** Whom it covers by name; null where it covers a number. */
  readonly workers: readonly string[] | null;
  /** For whose workers it was given, where it says so. */
  readonly employer: string | null;
  readonly countAllowed: number | null;
  /** Authorisations that rest on it. */
  readonly countUsed: number;
  readonly expiresOn: IsoDate | null;
}

export const committeeApproval: RecordKind<CommitteeApproval> = {
  kind: 'committee-approval',
  table: 'committee_approval',
  columns: {
    committee: 'text',
    reference: 'text',
    requestedOn: 'date',
    answeredOn: 'date',
    answer: 'text',
    approvedOn: 'date',
    workers: 'uuid[]',
    employer: 'uuid',
    countAllowed: 'integer',
    countUsed: 'integer',
    expiresOn: 'date',
  },
  sealed: false,
  person: () => null,
};

import { NOBODY } from '../../office/ids.ts';
import type { RecordKind } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';

/** Renewals declined in one act: what one person proposed as a list and another approved as that list. The list itself is the proposal's content. */
export interface BulkDecline {
  /** The day on which the law was read. */
  readonly asOf: IsoDate;
  /** How many permits are on the list. */
  readonly number: number;
  /** SHA-256 of the list, in hexadecimal: what a dry run showed. */
  readonly listHash: string;
  readonly status: 'waiting' | 'done' | 'returned' | 'void';
  readonly proposal: string | null;
  readonly author: string;
  readonly approver: string | null;
}

/** Sealed are the reason and the salt of its hashes; they belong to no one person of the list. */
export const bulkDecline: RecordKind<BulkDecline> = {
  kind: 'bulk-decline',
  table: 'bulk_decline',
  columns: {
    asOf: 'date',
    number: 'integer',
    listHash: 'text',
    status: 'text',
    proposal: 'uuid',
    author: 'uuid',
    approver: 'uuid',
  },
  sealed: true,
  person: () => NOBODY,
};

import type { RecordKind } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';

/** A work authorisation. Both ends are lawful days; one stands at a time for a worker. */
export interface Permit {
  readonly number: string | null;
  readonly worker: string;
  readonly employer: string;
  readonly contract: string | null;
  readonly application: string | null;
  readonly category: string | null;
  readonly grantedOn: IsoDate | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  /** The last day on which it stands: `validTo`, or earlier where it was revoked or replaced. */
  readonly lastDay: IsoDate;
  /** `not-renewed`: it runs to its last day and the renewal was declined. */
  readonly status: 'granted' | 'revoked' | 'replaced' | 'not-renewed';
  /** The permit before it. */
  readonly renews: string | null;
}

export const permit: RecordKind<Permit> = {
  kind: 'permit',
  table: 'permit',
  columns: {
    number: 'text',
    worker: 'uuid',
    employer: 'uuid',
    contract: 'uuid',
    application: 'uuid',
    category: 'text',
    grantedOn: 'date',
    validFrom: 'date',
    validTo: 'date',
    lastDay: 'date',
    status: 'text',
    renews: 'uuid',
  },
  sealed: false,
  person: (_, { worker }) => worker,
};

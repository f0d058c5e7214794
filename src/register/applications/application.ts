import type { RecordKind } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';

/** What somebody asks for. It waits until it is granted, refused or withdrawn. */
export interface Application {
  readonly number: string | null;
  readonly kind: 'new' | 'renewal' | 'change-of-employer' | 'change-of-category';
  readonly worker: string;
  readonly employer: string;
  readonly contract: string | null;
  /** The standing permit, where there is one. */
  readonly permit: string | null;
  readonly category: string | null;
  readonly receivedOn: IsoDate;
  readonly wantedFrom: IsoDate | null;
  readonly wantedTo: IsoDate | null;
  /** `proposed`: a decision is drafted; `waiting`: a second person is asked. */
  readonly status: 'received' | 'proposed' | 'waiting' | 'granted' | 'refused' | 'withdrawn';
  /** The decision that stands. */
  readonly decision: string | null;
}

export const application: RecordKind<Application> = {
  kind: 'application',
  table: 'application',
  columns: {
    number: 'text',
    kind: 'text',
    worker: 'uuid',
    employer: 'uuid',
    contract: 'uuid',
    permit: 'uuid',
    category: 'text',
    receivedOn: 'date',
    wantedFrom: 'date',
    wantedTo: 'date',
    status: 'text',
    decision: 'uuid',
  },
  sealed: true,
  person: (_, { worker }) => worker,
};

import { NOBODY } from '../../office/ids.ts';
import type { RecordKind } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';

/** A paper to somebody about a decision or a departure. Nobody is bound by what was not served. */
export interface Notice {
  readonly kind: 'refusal' | 'non-renewal' | 'revocation' | 'grant' | 'departure' | 'information';
  readonly decision: string | null;
  readonly permit: string | null;
  readonly departure: string | null;
  readonly worker: string | null;
  readonly employer: string | null;
  readonly addressee: 'worker' | 'employer' | 'mission';
  /** The sending state, ISO 3166-1 alpha-3, where its mission is addressed. */
  readonly mission: string | null;
  readonly status: 'drafted' | 'served' | 'received' | 'undeliverable' | 'void';
  readonly draftedOn: IsoDate;
  readonly servedOn: IsoDate | null;
  readonly receivedOn: IsoDate | null;
  /** By post, by hand, through the employer. */
  readonly means: string | null;
  readonly author: string;
}

export const notice: RecordKind<Notice> = {
  kind: 'notice',
  table: 'notice',
  columns: {
    kind: 'text',
    decision: 'uuid',
    permit: 'uuid',
    departure: 'uuid',
    worker: 'uuid',
    employer: 'uuid',
    addressee: 'text',
    mission: 'text',
    status: 'text',
    draftedOn: 'date',
    servedOn: 'date',
    receivedOn: 'date',
    means: 'text',
    author: 'uuid',
  },
  sealed: true,
  person: (_, { worker }) => worker ?? NOBODY,
};

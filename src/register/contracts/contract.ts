import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';

/** The contract on which an authorisation rests; on a renewal the extension, where one was signed. */
export interface Contract {
  readonly number: string | null;
  readonly worker: string;
  readonly employer: string;
  /** The day on which it was finalised, with its evidence; S/RES/2375 (2017) ¶17 turns on it. */
  readonly finalisedOn: IsoDate | null;
  readonly endsOn: IsoDate | null;
  readonly written: boolean | null;
  /** What shows the day: kind and reference of the paper. */
  readonly evidence: Json;
  readonly status: 'recorded' | 'ended';
}

export const contract: RecordKind<Contract> = {
  kind: 'contract',
  table: 'contract',
  columns: {
    number: 'text',
    worker: 'uuid',
    employer: 'uuid',
    finalisedOn: 'date',
    endsOn: 'date',
    written: 'boolean',
    evidence: 'jsonb',
    status: 'text',
  },
  sealed: false,
  person: (_, { worker }) => worker,
};

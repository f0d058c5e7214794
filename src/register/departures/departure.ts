import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';

/**
 * That somebody leaves: planned with a last day, confirmed with evidence. Never ordered of somebody whom protection keeps. The sealed
 * part is what officers write of it, such as why it was cancelled.
 */
export interface Departure {
  readonly worker: string;
  readonly permit: string | null;
  readonly decision: string | null;
  /** The provision that requires it, or `own-accord`. */
  readonly basis: string;
  readonly plannedOn: IsoDate | null;
  /** The last lawful day. */
  readonly by: IsoDate | null;
  readonly leftOn: IsoDate | null;
  /** ISO 3166-1 alpha-3; repatriation is to the DPRK, anything else a departure. */
  readonly destination: string | null;
  readonly evidence: Json;
  /** `suspended`: protection came between. */
  readonly status: 'planned' | 'confirmed' | 'cancelled' | 'suspended';
  readonly author: string;
}

export const departure: RecordKind<Departure> = {
  kind: 'departure',
  table: 'departure',
  columns: {
    worker: 'uuid',
    permit: 'uuid',
    decision: 'uuid',
    basis: 'text',
    plannedOn: 'date',
    by: 'date',
    leftOn: 'date',
    destination: 'text',
    evidence: 'jsonb',
    status: 'text',
    author: 'uuid',
  },
  sealed: true,
  person: (_, { worker }) => worker,
};

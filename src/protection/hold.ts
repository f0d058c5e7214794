import type { RecordKind } from '../office/record.ts';
import type { IsoDate } from '../values/dates.ts';

/**
 * That nobody may order this person to leave for now, whatever the law says of their stay. The ground, whoever named it and its papers
 * are sealed. It has a stream of its own: the worker's record shows nothing of it, neither in its version nor in its events.
 */
export interface Hold {
  readonly worker: string;
  /** `lift-proposed`: one protection officer would lift it; it holds until another does. */
  readonly status: 'placed' | 'lift-proposed' | 'lifted';
  readonly placedOn: IsoDate;
  readonly liftedOn: IsoDate | null;
  readonly placedBy: string;
  readonly liftProposedBy: string | null;
  readonly liftedBy: string | null;
}

export const hold: RecordKind<Hold> = {
  kind: 'hold',
  table: 'protection_hold',
  columns: {
    worker: 'uuid',
    status: 'text',
    placedOn: 'date',
    liftedOn: 'date',
    placedBy: 'uuid',
    liftProposedBy: 'uuid',
    liftedBy: 'uuid',
  },
  sealed: true,
  person: (_, { worker }) => worker,
};

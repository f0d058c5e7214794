import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';

/** What came of deciding the register again: the one entry that the log has of it. Its id is that of the job. */
export interface Redecision {
  /** `touched`: only what corrected facts reach. `draft`: compared under a draft, which decides nothing. */
  readonly scope: 'whole' | 'touched' | 'draft';
  readonly day: IsoDate | null;
  readonly laws: Json;
  readonly draft: string | null;
  /** Answers given: each permit is asked about several acts. */
  readonly decided: number;
  readonly changed: number;
  /** Of every change before and after, so that a list shown later can be proved to be the one that was found: see `digest.ts`. */
  readonly digest: string | null;
  readonly status: 'done' | 'cancelled';
}

export const redecision: RecordKind<Redecision> = {
  kind: 'redecision',
  table: 'redecision',
  columns: {
    scope: 'text',
    day: 'date',
    laws: 'jsonb',
    draft: 'text',
    decided: 'integer',
    changed: 'integer',
    digest: 'text',
    status: 'text',
  },
  sealed: false,
  person: () => null,
};

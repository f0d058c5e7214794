import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';

/** A version of one regime that somebody proposed for this register. What it says is kept under its hash, for good, whatever becomes of it. */
export interface LawVersion {
  readonly regime: string;
  /** The hash that names it: what decisions carry. */
  readonly sha256: string;
  /** The version that was in force when this one was proposed; null for a regime that was not. */
  readonly replaces: string | null;
  /** `position`: the version in force with one position added to an open question. */
  readonly origin: 'files' | 'position';
  readonly why: string;
  /** What it changes, a sentence each. */
  readonly difference: Json;
  /** What speaks against it and stops nothing: warnings, and cases of the law that now come out otherwise. */
  readonly warnings: Json;
  readonly proposal: string | null;
  readonly status: 'proposed' | 'published' | 'returned' | 'void' | 'withdrawn';
  readonly publishedOn: IsoDate | null;
}

export const lawVersion: RecordKind<LawVersion> = {
  kind: 'law-version',
  table: 'law_version',
  columns: {
    regime: 'text',
    sha256: 'text',
    replaces: 'text',
    origin: 'text',
    why: 'text',
    difference: 'jsonb',
    warnings: 'jsonb',
    proposal: 'uuid',
    status: 'text',
    publishedOn: 'date',
  },
  sealed: false,
  person: () => null,
};

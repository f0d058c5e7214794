import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';

/** Who gives work: a company, a state body, a mission, a household. */
export interface Employer {
  readonly number: string | null;
  readonly name: string;
  /** ISIC Rev. 4: section letter or class of up to four digits. */
  readonly sector: string | null;
  /** A private entity; null while nobody knows. */
  readonly private: boolean | null;
  readonly kind: 'company' | 'state-body' | 'mission' | 'organisation' | 'household' | null;
  /** Who owns it and which venture is joint: see `ownership.ts`. */
  readonly owners: Json;
  /** Where its people work. */
  readonly sites: Json;
  readonly listed: boolean | null;
  readonly status: 'active' | 'closed';
}

export const employer: RecordKind<Employer> = {
  kind: 'employer',
  table: 'employer',
  columns: {
    number: 'text',
    name: 'text',
    sector: 'text',
    private: 'boolean',
    kind: 'text',
    owners: 'jsonb',
    sites: 'jsonb',
    listed: 'boolean',
    status: 'text',
  },
  sealed: false,
  person: () => null,
};

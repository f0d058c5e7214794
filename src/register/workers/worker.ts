import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';

/** A person who works or asks to. Names, documents and birth date are the sealed part (`personal.ts`); what stands here are facts that the law reads. */
export interface Worker {
  /** The number of the ministry's own file. */
  readonly number: string | null;
  /** All of them, ISO 3166-1 alpha-3; null while nobody is sure. */
  readonly nationalities: readonly string[] | null;
  /** What a form said where that names no one state: "Korea". It is never guessed. */
  readonly nationalityGiven: string | null;
  readonly earnsIncome: boolean | null;
  readonly safetyOverseer: boolean | null;
  readonly immunity: boolean | null;
  readonly residesOnOtherTitle: boolean | null;
  /** Confirmed on a list by two persons; never a match of names. */
  readonly listed: boolean | null;
  /** On what title the person is in the host state: work, student, spouse. */
  readonly category: string | null;
  /** The other record that an officer recognised as this very person. */
  readonly samePersonAs: string | null;
  /** Permits of other offices and categories, as they were told. */
  readonly formerPermits: Json;
  /** The employer whose account registered the worker; null where the office did. */
  readonly registeredBy: string | null;
  readonly status: 'active' | 'departed' | 'erased';
}

export const worker: RecordKind<Worker> = {
  kind: 'worker',
  table: 'worker',
  columns: {
    number: 'text',
    nationalities: 'text[]',
    nationalityGiven: 'text',
    earnsIncome: 'boolean',
    safetyOverseer: 'boolean',
    immunity: 'boolean',
    residesOnOtherTitle: 'boolean',
    listed: 'boolean',
    category: 'text',
    samePersonAs: 'uuid',
    formerPermits: 'jsonb',
    registeredBy: 'uuid',
    status: 'text',
  },
  sealed: true,
  person: (id) => id,
};

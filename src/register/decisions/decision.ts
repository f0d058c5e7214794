import type { Gap, Outcome } from '../../decide/settle.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { RecordKind } from '../../office/record.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';

/** What the law says of one case and what an officer makes of it. The sealed part holds the case, the whole decision of the engine and the officer's reason. */
export interface Decision {
  readonly application: string | null;
  readonly permit: string | null;
  readonly worker: string;
  readonly employer: string;
  readonly act: Act;
  readonly asOf: IsoDate;
  /** What the law says. */
  readonly outcome: Outcome;
  readonly un: Outcome;
  readonly national: Outcome;
  readonly gap: Gap | null;
  readonly missing: readonly string[];
  readonly returnBy: IsoDate | null;
  readonly protected: boolean;
  /** Which versions of the law decided: a list of { regime, sha256 }. */
  readonly laws: Json;
  /** SHA-256 of the sealed decision under a random salt that is sealed with it. */
  readonly decisionHash: string;
  /** The Committee's approval that it rests on. */
  readonly approval: string | null;
  /** What the officer decides. */
  readonly taken: 'grant' | 'refuse' | 'decline-renewal' | 'revoke' | 'exempt';
  /** The officer decides otherwise than the law's answer would have it; the reason is required. */
  readonly deviates: boolean;
  /** What the second person is asked, where one is needed. */
  readonly proposal: string | null;
  /** `done`: it took effect. */
  readonly status: 'proposed' | 'waiting' | 'approved' | 'returned' | 'done' | 'void';
  readonly author: string;
  readonly approver: string | null;
}

export const decision: RecordKind<Decision> = {
  kind: 'decision',
  table: 'decision',
  columns: {
    application: 'uuid',
    permit: 'uuid',
    worker: 'uuid',
    employer: 'uuid',
    act: 'text',
    asOf: 'date',
    outcome: 'text',
    un: 'text',
    national: 'text',
    gap: 'text',
    missing: 'text[]',
    returnBy: 'date',
    protected: 'boolean',
    laws: 'jsonb',
    decisionHash: 'text',
    approval: 'uuid',
    taken: 'text',
    deviates: 'boolean',
    proposal: 'uuid',
    status: 'text',
    author: 'uuid',
    approver: 'uuid',
  },
  sealed: true,
  person: (_, { worker }) => worker,
};

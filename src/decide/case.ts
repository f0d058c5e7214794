import { ACTS, type Act, type Vocabulary } from '../law/vocabulary.ts';
import type { IsoDate } from '../values/dates.ts';

/** What the Committee approved; an unknown field is `null`. */
export interface Approval {
  readonly committee: string | null;
  readonly approvedOn: IsoDate | null;
}
/** The value of one fact; `null` is unknown. */
export type FactValue = boolean | number | string | readonly (string | null)[] | readonly Approval[] | null;

/**
 * A case that passed the door (`door.ts`): every fact of the vocabulary in its order, unknown as `null`.
 * Flat, because ten million of them are read by position.
 */
export interface Case {
  /** The caller's own key, given back. */
  readonly id: string | null;
  readonly values: readonly FactValue[];
  /** Answers to open questions that the caller assumes: question id to answer. Shown in the decision, never taken for law. */
  readonly assumed: Readonly<Record<string, boolean>>;
}

/** Positions of the three facts that every case has, and of those that protection reads. */
export interface KeyPositions {
  readonly host: number;
  readonly act: number;
  readonly asOf: number;
  readonly returnProhibited: number;
  readonly assessment: number;
}

export function positionsIn(vocabulary: Vocabulary): KeyPositions {
  const at = (name: string): number => vocabulary.facts.findIndex((fact) => fact.name === name);
  return {
    host: at('host'),
    act: at('act'),
    asOf: at('asOf'),
    returnProhibited: at('worker.returnProhibited'),
    assessment: at('worker.protectionAssessment'),
  };
}

export function isAct(text: unknown): text is Act {
  return typeof text === 'string' && (ACTS as readonly string[]).includes(text);
}

/** What a caller writes: DECISION, the case. A house test holds it equal to `regimes/facts.yaml`. */
export interface CaseInput {
  readonly id?: string | null;
  readonly host: string;
  readonly act: Act;
  readonly asOf: IsoDate;
  readonly worker?: {
    readonly nationalities?: readonly string[] | null;
    readonly earnsIncome?: boolean | null;
    readonly safetyOverseer?: boolean | null;
    readonly returnProhibited?: boolean | null;
    readonly protectionAssessment?: 'none' | 'pending' | 'upheld' | 'refused' | null;
    readonly immunity?: boolean | null;
    readonly residesOnOtherTitle?: boolean | null;
    readonly listed?: boolean | null;
  } | null;
  readonly employer?: { readonly private?: boolean | null; readonly listed?: boolean | null } | null;
  readonly contract?: { readonly finalisedOn?: IsoDate | null; readonly endsOn?: IsoDate | null; readonly written?: boolean | null } | null;
  readonly permit?: { readonly validFrom?: IsoDate | null; readonly validTo?: IsoDate | null } | null;
  readonly application?: { readonly receivedOn?: IsoDate | null } | null;
  readonly approvals?: readonly { readonly committee?: string | null; readonly approvedOn?: IsoDate | null }[] | null;
  readonly register?: { readonly headroom?: number | null } | null;
  /** What-if answers to open questions of interpretation. */
  readonly interpretation?: Readonly<Record<string, boolean | null>> | null;
}

import type { Basis, Citation, Effect } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import type { IsoDate } from '../values/dates.ts';
import type { TruthWord } from '../values/kleene.ts';
import type { ProvisionProof } from './proof.ts';
import type { Gap, Outcome } from './settle.ts';

export interface DecidedException {
  readonly id: string;
  readonly value: TruthWord;
  readonly cite: Citation;
  /** Exceptions to this exception. */
  readonly exceptions: readonly DecidedException[];
}

export interface DecidedProvision {
  readonly id: string;
  readonly layer: 'un' | 'national';
  readonly effect: Effect;
  /** What the provision adds to the outcome of this case when it bites: a duty bars only after its last day. */
  readonly strength: 'clear' | 'needs-approval' | 'barred';
  readonly basis: Basis | null;
  readonly value: TruthWord;
  readonly cite: Citation;
  readonly exceptions: readonly DecidedException[];
}

export interface DecidedDuty {
  readonly provision: string;
  readonly action: 'return';
  /** Whether the stay ends by that day or only the work. */
  readonly ends: 'stay' | 'work';
  /** The first day of the duty: the text says "immediately". */
  readonly from: IsoDate;
  /** The last lawful day. */
  readonly by: IsoDate;
  readonly value: TruthWord;
  readonly missing: readonly string[];
}

/** A departure that officials announced and nothing requires. */
export interface Announcement {
  readonly provision: string;
  readonly by: IsoDate;
  readonly basis: 'statement';
  readonly value: TruthWord;
  readonly against: string | null;
}

/** The answer to one case; fields in the order of DECISION, which is the order of the bytes. */
export interface Decision {
  readonly id: string | null;
  readonly host: string;
  readonly act: Act;
  readonly asOf: IsoDate;
  readonly outcome: Outcome;
  readonly un: { readonly outcome: Outcome };
  readonly national: { readonly outcome: Outcome };
  readonly gap: Gap | null;
  readonly missing: readonly string[];
  readonly returnBy: IsoDate | null;
  readonly protected: boolean;
  readonly provisions: readonly DecidedProvision[];
  readonly duties: readonly DecidedDuty[];
  readonly announced: readonly Announcement[];
  /** Calls for attention that bar nothing. */
  readonly calls: readonly { readonly provision: string; readonly value: TruthWord; readonly cite: Citation }[];
  /** Open questions that the caller answered by assumption. */
  readonly assumed: readonly { readonly question: string; readonly answer: boolean }[];
  readonly proof: readonly ProvisionProof[];
  /** The verdict and its reasons, a sentence each. */
  readonly words: readonly string[];
  readonly law: readonly { readonly regime: string; readonly sha256: string }[];
  readonly engine: string;
}

/**
 * The vocabulary of a case: which facts a condition may speak of, their types, and the words for them.
 * It is read from `regimes/facts.yaml`; the door of a case, the columns of a file and the questions of the interview derive from it.
 */
export type FactType = 'bool' | 'date' | 'integer' | 'text' | 'country' | 'countries' | 'approvals';

/** A sentence per language, English always. */
export type Words = { readonly en: string } & { readonly [language: string]: string };

export interface Fact {
  /** Dotted, as in a CSV header: `worker.nationalities`. */
  readonly name: string;
  readonly type: FactType;
  /** The closed list of a text fact. */
  readonly values?: readonly string[];
  /** `host`, `act` and `asOf`: without them there is no question to answer. */
  readonly required?: boolean;
  /** What a person is asked when the fact is missing. */
  readonly question: Words;
  /** How the fact reads in a sentence: for a bool when it holds and when it does not; else a noun phrase. */
  readonly words: { readonly is: Words; readonly isNot?: Words };
  /** Why no condition needs to ask for it, where that is meant. */
  readonly usedBy?: string;
}

export interface Vocabulary {
  readonly facts: readonly Fact[];
  /** Columns that are carried for grouping in reports and are never facts. */
  readonly labels: readonly { readonly name: string; readonly words: Words }[];
}

export const ACTS = ['authorise', 'renew', 'contract', 'employ', 'remain'] as const;
/** What is asked of the law; DECISION, the case. */
export type Act = (typeof ACTS)[number];

/** The fields of the records in `approvals`. */
export const APPROVAL_FIELDS = { committee: 'text', approvedOn: 'date' } as const;

/** Facts that a case needs before any law can be read; the others may be unknown. */
export const REQUIRED_FACTS = ['host', 'act', 'asOf'] as const;

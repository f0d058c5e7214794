import type { Outcome } from '../decide/settle.ts';
import type { Citation } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import type { IsoDate } from '../values/dates.ts';
import type { ImpactClass, ImpactDetail } from './classes.ts';

export type ClassCounts = Readonly<Record<ImpactClass, number>>;
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** `impact.json`: everything that was counted when a file was compared under the law in force and under a draft. */
export interface ImpactSummary {
  /** That a draft decides nothing, in words: whoever shows a number shows this beside it. */
  readonly notice: string;
  readonly draft: {
    readonly id: string;
    readonly status: 'draft';
    readonly regime: string;
    readonly title: string;
    readonly circulatedOn: IsoDate;
    readonly words: string;
    readonly sources: readonly string[];
  };
  readonly source: { readonly file: string; readonly format: 'csv' | 'jsonl' | 'parquet'; readonly sha256: string | null };
  /** The law in force, and the same with the draft laid over it: a hash of its own that no decision carries. */
  readonly law: readonly { readonly regime: string; readonly sha256: string; readonly underDraft: string }[];
  readonly engine: string;
  /** Rows read = rows compared + rows rejected, always. */
  readonly rows: { readonly read: number; readonly compared: number; readonly rejected: number };
  /** First and last day at which the law was read; `null` when nothing was compared. */
  readonly asOf: { readonly first: IsoDate; readonly last: IsoDate } | null;
  /** What the draft changes in the law, whether or not it meets a case. */
  readonly changes: readonly ChangeCounts[];
  /** Every class, in its order, with what it means; they sum to the rows compared. */
  readonly classes: readonly {
    readonly class: ImpactClass;
    readonly title: string;
    readonly means: string;
    readonly cases: number;
    readonly details: readonly { readonly detail: ImpactDetail; readonly words: string; readonly cases: number }[];
  }[];
  readonly byAct: readonly { readonly act: Act; readonly cases: number; readonly classes: ClassCounts }[];
  readonly byHost: readonly { readonly host: string; readonly cases: number; readonly classes: ClassCounts }[];
  readonly outcomes: { readonly before: OutcomeCounts; readonly after: OutcomeCounts };
  /** What the Council alone asks for: it may change where the state's own measures hide it. */
  readonly un: { readonly before: OutcomeCounts; readonly after: OutcomeCounts };
  readonly protected: number;
  /** Last lawful days that the draft moves, most cases first; `null` is no day. */
  readonly lastDays: readonly { readonly before: IsoDate | null; readonly after: IsoDate | null; readonly cases: number }[];
  /** By the last lawful day under the draft, for cases whose class is not `unaffected`. */
  readonly byNewDay: readonly { readonly month: string; readonly cases: number; readonly classes: ClassCounts }[];
  /** By the month in which the standing authorisation ends, for the same cases. */
  readonly byEnding: readonly { readonly month: string; readonly cases: number; readonly classes: ClassCounts }[];
  /** By employer, most affected first, cut at 200; `more` says what was cut. Employers without a case on the list are left out. */
  readonly employers: readonly {
    readonly employer: string | null;
    readonly cases: number;
    readonly affected: number;
    readonly classes: ClassCounts;
  }[];
  readonly moreEmployers: { readonly employers: number; readonly affected: number };
  /** Why a change that reaches cases leaves them as they are: what else already asks as much. */
  readonly heldBy: readonly {
    readonly provision: string;
    readonly cite: Citation;
    readonly words: string;
    /** Its first day in force. */
    readonly from: IsoDate;
    readonly outcome: Outcome;
    readonly returnBy: IsoDate | null;
    readonly cases: number;
  }[];
  /** Where no case is known to change: why, and from which day one would. Else empty. */
  readonly why: readonly string[];
  /** Ten cases of the list, chosen by rule: the first of each kind, then the second. */
  readonly examples: readonly ImpactExample[];
  /** How the file was understood: column to fact. */
  readonly mapping: readonly {
    readonly column: string;
    readonly fact: string;
    readonly how: 'name' | 'recognised' | 'mapping file' | 'constant';
  }[];
  readonly unusedColumns: readonly string[];
  readonly notes: readonly { readonly field: string; readonly value: string; readonly reason: string; readonly rows: number }[];
  readonly rejects: readonly { readonly field: string; readonly reason: string; readonly remedy: string; readonly rows: number }[];
}

export interface ChangeCounts {
  readonly provision: string;
  readonly how: 'changed' | 'added' | 'removed';
  readonly layer: 'un' | 'national';
  readonly cite: Citation;
  /** Of the law in force; of the draft where it adds the provision. */
  readonly words: string;
  /** What is changed, a sentence each: "The last lawful day is 22 December 2018 instead of 22 December 2019." */
  readonly says: readonly string[];
  /** The days on which the change begins to matter, ascending. */
  readonly days: readonly { readonly day: IsoDate; readonly words: string }[];
  /** Cases on which the provision stands otherwise under the draft. */
  readonly cases: number;
  readonly classes: ClassCounts;
}

export interface ImpactExample {
  readonly row: number;
  readonly id: string | null;
  readonly employer: string | null;
  readonly host: string;
  readonly act: Act;
  readonly asOf: IsoDate;
  readonly class: ImpactClass;
  readonly detail: ImpactDetail;
  readonly outcomeBefore: Outcome;
  readonly outcomeAfter: Outcome;
  readonly returnByBefore: IsoDate | null;
  readonly returnByAfter: IsoDate | null;
  readonly protected: boolean;
  readonly provisions: readonly string[];
  readonly missingBefore: readonly string[];
  readonly missingAfter: readonly string[];
}

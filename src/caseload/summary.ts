import type { Gap, Outcome } from '../decide/settle.ts';
import type { Basis, Citation } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import type { IsoDate } from '../values/dates.ts';

/** How many cases had each outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** `summary.json`: everything that was counted when a file was decided. The report is made of it and of nothing else. */
export interface CaseloadSummary {
  readonly source: { readonly file: string; readonly format: 'csv' | 'jsonl' | 'parquet'; readonly sha256: string | null };
  readonly law: readonly { readonly regime: string; readonly title: string; readonly sha256: string }[];
  readonly engine: string;
  /** Rows read = rows decided + rows rejected, always. */
  readonly rows: { readonly read: number; readonly decided: number; readonly rejected: number };
  /** First and last day at which the law was read; `null` when nothing was decided. */
  readonly asOf: { readonly first: IsoDate; readonly last: IsoDate } | null;
  readonly hosts: readonly { readonly host: string; readonly name: string; readonly cases: number }[];
  /** Column of the file to fact: how the file was understood. */
  readonly mapping: readonly {
    readonly column: string;
    readonly fact: string;
    readonly how: 'name' | 'recognised' | 'mapping file' | 'constant';
  }[];
  readonly unusedColumns: readonly string[];
  /** What was left unknown on purpose, although something stood there. */
  readonly notes: readonly { readonly field: string; readonly value: string; readonly reason: string; readonly rows: number }[];
  readonly outcomes: OutcomeCounts;
  readonly byAct: readonly { readonly act: Act; readonly outcomes: OutcomeCounts }[];
  readonly byLayer: { readonly un: OutcomeCounts; readonly national: OutcomeCounts };
  readonly byGap: readonly { readonly gap: Gap | 'open'; readonly cases: number }[];
  /** Nobody in this number may be ordered to leave. */
  readonly protected: number;
  /** Provisions that bite or may bite, in the order of the law. */
  readonly provisions: readonly {
    readonly id: string;
    readonly layer: 'un' | 'national';
    readonly basis: Basis | null;
    readonly cite: Citation;
    readonly words: string;
    readonly bites: number;
    readonly unknown: number;
    /** Of those it bites, the cases whose outcome it bars or makes dependent on approval. */
    readonly decides: number;
  }[];
  /** Facts that are wanting, most wanted first. `settles`: cases undecided for want of this one fact alone. */
  readonly missing: readonly {
    readonly fact: string;
    readonly words: string;
    readonly question: string;
    readonly cases: number;
    readonly undecided: number;
    readonly settles: number;
  }[];
  /** Who must leave, or stop work, by which last lawful day; a case counts once, under its earliest duty. */
  readonly departures: readonly {
    readonly by: IsoDate;
    readonly act: Act;
    readonly cases: number;
    readonly overdue: number;
    readonly provision: string;
    readonly cite: Citation;
  }[];
  /** Departures that were announced and that nothing requires. */
  readonly announced: readonly {
    readonly provision: string;
    readonly cite: Citation;
    readonly by: IsoDate;
    readonly cases: number;
    readonly words: string;
    readonly against: string | null;
  }[];
  /** By employer, largest first; without an employer column one row with `null`. The list is cut at 200; `more` says what was cut. */
  readonly employers: readonly {
    readonly employer: string | null;
    readonly sector: string | null;
    readonly cases: number;
    readonly outcomes: OutcomeCounts;
    readonly mustLeave: number;
  }[];
  readonly moreEmployers: { readonly employers: number; readonly cases: number };
  /** Standing authorisations by the month in which they end, with the outcome of the cases that rest on them. */
  readonly endings: readonly { readonly month: string; readonly cases: number; readonly outcomes: OutcomeCounts }[];
  /** Per employer (the twelve largest) and month of ending: the grid of the report. */
  readonly employerMonths: readonly {
    readonly employer: string | null;
    readonly month: string;
    readonly cases: number;
    readonly barred: number;
  }[];
  readonly rejects: readonly { readonly field: string; readonly reason: string; readonly remedy: string; readonly rows: number }[];
  /** A cap against the number of its day, as an interval where facts are unknown; `null` without permit dates. */
  readonly caps: readonly CapSeries[];
  /** A few decided rows, chosen by rule (the first of each kind), for a report that speaks of cases. Ids are the caller's keys. */
  readonly samples: readonly {
    readonly row: number;
    readonly id: string | null;
    readonly act: Act;
    readonly outcome: Outcome;
    readonly gap: Gap | null;
    readonly returnBy: IsoDate | null;
    readonly words: readonly string[];
  }[];
}

/** The number of one host's standing authorisations, day by day. */
export interface CapSeries {
  readonly provision: string;
  readonly host: string;
  /** Which rows were counted: each permit once where the file has its numbers, else the rows of the one act that speaks of most standing permits. */
  readonly counted: { readonly by: 'permit number' } | { readonly by: 'act'; readonly act: Act };
  readonly cite: Citation;
  readonly baselineOn: IsoDate;
  /** Authorisations standing on the day of the baseline: certainly, possibly. */
  readonly baseline: readonly [number, number];
  /** Days on which the number changes (at most 400, thinned by month where there are more): standing, and how many more than on the day of the baseline. */
  readonly days: readonly {
    readonly day: IsoDate;
    readonly standing: readonly [number, number];
    readonly over: readonly [number, number];
  }[];
  /** First day after the baseline on which the number was certainly, and possibly, passed. */
  readonly firstCertain: IsoDate | null;
  readonly firstPossible: IsoDate | null;
}

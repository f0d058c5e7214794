/** One line of JSON to the service, one back. The service under the kills speaks this: acts and checks, nothing else. */
export type Question =
  | { readonly id: number; readonly act: string; readonly as: string; readonly key: string; readonly input: unknown }
  | { readonly id: number; readonly check: CheckRequest };

export type Reply =
  | { readonly ready: true }
  | { readonly id: number; readonly result: unknown; readonly repeated: boolean }
  | { readonly id: number; readonly refused: Refused };

/** An act that was not done, with the code of the reason. */
export interface Refused {
  readonly code: string;
  readonly message: string;
}

export interface CheckRequest {
  /** What was acknowledged and must be there: table, id and at least this version. */
  readonly acknowledged: readonly Acknowledged[];
  readonly baselineOn: string;
}

export type Acknowledged = readonly [table: string, id: string, version: number];

export interface Checked {
  /** Whatever does not hold, as sentences; empty where all does. */
  readonly problems: readonly string[];
  readonly permits: readonly string[];
  readonly events: number;
  /** The most permits that stand on one day after the baseline, and the number of the baseline. */
  readonly fullest: number;
  readonly baseline: number;
}

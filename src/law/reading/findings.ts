/** Something to mend in the law's files. An error stops the law from being used; a warning and a note do not. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'note';
  /** Stable, for filters: `schema`, `condition.type`, `dates.order`, … */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
  /** A case that shows it, where one can. */
  readonly example?: { readonly [field: string]: unknown };
}

/**
 * What every complete contestant gives back for one permit: the columns of `decisions.csv`, less the row number.
 * `missing` and `provisions` are joined by `|`, as the file has them; `provisions` leaves out what is false and marks what is unknown with `?`.
 */
export type Row = {
  id: string;
  outcome: Outcome;
  un: Outcome;
  national: Outcome;
  gap: Gap | null;
  returnBy: string | null;
  protected: boolean;
  missing: string;
  provisions: string;
};

export type Outcome = 'clear' | 'needs-approval' | 'barred' | 'undecided';
export type Gap = 'none' | 'required-by-un' | 'refused-though-allowed' | 'national-only';

export const COLUMNS = ['id', 'outcome', 'un', 'national', 'gap', 'returnBy', 'protected', 'missing', 'provisions'] as const;

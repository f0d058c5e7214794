/** What a group is told: how large and how often. */
export type Context = {
  /** Rows of the register in memory. */
  rows: number;
  /** Rows of the register that goes from Parquet to Parquet. */
  manyRows: number;
  rounds: number;
};

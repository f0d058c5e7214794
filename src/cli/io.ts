/** What a command sees of the world outside: text in, text out, and whether a person watches. Tests give their own. */
export interface Io {
  /** Writes to standard output: the answer. */
  readonly out: (text: string) => void;
  /** Writes to standard error: progress, notes, errors. */
  readonly err: (text: string) => void;
  /** All of standard input, as text. */
  readonly stdin: () => Promise<string>;
  /** A person reads standard output on a terminal. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** Width in columns for wrapping prose. */
  readonly columns: number;
  readonly colour: boolean;
}

/** What was found to be other than it was written. */
export interface Problem {
  /** The place in the log, where it is about one. */
  readonly leaf: number | null;
  readonly eventId: string | null;
  /** Table and column, or the line of the file outside. */
  readonly where: string;
  /** A clause for people, without a full stop. */
  readonly what: string;
}

/** So many are named; more are counted. */
const NAMED_MAX = 1000;

/** Collects problems; a log that was cut in half shall not fill the memory with a million sentences. */
export class Problems {
  readonly named: Problem[] = [];
  count = 0;

  add(where: string, what: string, leaf: number | null = null, eventId: string | null = null): void {
    this.count++;
    if (this.named.length < NAMED_MAX) this.named.push({ leaf, eventId, where, what });
  }
}

import { type ErrorKind, type Place, ResoluteError } from '../values/errors.ts';

/** Somebody else changed the record since it was read. */
export class VersionConflict extends ResoluteError {
  readonly code = 'register.version-conflict';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Read the record again, look at what changed, and repeat your act on the version you then see.';
  readonly current: number;
  constructor(kind: string, id: string, seen: number, current: number) {
    super(`The ${kind} ${id} is at version ${current}; you acted on version ${seen}. Nothing was changed.`);
    this.current = current;
  }
}

/** The record is in a state in which this cannot be done. */
export class NotInThisState extends ResoluteError {
  readonly code = 'register.not-in-this-state';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy: string;
  constructor(what: string, remedy: string) {
    super(what);
    this.remedy = remedy;
  }
}

/** Only who wrote a proposal takes it back; anybody else who may approve it sends it back to them. */
export class NotTheAuthor extends ResoluteError {
  readonly code = 'register.not-the-author';
  readonly kind: ErrorKind = 'forbidden';
  readonly remedy = 'Ask its author to withdraw it, or return it to them with a reason.';
  constructor(proposal: string) {
    super(`Proposal ${proposal} was written by somebody else.`);
  }
}

/** The key was used before, for something else. */
export class KeyUsedOtherwise extends ResoluteError {
  readonly code = 'register.key-used-otherwise';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Use a new idempotency key for a new act; repeat a key only to repeat the very same request.';
  constructor() {
    super('This idempotency key was used for another request.');
  }
}

export interface InputProblem {
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What was given does not fit; every problem is named, not only the first. */
export class InputRefused extends ResoluteError {
  readonly code = 'register.input-refused';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  readonly problems: readonly InputProblem[];
  override readonly place: Place;
  constructor(problems: readonly InputProblem[]) {
    const first = problems[0];
    super(problems.map(({ field, reason }) => `${field}: ${reason}`).join(' '));
    this.problems = problems;
    this.remedy = problems.map(({ remedy }) => remedy).join(' ');
    this.place = first === undefined ? {} : { field: first.field };
  }
}

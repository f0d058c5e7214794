import { type ErrorKind, type Place, ResoluteError } from '../values/errors.ts';

/** One thing that is wrong with a case. The same codes stand in a rejects file. */
export interface CaseProblem {
  readonly code:
    | 'unknown-field'
    | 'missing'
    | 'type'
    | 'date'
    | 'code'
    | 'ambiguous'
    | 'value'
    | 'empty-list'
    | 'null-element'
    | 'contradiction';
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
}

/** The case was refused at the door; nothing was decided. */
export class CaseRefused extends ResoluteError {
  readonly code = 'case.refused';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  override readonly place: Place;
  readonly problems: readonly CaseProblem[];
  constructor(problems: readonly CaseProblem[]) {
    const first = problems[0];
    super(
      first === undefined
        ? 'The case cannot be read.'
        : `${first.field}: ${first.reason}${problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''}`,
    );
    this.remedy = first?.remedy ?? 'See DECISION, the case.';
    this.place = first === undefined ? {} : { field: first.field, value: first.value };
    this.problems = problems;
  }
}

/** Notes a problem and gives null, so that the reader goes on: every problem of a case is told at once. */
export type Refuse = (code: CaseProblem['code'], field: string, value: unknown, reason: string, remedy: string) => null;

/** The value as it was given, short enough for a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

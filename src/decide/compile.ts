import type { Law } from '../law/regime.ts';
import type { Case, CaseInput } from './case.ts';
import { decideBy } from './decide.ts';
import type { Decision } from './decision.ts';
import { doorOf } from './door.ts';
import { type Programme, programmeOf } from './programme.ts';
import { type Settled, settleBy } from './settle.ts';
import { type SqlOptions, sqlOf } from './sql/sql-of.ts';

/** The law ready to decide. Compile once, decide many. */
export interface Compiled {
  readonly programme: Programme;
  /** Checks a case (see `CaseInput`) at the door. @throws CaseRefused naming field, value and remedy */
  readonly admit: (input: unknown) => Case;
  /** The whole decision with proof and words. */
  readonly decide: (input: Case) => Decision;
  /** The outcome alone, for bulk work: outcome by layer, gap, last day, missing facts, provisions that bite. */
  readonly settle: (input: Case) => Settled;
  /** The same law as one SELECT over a table of the caller's own, for DuckDB or PostgreSQL; `columns` says where each fact stands. */
  readonly sql: (options: SqlOptions) => string;
}

export function compile(law: Law): Compiled {
  const programme = programmeOf(law);
  const door = doorOf(
    law.vocabulary,
    programme.questions.map((question) => question.id),
  );
  return {
    programme,
    admit: door.admit,
    decide: decideBy(programme),
    settle: settleBy(programme),
    sql: (options) => sqlOf(programme, options),
  };
}

const COMPILED = new WeakMap<Law, Compiled>();

/** One case in, one decision out. @throws CaseRefused naming field, value and remedy */
export function decide(law: Law, input: CaseInput): Decision {
  let compiled = COMPILED.get(law);
  if (compiled === undefined) {
    compiled = compile(law);
    COMPILED.set(law, compiled);
  }
  return compiled.decide(compiled.admit(input));
}

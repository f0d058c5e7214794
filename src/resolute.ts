/**
 * Resolute as a library: the law as data, a case in, a decision out. `loadRegimes` reads the law's files; everything below
 * it is pure. See the README for an example that runs.
 */
import type { Case, CaseInput } from './decide/case.ts';
import { type Decision, decideBy } from './decide/decision.ts';
import { doorOf } from './decide/door.ts';
import { type Programme, programmeOf } from './decide/programme.ts';
import { type Settled, settleBy } from './decide/settle.ts';
import type { Law } from './law/regime.ts';

export type { Approval, Case, CaseInput, FactValue } from './decide/case.ts';
export type { Announcement, DecidedDuty, DecidedException, DecidedProvision, Decision } from './decide/decision.ts';
export { type CaseProblem, CaseRefused } from './decide/door.ts';
export { ENGINE } from './decide/engine.ts';
export type { ExceptionProof, ProofNode, ProvisionProof, Reason } from './decide/proof.ts';
export type { Gap, Outcome, Settled } from './decide/settle.ts';
export { LawBroken, LawNotFound, UnknownRegime } from './files/law/errors.ts';
export { type LoadOptions, loadRegimes } from './files/law/load.ts';
export type { Law, Provision, Regime } from './law/regime.ts';
export type { Act, Fact, Vocabulary } from './law/vocabulary.ts';
export { ResoluteError } from './values/errors.ts';

/** The law ready to decide. Compile once, decide many. */
export interface Compiled {
  readonly programme: Programme;
  /** Checks a case at the door. @throws CaseRefused naming field, value and remedy */
  readonly admit: (input: CaseInput | unknown) => Case;
  /** The whole decision with proof and words. */
  readonly decide: (input: Case) => Decision;
  /** The outcome alone, for bulk work: outcome by layer, gap, last day, missing facts, provisions that bite. */
  readonly settle: (input: Case) => Settled;
}

export function compile(law: Law): Compiled {
  const programme = programmeOf(law);
  const door = doorOf(
    law.vocabulary,
    programme.questions.map((question) => question.id),
  );
  return { programme, admit: door.admit, decide: decideBy(programme), settle: settleBy(programme) };
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

/**
 * Resolute as a library: the law as data, a case in, a decision out. `loadRegimes` reads the law's files; everything below
 * it is pure. See the README for an example that runs.
 */
export type { Approval, Case, CaseInput, FactValue } from './decide/case.ts';
export { type Compiled, compile, decide } from './decide/compile.ts';
export type { Announcement, DecidedDuty, DecidedException, DecidedProvision, Decision } from './decide/decision.ts';
export { ENGINE } from './decide/engine.ts';
export { compileJavascript, javascriptOf } from './decide/javascript/compile.ts';
export { type CaseProblem, CaseRefused } from './decide/problems.ts';
export type { ExceptionProof, ProofNode, ProvisionProof, Reason } from './decide/proof.ts';
export type { Gap, Outcome, Settled } from './decide/settle.ts';
export type { DialectName, SqlOptions } from './decide/sql/sql-of.ts';
export { ANSWER_COLUMNS, POSTGRES_APPROVAL_TYPE } from './decide/sql/sql-of.ts';
export { LawBroken, LawNotFound, UnknownRegime } from './files/law/errors.ts';
export { type LoadOptions, loadRegimes } from './files/law/load.ts';
export type { Law, Provision, Regime } from './law/regime.ts';
export type { Act, Fact, Vocabulary } from './law/vocabulary.ts';
export { ResoluteError } from './values/errors.ts';

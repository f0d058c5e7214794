import { createHash, randomBytes } from 'node:crypto';
import { GRANTING } from '../../access/scope.ts';
import type { CaseInput } from '../../decide/case.ts';
import type { Decision as Answer } from '../../decide/decision.ts';
import { ENGINE } from '../../decide/engine.ts';
import type { LawInForce } from '../../office/law.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { caseOf } from '../cases/case-of.ts';
import type { Gathered } from '../cases/gather.ts';

const SALT_BYTES = 16;

/** What the law says of one case, with all that is needed to say it again. */
export interface CaseDecision {
  readonly case: CaseInput;
  readonly answer: Answer;
  readonly law: LawInForce;
}

/** Decides the case of these facts under this law. @throws CaseRefused where the records contradict each other */
export function decideCase(law: LawInForce, facts: Gathered): CaseDecision {
  const input = caseOf(facts);
  return { case: input, answer: law.compiled.decide(law.compiled.admit(input)), law };
}

/** The open fields of a decision's record: what the law says. */
export function openFields({ answer, law }: CaseDecision): Readonly<Record<string, Json>> {
  return {
    act: answer.act,
    asOf: answer.asOf,
    outcome: answer.outcome,
    un: answer.un.outcome,
    national: answer.national.outcome,
    gap: answer.gap,
    missing: answer.missing,
    returnBy: answer.returnBy,
    protected: answer.protected,
    laws: law.versions as unknown as Json,
  };
}

/** The sealed part of a decision, in the record as in its event: whoever opens it can decide the case again. */
export interface SealedDecision {
  /** As the law reads it, before the door: see `CaseInput`. */
  readonly case: Json;
  /** The whole decision: JSON keeps the order of its keys, so its bytes are `JSON.stringify` of it. */
  readonly decision: Json;
  readonly law: LawInForce['versions'];
  readonly engine: string;
  /** 16 random bytes in base64: without it nobody can guess a decision from its hash. */
  readonly salt: string;
  readonly reason: string | null;
}

export function sealedOf(
  { case: input, answer, law }: CaseDecision,
  reason: string | null,
): SealedDecision & Readonly<Record<string, Json>> {
  return {
    case: input as unknown as Json,
    decision: answer as unknown as Json,
    law: law.versions,
    engine: ENGINE,
    salt: randomBytes(SALT_BYTES).toString('base64'),
    reason,
  };
}

/** SHA-256 of salt and decision, in hexadecimal: what the open record says of the sealed one. */
export function decisionHash({ salt, decision }: Pick<SealedDecision, 'salt' | 'decision'>): string {
  return createHash('sha256').update(Buffer.from(salt, 'base64')).update(JSON.stringify(decision)).digest('hex');
}

/**
 * A hash of what the decision rests on, for the second person's approval: any fact that changes changes it, and without the salt nobody
 * can tell which. The number under a cap moves with every grant; it counts as far as it changes the answer. Protection counts where the
 * law asks it, that work or a stay goes on: elsewhere a hold would void a refusal, and from its delay somebody might learn of the hold.
 */
export function factsHash(salt: string, { case: input, answer }: CaseDecision): string {
  const { returnProhibited: _, protectionAssessment: __, ...open } = input.worker ?? {};
  const worker = GRANTING.includes(input.act) ? open : input.worker;
  const facts = { ...input, worker, register: null, provisions: answer.provisions.map(({ id, value }) => ({ id, value })) };
  return createHash('sha256')
    .update(Buffer.from(salt, 'base64'))
    .update(canonicalJson(facts as unknown as Json))
    .digest('hex');
}

/** A hash of the officer's reason under the same salt. */
export function reasonHash({ salt, reason }: Pick<SealedDecision, 'salt' | 'reason'>): string | null {
  if (reason === null) return null;
  return createHash('sha256').update(Buffer.from(salt, 'base64')).update(reason).digest('hex');
}

import { createHash, createHmac } from 'node:crypto';
import type { LawInForce } from '../../office/law.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { decisionHash, factsHash, reasonHash, type SealedDecision, sealedOf } from '../decisions/case-decision.ts';
import type { Due } from './due.ts';

/** One permit of the list, with hashes that bind its case, the whole answer of the law, and the reason. */
export type Line = {
  readonly permit: string;
  readonly version: number;
  readonly worker: string;
  readonly taken: 'decline-renewal';
  readonly outcome: string;
  readonly un: string;
  readonly national: string;
  readonly decisionHash: string;
  readonly reasonHash: string | null;
  readonly factsHash: string;
};

/** What is sealed beside the list. */
export interface BulkSecret {
  /** 32 bytes in base64, from which the salt of each line comes: so the decisions can be hashed before they are written. */
  readonly salt: string;
  readonly reason: string | null;
}

/** The sealed part that the decision on this permit has, the same whenever it is worked out from the same facts. */
export function sealedLine(
  { permit, made }: Pick<Due, 'permit' | 'made'>,
  { salt, reason }: BulkSecret,
): SealedDecision & Readonly<Record<string, Json>> {
  const own = createHmac('sha256', Buffer.from(salt, 'base64')).update(permit).digest().subarray(0, 16).toString('base64');
  return { ...sealedOf(made, reason), salt: own };
}

export function lineOf(due: Due, secret: BulkSecret): Line {
  const { permit, version, worker, made } = due;
  const { answer } = made;
  const sealed = sealedLine(due, secret);
  return {
    permit,
    version,
    worker,
    taken: 'decline-renewal',
    outcome: answer.outcome,
    un: answer.un.outcome,
    national: answer.national.outcome,
    decisionHash: decisionHash(sealed),
    reasonHash: reasonHash(sealed),
    factsHash: factsHash(sealed.salt, made),
  };
}

/** What a second person approves: the exact list, its day and its law. */
export function listContent(due: readonly Due[], secret: BulkSecret, asOf: string, law: LawInForce): Json {
  return { asOf, number: due.length, laws: law.versions as unknown as Json, list: due.map((each) => lineOf(each, secret)) };
}

export const linesIn = (content: Json): readonly Line[] => (content as { readonly list?: readonly Line[] }).list ?? [];

/** What a list says of one permit, for whoever serves the notice; null where it is not on it. */
export const lineFor = (content: Json, permit: string | null): Line | null =>
  linesIn(content).find((line) => line.permit === permit) ?? null;

/** A hash of the list as a dry run shows it: which permits, at which version, with which answer. Without a salt, since nothing in it is hidden from whoever sees the list. */
export function listHash(due: readonly Due[]): string {
  const list = due.map(({ permit, version, made }) => [
    permit,
    version,
    made.answer.outcome,
    made.answer.un.outcome,
    made.answer.national.outcome,
  ]);
  return createHash('sha256').update(canonicalJson(list)).digest('hex');
}

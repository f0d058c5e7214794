import PROBLEM_TYPES from './types.json' with { type: 'json' };

/** A kind of trouble that the service may answer with. The list is written from the error classes themselves: scripts/problem-types.ts. */
export interface ProblemType {
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly meaning: string;
  /** `null` where it depends on the case; the answer then says it. */
  readonly remedy: string | null;
}

export const TYPES: readonly ProblemType[] = PROBLEM_TYPES;

const BY_CODE = new Map(TYPES.map((type) => [type.code, type]));

export const typeOf = (code: string): ProblemType | undefined => BY_CODE.get(code);

export const titleOf = (code: string): string => BY_CODE.get(code)?.title ?? code;

import type { Range } from './ir.ts';
import type { ConditionFinding, Scope } from './profile.ts';
import type { Syntax } from './syntax.ts';

/** Variables of the quantifiers around a node: the list that each ranges over. */
export type Bound = ReadonlyMap<string, string>;

/** One reading of one condition: what it may speak of, and everything found wrong so far. */
export class ReadingContext {
  readonly findings: ConditionFinding[] = [];
  readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  /** Notes a finding and gives null, so that the caller goes on to the next part: all is found in one pass. */
  wrong(code: ConditionFinding['code'], range: Range, message: string, remedy: string): null {
    this.findings.push({ code, range, message, remedy });
    return null;
  }
}

/** `a.b.c` as one name, or null where something else stands in front of a dot. */
export function dotted(syntax: Syntax): string | null {
  if (syntax.kind === 'name') return syntax.name;
  if (syntax.kind !== 'field') return null;
  const head = dotted(syntax.of);
  return head === null ? null : `${head}.${syntax.name}`;
}

import { factsOf, type Node, type ValueType, walk } from '../condition/ir.ts';
import type { Scope } from '../condition/profile.ts';
import { readCondition } from '../condition/read.ts';
import type { Condition } from '../regime.ts';
import { REQUIRED_FACTS, type Vocabulary } from '../vocabulary.ts';
import type { Finding } from './findings.ts';
import type { RawQuestion, RawRegime } from './raw.ts';
import type { Path, Source } from './source.ts';

/** What the conditions of one regime may speak of; terms join it one by one, so that each sees only those above it. */
export class RegimeScope {
  readonly findings: Finding[] = [];
  readonly terms = new Map<string, Node>();
  readonly #base: Omit<Scope, 'terms' | 'mayAskKnown'>;

  constructor(vocabulary: Vocabulary, regime: RawRegime, questions: readonly RawQuestion[]) {
    this.#base = {
      facts: new Map(vocabulary.facts.map((fact) => [fact.name, fact])),
      questions: new Set(questions.map((question) => question.id)),
      params: new Map((regime.params ?? []).map((param) => [param.name, { type: paramType(param.value), value: param.value }])),
    };
  }

  /** The condition, or null after writing its findings with their places in the file. */
  read(source: Source, path: Path, text: string, mayAskKnown = false): Condition | null {
    const reading = readCondition(text, { ...this.#base, terms: new Set(this.terms.keys()), mayAskKnown });
    if (reading.node !== null) {
      const idle = neverSettled(reading.node);
      if (idle === null) return { source: text, node: reading.node };
      this.findings.push(
        source.finding(path, 'condition.never-settled', idle, 'Write `<`, or `<=` where the day itself counts.', { offset: 0 }),
      );
      return null;
    }
    for (const { code, range, message, remedy } of reading.findings) {
      const better = code === 'unreadable' ? signsMeant(text) : null;
      this.findings.push(source.finding(path, `condition.${code}`, message, better ?? remedy, { offset: range[0] }));
    }
    return null;
  }
}

/** What people write first who have never written a condition. */
function signsMeant(text: string): string | null {
  const outside = text.replaceAll(/"[^"]*"|'[^']*'/g, '""');
  if (/\b(and|or|not|AND|OR|NOT)\b/.test(outside)) return 'Write `&&` for and, `||` for or, `!` for not.';
  if (/[^=!<>]=[^=]/.test(outside)) return 'Write `==` to compare.';
  if (/[^&]&[^&]|[^|]\|[^|]/.test(outside)) return 'Write `&&` and `||`, each sign twice.';
  return null;
}

export function paramType(value: string | number | boolean): ValueType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'int';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text';
}

/** `before` is unknown on the very day; where no fact could ever be asked for to settle it, a case would be undecided for want of nothing. */
function neverSettled(node: Node): string | null {
  for (const part of walk(node)) {
    if (part.op !== 'before' || [...walk(part)].some((inner) => inner.op === 'item')) continue;
    if (factsOf(part).every((name) => (REQUIRED_FACTS as readonly string[]).includes(name)))
      return 'Both days of this `before` are known in every case, so nothing could settle it on the very day.';
  }
  return null;
}

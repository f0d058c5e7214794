import { factsOf, type Node } from '../../law/condition/ir.ts';
import { type FactType, REQUIRED_FACTS } from '../../law/vocabulary.ts';
import type { Approval, FactValue } from '../case.ts';
import type { Compiled, Frame } from '../closures.ts';
import type { Programme } from '../programme.ts';
import type { Boundary } from './boundary.ts';

/** The values to try for each fact at one act, host and day. */
export interface Domains {
  readonly values: ReadonlyMap<string, readonly FactValue[]>;
  /** False where a list would need more shapes than are tried: then "never" may not be said. */
  readonly complete: boolean;
  /** How many values were looked at: what it cost. */
  readonly looks: number;
}

/** What a condition is built of: the least parts that are true, false or unknown by themselves. */
export interface Atom {
  readonly part: Compiled;
  readonly facts: readonly string[];
}

const SUBSETS_MAX = 8;
/** The door settles one of these by the other, so each value counts, whatever its own atoms say of it. */
const SETTLED_TOGETHER: readonly string[] = ['worker.protectionAssessment', 'worker.returnProhibited'];

/** The atoms of some conditions, each once; a quantifier is one atom, whatever stands in it. */
export function atomsOf(parts: readonly Compiled[], terms: ReadonlyMap<string, Node>): readonly Atom[] {
  const found = new Map<Node, Atom>();
  const visit = (part: Compiled): void => {
    const { node } = part;
    if (['and', 'or', 'not', 'term'].includes(node.op) || (node.op === 'if' && node.type === 'bool')) part.parts.forEach(visit);
    else if (node.op !== 'literal') found.set(node, { part, facts: factsOf(node, terms) });
  };
  parts.forEach(visit);
  return [...found.values()];
}

/**
 * Thins the boundary out: of values that no atom tells apart one is enough. That holds for a fact whose atoms read nothing else
 * that is still open; a fact that is compared with another keeps all its values. A list is then made of elements that differ:
 * every choice of them, so that any number of quantifiers may ask for different ones.
 */
export function domainsOf(programme: Programme, boundary: Boundary, atoms: readonly Atom[], frame: Frame): Domains {
  let complete = true;
  let looks = 0;
  const values = new Map<string, readonly FactValue[]>();
  for (const [at, fact] of programme.vocabulary.facts.entries()) {
    const own = atoms.filter(({ facts }) => facts.includes(fact.name));
    if (own.length === 0) continue;
    const pool = boundary.values.get(fact.name) ?? [];
    looks += pool.length;
    const alone =
      !SETTLED_TOGETHER.includes(fact.name) &&
      own.every(({ facts }) => facts.every((name) => name === fact.name || (REQUIRED_FACTS as readonly string[]).includes(name)));
    const isList = fact.type === 'countries' || fact.type === 'approvals';
    const asValue = (item: FactValue | Approval): FactValue => (isList ? ([item] as FactValue) : (item as FactValue));
    const kept = alone ? distinguished(pool, (item) => signature(own, frame, at, asValue(item))) : pool;
    if (!isList) values.set(fact.name, kept as readonly FactValue[]);
    else {
      const lists = listsOf(kept, fact.type);
      values.set(fact.name, lists.values);
      complete &&= lists.complete;
    }
  }
  return { values, complete, looks };
}

/** One item for each signature, in their order. */
function distinguished<T>(items: readonly T[], signatureOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = signatureOf(item);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

function signature(atoms: readonly Atom[], frame: Frame, at: number, value: FactValue): string {
  const values = frame.values as FactValue[];
  const before = values[at] ?? null;
  values[at] = value;
  const said = atoms.map(({ part }) => String(part.of(frame))).join('|');
  values[at] = before;
  return said;
}

/** Nationalities are never empty; approvals may be none. */
function listsOf(
  items: readonly (FactValue | Approval)[],
  type: FactType,
): { readonly values: readonly FactValue[]; readonly complete: boolean } {
  const none: FactValue[] = type === 'approvals' ? [[]] : [];
  const one = items.map((item) => [item] as FactValue);
  if (items.length > SUBSETS_MAX) {
    const two = items.flatMap((first, i) => items.slice(i + 1).map((second) => [first, second] as FactValue));
    return { values: [...one, ...none, ...two], complete: false };
  }
  const more: FactValue[] = [];
  for (let bits = 1; bits < 1 << items.length; bits++) {
    const chosen = items.filter((_, i) => (bits & (1 << i)) !== 0);
    if (chosen.length > 1) more.push(chosen as FactValue);
  }
  return {
    values: [...one, ...none, ...more.sort((a, b) => (a as readonly unknown[]).length - (b as readonly unknown[]).length)],
    complete: true,
  };
}

import type { Compiled } from '../closures.ts';

/** A condition of which nobody knows the value yet. */
export interface Atom {
  readonly op: 'atom';
  readonly key: string;
  readonly part: Compiled;
  /** The facts and questions that can still be asked and that it depends on. */
  readonly facts: readonly string[];
  /** false: its opposite. */
  readonly holds: boolean;
}

export interface Group {
  readonly op: 'all' | 'any';
  readonly key: string;
  readonly parts: readonly Residual[];
}

/** `test ? then : else` whose test is open. */
export interface Choice {
  readonly op: 'choice';
  readonly key: string;
  readonly parts: readonly [Residual, Residual, Residual];
}

export type OpenResidual = Atom | Group | Choice;
/** What is left of a condition: a truth, `null` for what stays unknown whatever is answered, or an open part. */
export type Residual = boolean | null | OpenResidual;

export function isOpen(residual: Residual): residual is OpenResidual {
  return residual !== null && typeof residual !== 'boolean';
}

export function keyOf(residual: Residual): string {
  if (residual === null) return '?';
  return typeof residual === 'boolean' ? String(residual) : residual.key;
}

/** Kleene's AND (`all`) and OR (`any`) with what is known folded in; every law used here holds in three values. */
export function junction(op: 'all' | 'any', parts: readonly Residual[]): Residual {
  const deciding = op === 'any';
  const kept = new Map<string, Residual>();
  for (const part of parts) {
    if (part === deciding) return deciding;
    if (part === !deciding) continue;
    const inner = isOpen(part) && part.op === op ? part.parts : [part];
    for (const one of inner) kept.set(keyOf(one), one);
  }
  // x or (x and y) is x, unknown included.
  const inverse = op === 'any' ? 'all' : 'any';
  for (const [key, part] of kept)
    if (isOpen(part) && part.op === inverse && part.parts.some((one) => kept.has(keyOf(one)))) kept.delete(key);
  if (kept.size === 0) return !deciding;
  const keys = [...kept.keys()].sort();
  const inOrder = keys.map((key) => kept.get(key) as Residual);
  const [only] = inOrder;
  if (inOrder.length === 1 && only !== undefined) return only;
  return { op, key: `(${keys.join(op === 'all' ? ' & ' : ' | ')})`, parts: inOrder };
}

export function negate(residual: Residual): Residual {
  if (residual === null || typeof residual === 'boolean') return residual === null ? null : !residual;
  switch (residual.op) {
    case 'atom':
      return { ...residual, holds: !residual.holds, key: residual.holds ? `!${residual.key}` : residual.key.slice(1) };
    case 'choice': {
      const [test, then, otherwise] = residual.parts;
      const parts = [test, negate(then), negate(otherwise)] as const;
      return { op: 'choice', key: `(${keyOf(parts[0])} ? ${keyOf(parts[1])} : ${keyOf(parts[2])})`, parts };
    }
    default:
      return junction(residual.op === 'all' ? 'any' : 'all', residual.parts.map(negate));
  }
}

/** The open atoms of some residuals, each condition once. */
export function atomsOf(residuals: readonly Residual[]): readonly Atom[] {
  const found = new Map<string, Atom>();
  const visit = (residual: Residual): void => {
    if (!isOpen(residual)) return;
    if (residual.op === 'atom') found.set(residual.holds ? residual.key : residual.key.slice(1), residual);
    else residual.parts.forEach(visit);
  };
  residuals.forEach(visit);
  return [...found.values()];
}

const KEYS = new WeakMap<Compiled, string>();

/** The same text for the same condition, wherever it stands; terms are read through to their meaning. */
export function atomKey(part: Compiled): string {
  let key = KEYS.get(part);
  if (key === undefined) {
    const { node, parts } = part;
    const shown = Object.entries(node).filter(([name, value]) => name !== 'range' && typeof value !== 'object');
    const inner = parts.map(atomKey).join(',');
    key = node.op === 'term' ? inner : `${JSON.stringify(Object.fromEntries(shown))}${inner === '' ? '' : `[${inner}]`}`;
    KEYS.set(part, key);
  }
  return key;
}

import type { Node } from '../law/condition/ir.ts';
import type { Citation } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { type TruthWord, truthWord } from '../values/kleene.ts';
import type { FactValue } from './case.ts';
import type { Compiled, Frame } from './closures.ts';
import type { ReadyException, ReadyProvision } from './programme.ts';
import { exceptionValue, inForceOn, provisionValue, reachOf } from './settle.ts';

/** A part of a condition with its value on the case. Leaves are facts, with what was given, and open questions. */
export interface ProofNode {
  /** The words of the condition, as the lawyer wrote them. */
  readonly text: string;
  readonly value: TruthWord | string | number;
  readonly fact?: string;
  readonly given?: FactValue;
  readonly question?: string;
  readonly term?: string;
  readonly parts?: readonly ProofNode[];
}

export interface ExceptionProof {
  readonly exception: string;
  readonly value: TruthWord;
  readonly cite: Citation;
  readonly when: ProofNode;
  readonly unless: readonly ExceptionProof[];
}

/** Why a provision has its value: what settled it, in one word, and the tree below it. */
export type Reason = 'other-act' | 'not-in-force' | 'not-reached' | 'lifted' | 'bites' | 'duty-runs' | 'unknown';

export interface ProvisionProof {
  readonly provision: string;
  readonly value: TruthWord;
  readonly reason: Reason;
  readonly inForce: { readonly from: string; readonly until: string | null };
  /** The condition under which it governs this act, where it has one. */
  readonly governs?: ProofNode;
  readonly when?: ProofNode;
  readonly unless?: readonly ExceptionProof[];
}

export function proveProvision(provision: ReadyProvision, act: Act, asOf: string, frame: Frame): ProvisionProof {
  const { rule } = provision;
  const where = provision.governs[act];
  if (where === undefined) return silentProof(provision);
  if (inForceOn(provision, asOf, frame) === false)
    return { provision: rule.id, value: 'false', reason: 'not-in-force', inForce: rule.inForce };
  const value = provisionValue(provision, act, asOf, frame);
  return {
    provision: rule.id,
    value: truthWord(value),
    reason: reasonOf(provision, value, act, asOf, frame),
    inForce: rule.inForce,
    ...(where === null ? {} : { governs: prove(where, rule.governs.find((entry) => entry.act === act)?.where?.source ?? '', frame) }),
    when: prove(provision.when, rule.when.source, frame),
    unless: provision.unless.map((exception) => proveException(exception, frame)),
  };
}

const SILENT = new WeakMap<ReadyProvision, ProvisionProof>();
function silentProof(provision: ReadyProvision): ProvisionProof {
  let silent = SILENT.get(provision);
  if (silent === undefined) {
    silent = { provision: provision.rule.id, value: 'false', reason: 'other-act', inForce: provision.rule.inForce };
    SILENT.set(provision, silent);
  }
  return silent;
}

function reasonOf(provision: ReadyProvision, value: boolean | null, act: Act, asOf: string, frame: Frame): Reason {
  if (value === null) return 'unknown';
  if (value) return provision.rule.duty !== null && asOf <= provision.rule.duty.by ? 'duty-runs' : 'bites';
  return reachOf(provision, act, asOf, frame) === false ? 'not-reached' : 'lifted';
}

export function proveException(exception: ReadyException, frame: Frame): ExceptionProof {
  const { rule } = exception;
  return {
    exception: rule.id,
    value: truthWord(exceptionValue(exception, frame)),
    cite: rule.cite,
    when: prove(exception.when, rule.when.source, frame),
    unless: exception.unless.map((inner) => proveException(inner, frame)),
  };
}

/** @param source the text that the ranges of the nodes count in */
export function prove(part: Compiled, source: string, frame: Frame): ProofNode {
  const { node, parts } = part;
  const text = textOf(node, source);
  const value = spoken(part.of(frame));
  switch (node.op) {
    case 'literal':
    case 'item':
      return { text, value };
    case 'fact':
      return { text, value, fact: node.name, given: given(part, frame) };
    case 'known':
      return { text, value, fact: node.fact };
    case 'question':
      return { text, value, question: node.id };
    case 'term':
      return { text, value, term: node.id, parts: parts.map((means) => prove(means, part.meaning ?? text, frame)) };
    case 'contains':
      return { text, value, fact: node.list, given: given(part, frame), parts: telling(parts, source, frame) };
    case 'exists':
    case 'all':
      return { text, value, fact: node.list, given: given(part, frame) };
    default:
      return { text, value, parts: telling(parts, source, frame) };
  }
}

/** Values written out in the condition prove nothing: its text shows them. */
function telling(parts: readonly Compiled[], source: string, frame: Frame): readonly ProofNode[] {
  const nodes: ProofNode[] = [];
  for (const part of parts) if (part.node.op !== 'literal') nodes.push(prove(part, source, frame));
  return nodes;
}

function given(part: Compiled, frame: Frame): FactValue {
  return part.factAt === undefined ? null : (frame.values[part.factAt] ?? null);
}

function spoken(value: boolean | number | string | null): TruthWord | string | number {
  return value === null || typeof value === 'boolean' ? truthWord(value) : value;
}

const TEXTS = new WeakMap<Node, string>();
function textOf(node: Node, source: string): string {
  let text = TEXTS.get(node);
  if (text === undefined) {
    text = source.slice(node.range[0], node.range[1]).replace(/\s+/g, ' ');
    TEXTS.set(node, text);
  }
  return text;
}

import type { Comparison, Node } from '../law/condition/ir.ts';
import { addToDate, daysBetween } from '../values/dates.ts';
import type { Truth } from '../values/kleene.ts';
import type { Approval, FactValue } from './case.ts';

/** What a condition computes: a truth, a number, a date or a text; `null` is unknown. */
export type Value = boolean | number | string | null;

/** What a closure reads: the case, the defined terms computed for it, and the element that a quantifier looks at. One frame serves many cases. */
export interface Frame {
  values: readonly FactValue[];
  assumed: Readonly<Record<string, boolean>>;
  readonly terms: (Truth | undefined)[];
  item: string | Approval | null;
}

/** A state's dated answer to an open question: valid for its host from its day on. */
export interface Answer {
  readonly host: string;
  readonly from: string;
  readonly answer: boolean;
}

/** How names of a condition are found at run time. */
export interface Names {
  readonly fact: (name: string) => number;
  readonly term: (id: string) => { readonly at: number; readonly means: Compiled; readonly source: string };
  /** Latest first. */
  readonly answers: (question: string) => readonly Answer[];
  readonly host: number;
  readonly asOf: number;
}

/** A node and the closure that computes it, with those of its parts: the proof and the missing facts walk it. */
export interface Compiled {
  readonly node: Node;
  readonly of: (frame: Frame) => Value;
  readonly parts: readonly Compiled[];
  /** Position of the fact that the node itself reads. */
  readonly factAt?: number;
  /** The text that defines a term. */
  readonly meaning?: string;
}

/**
 * Turns a condition into closures. These are the truth tables of the language: generated JavaScript, SQL and words are
 * tested against them, and their own test writes each table out.
 */
export function compileCondition(node: Node, names: Names): Compiled {
  const part = (child: Node): Compiled => compileCondition(child, names);
  switch (node.op) {
    case 'literal': {
      const { value } = node;
      return { node, of: () => value, parts: [] };
    }
    case 'fact': {
      const at = names.fact(node.name);
      return { node, of: (frame) => frame.values[at] as Value, parts: [], factAt: at };
    }
    case 'item': {
      const { field } = node;
      if (field === null) return { node, of: (frame) => frame.item as string | null, parts: [] };
      return { node, of: (frame) => itemField(frame.item, field), parts: [] };
    }
    case 'term': {
      const { at, means, source } = names.term(node.id);
      return {
        node,
        // Computed when it is first asked for: most cases ask for few terms, and several provisions for the same.
        of: (frame) => {
          let value = frame.terms[at];
          if (value === undefined) {
            const { item } = frame; // a term may look through a list of its own, also when a quantifier asks for it
            value = means.of(frame) as Truth;
            frame.item = item;
            frame.terms[at] = value;
          }
          return value;
        },
        parts: [means],
        meaning: source,
      };
    }
    case 'question':
      return { node, of: questionClosure(node.id, names), parts: [] };
    case 'known': {
      const at = names.fact(node.fact);
      return { node, of: (frame) => frame.values[at] !== null, parts: [] };
    }
    case 'not': {
      const arg = part(node.arg);
      const { of } = arg;
      return {
        node,
        of: (frame) => {
          const v = of(frame);
          return v === null ? null : !v;
        },
        parts: [arg],
      };
    }
    case 'and':
    case 'or': {
      const parts = node.args.map(part);
      return {
        node,
        of: junction(
          parts.map((p) => p.of),
          node.op === 'or',
        ),
        parts,
      };
    }
    case 'if': {
      const parts = [part(node.test), part(node.then), part(node.else)] as const;
      const [test, then, otherwise] = parts.map((p) => p.of) as [Compiled['of'], Compiled['of'], Compiled['of']];
      return {
        node,
        of: (frame) => {
          const t = test(frame);
          return t === null ? null : t ? then(frame) : otherwise(frame);
        },
        parts,
      };
    }
    case 'compare': {
      const parts = [part(node.left), part(node.right)] as const;
      return { node, of: comparison(node.how, parts[0].of, parts[1].of), parts };
    }
    case 'before': {
      const parts = [part(node.left), part(node.right)] as const;
      const [left, right] = [parts[0].of, parts[1].of];
      return {
        node,
        of: (frame) => {
          const a = left(frame);
          const b = right(frame);
          return a === null || b === null || a === b ? null : a < b;
        },
        parts,
      };
    }
    case 'oneOf': {
      const parts = [part(node.item), ...node.options.map(part)];
      return { node, of: oneOf(parts.map((p) => p.of)), parts };
    }
    case 'contains': {
      const item = part(node.item);
      const factAt = names.fact(node.list);
      return { node, of: contains(item.of, factAt), parts: [item], factAt };
    }
    case 'exists':
    case 'all': {
      const body = part(node.body);
      const factAt = names.fact(node.list);
      return { node, of: quantifier(body.of, factAt, node.op === 'exists'), parts: [body], factAt };
    }
    case 'add': {
      const parts = [part(node.date), part(node.count)] as const;
      const { unit } = node;
      const [date, count] = [parts[0].of, parts[1].of];
      return {
        node,
        of: (frame) => {
          const d = date(frame);
          const n = count(frame);
          return d === null || n === null ? null : addToDate(d as string, unit, n as number);
        },
        parts,
      };
    }
    case 'daysBetween': {
      const parts = [part(node.from), part(node.to)] as const;
      const [from, to] = [parts[0].of, parts[1].of];
      return {
        node,
        of: (frame) => {
          const a = from(frame);
          const b = to(frame);
          return a === null || b === null ? null : daysBetween(a as string, b as string);
        },
        parts,
      };
    }
  }
}

function itemField(item: string | Approval | null, field: string): Value {
  if (item === null || typeof item === 'string') return null;
  return item[field as keyof Approval] ?? null;
}

/** An assumption of the caller first, else the host's own dated position, else the question is open. */
function questionClosure(id: string, names: Names): (frame: Frame) => Truth {
  const answers = names.answers(id);
  const { host, asOf } = names;
  return (frame) => {
    const assumed = frame.assumed[id];
    if (assumed !== undefined) return assumed;
    for (const answer of answers)
      if (frame.values[host] === answer.host && (frame.values[asOf] as string) >= answer.from) return answer.answer;
    return null;
  };
}

/** Kleene's AND and OR of any number of parts: the deciding value wins wherever it stands, unknown over the other. */
function junction(parts: readonly Compiled['of'][], deciding: boolean): (frame: Frame) => Truth {
  const [first, second, third] = parts;
  if (first !== undefined && second !== undefined && third === undefined)
    return (frame) => {
      const a = first(frame);
      if (a === deciding) return deciding;
      const b = second(frame);
      return b === deciding ? deciding : a === null || b === null ? null : !deciding;
    };
  return (frame) => {
    let unknown = false;
    for (const part of parts) {
      const v = part(frame);
      if (v === deciding) return deciding;
      if (v === null) unknown = true;
    }
    return unknown ? null : !deciding;
  };
}

function comparison(how: Comparison, left: Compiled['of'], right: Compiled['of']): (frame: Frame) => Truth {
  const lift =
    (test: (a: NonNullable<Value>, b: NonNullable<Value>) => boolean) =>
    (frame: Frame): Truth => {
      const a = left(frame);
      if (a === null) return null;
      const b = right(frame);
      return b === null ? null : test(a, b);
    };
  switch (how) {
    case '==':
      return lift((a, b) => a === b);
    case '!=':
      return lift((a, b) => a !== b);
    case '<':
      return lift((a, b) => a < b);
    case '<=':
      return lift((a, b) => a <= b);
    case '>':
      return lift((a, b) => a > b);
    case '>=':
      return lift((a, b) => a >= b);
  }
}

/** A certain hit is true whatever else is unknown; an empty list is false even for an unknown item, as an OR of nothing is. */
function oneOf([item, ...options]: readonly Compiled['of'][]): (frame: Frame) => Truth {
  return (frame) => {
    const v = item === undefined ? null : item(frame);
    let unknown = false;
    for (const option of options) {
      const o = option(frame);
      if (v === null || o === null) unknown = true;
      else if (o === v) return true;
    }
    return unknown ? null : false;
  };
}

function contains(item: Compiled['of'], at: number): (frame: Frame) => Truth {
  return (frame) => {
    const list = frame.values[at] as readonly (string | null)[] | null;
    if (list === null) return null;
    const v = item(frame);
    let unknown = false;
    for (const element of list) {
      if (v === null || element === null) unknown = true;
      else if (element === v) return true;
    }
    return unknown ? null : false;
  };
}

function quantifier(body: Compiled['of'], at: number, exists: boolean): (frame: Frame) => Truth {
  return (frame) => {
    const list = frame.values[at] as readonly (string | Approval | null)[] | null;
    if (list === null) return null;
    let unknown = false;
    for (const element of list) {
      frame.item = element;
      const v = body(frame);
      if (v === exists) return exists;
      if (v === null) unknown = true;
    }
    return unknown ? null : !exists;
  };
}

/**
 * The typed form of a condition. It is plain data (it is stored as JSON in a compiled regime), and its truth tables,
 * written out in `src/decide/closures.ts` and tested there, are the definition that every other form must agree with.
 */
export type ValueType = 'bool' | 'int' | 'date' | 'text';

/** Where a node stands in the source text of its condition: [start, end), counted in UTF-16 units. */
export type Range = readonly [number, number];

interface At {
  readonly range: Range;
}

export interface Literal extends At {
  readonly op: 'literal';
  readonly type: ValueType;
  readonly value: boolean | number | string;
  /** The parameter that it came from, for the words. */
  readonly param?: string;
}
/** A fact of the case; null and absent are one thing, unknown. */
export interface FactRef extends At {
  readonly op: 'fact';
  readonly name: string;
  readonly type: ValueType | 'list';
}
/** The element that a quantifier looks at, or one field of it. */
export interface ItemRef extends At {
  readonly op: 'item';
  readonly of: string;
  /** `null` for a list of plain values. */
  readonly field: string | null;
  readonly type: ValueType;
}
/** An open question of interpretation: answered by a state's dated position, by an assumption, or unknown. */
export interface QuestionRef extends At {
  readonly op: 'question';
  readonly id: string;
}
/** A defined term of the regime, computed once for a case. */
export interface TermRef extends At {
  readonly op: 'term';
  readonly id: string;
}
export interface Not extends At {
  readonly op: 'not';
  readonly arg: Node;
}
export interface Junction extends At {
  readonly op: 'and' | 'or';
  readonly args: readonly Node[];
}
/** `test ? then : else`; an unknown test gives unknown. */
export interface Choice extends At {
  readonly op: 'if';
  readonly type: ValueType;
  readonly test: Node;
  readonly then: Node;
  readonly else: Node;
}
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export interface Compare extends At {
  readonly op: 'compare';
  readonly how: Comparison;
  readonly left: Node;
  readonly right: Node;
}
/** True on an earlier day, false on a later one, unknown on the very day: a date does not say the hour. */
export interface Before extends At {
  readonly op: 'before';
  readonly left: Node;
  readonly right: Node;
}
/** Membership in a list written out in the condition: true on a certain hit, whatever else is unknown. */
export interface OneOf extends At {
  readonly op: 'oneOf';
  readonly item: Node;
  readonly options: readonly Node[];
}
/** Membership in a list fact. */
export interface Contains extends At {
  readonly op: 'contains';
  readonly item: Node;
  readonly list: string;
}
/** Whether the fact is known at all; only for provisions about the quality of data, because it is not monotone. */
export interface Known extends At {
  readonly op: 'known';
  readonly fact: string;
}
export interface Quantifier extends At {
  readonly op: 'exists' | 'all';
  readonly list: string;
  readonly as: string;
  readonly body: Node;
}
export interface AddToDate extends At {
  readonly op: 'add';
  readonly unit: 'days' | 'months' | 'years';
  readonly date: Node;
  readonly count: Node;
}
export interface DaysBetween extends At {
  readonly op: 'daysBetween';
  readonly from: Node;
  readonly to: Node;
}

export type Node =
  | Literal
  | FactRef
  | ItemRef
  | QuestionRef
  | TermRef
  | Not
  | Junction
  | Choice
  | Compare
  | Before
  | OneOf
  | Contains
  | Known
  | Quantifier
  | AddToDate
  | DaysBetween;

/** The type of the value that a node gives. */
export function typeOf(node: Node): ValueType | 'list' {
  switch (node.op) {
    case 'literal':
    case 'fact':
    case 'item':
    case 'if':
      return node.type;
    case 'add':
      return 'date';
    case 'daysBetween':
      return 'int';
    default:
      return 'bool';
  }
}

/** The nodes directly below, in the order of the source. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'not':
      return [node.arg];
    case 'and':
    case 'or':
      return node.args;
    case 'if':
      return [node.test, node.then, node.else];
    case 'compare':
    case 'before':
      return [node.left, node.right];
    case 'oneOf':
      return [node.item, ...node.options];
    case 'contains':
      return [node.item];
    case 'exists':
    case 'all':
      return [node.body];
    case 'add':
      return [node.date, node.count];
    case 'daysBetween':
      return [node.from, node.to];
    default:
      return [];
  }
}

/** The fact or question that this very node reads, as a dotted name; the children are not looked at. */
export function readsDirectly(node: Node): string | null {
  switch (node.op) {
    case 'fact':
      return node.name;
    case 'question':
      return `interpretation.${node.id}`;
    case 'known':
      return node.fact;
    case 'contains':
    case 'exists':
    case 'all':
      return node.list;
    default:
      return null;
  }
}

/** Every node of the tree, the root first; defined terms are entered through `terms` where it is given. */
export function* walk(node: Node, terms?: ReadonlyMap<string, Node>): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child, terms);
  if (node.op === 'term') {
    const meaning = terms?.get(node.id);
    if (meaning !== undefined) yield* walk(meaning, terms);
  }
}

/** Dotted names of all facts and questions that a condition may read, sorted. */
export function factsOf(node: Node, terms?: ReadonlyMap<string, Node>): string[] {
  const names = new Set<string>();
  for (const part of walk(node, terms)) {
    const name = readsDirectly(part);
    if (name !== null) names.add(name);
  }
  return [...names].sort();
}

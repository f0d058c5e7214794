// @ts-check
/**
 * What a condition says of a case, by Kleene's three truths: `null` is "unknown". Written from the definition of the language (the
 * node types and their truth tables), not from the programme that decided.
 */
import { add, daysBetween } from './days.mjs';

/** @typedef {boolean | number | string | null} Value */
/** @typedef {{ readonly [field: string]: Value } | string | null} Item */
/**
 * A node of a condition; which fields it has follows from `op`.
 * @typedef {{ readonly op: string, readonly [field: string]: unknown }} Node
 */
/**
 * A case as conditions see it.
 * @typedef {object} World
 * @property {(name: string) => Value | readonly Item[]} fact
 * @property {(id: string) => boolean | null} question
 * @property {(id: string) => Node} term
 * @property {ReadonlyMap<string, Item>} items what the quantifiers around look at
 */

/** @param {unknown} node */
const asNode = (node) => /** @type {Node} */ (node);
/** @param {unknown} nodes */
export const asNodes = (nodes) => /** @type {readonly Node[]} */ (nodes);

/**
 * The nodes directly below.
 * @param {Node} node
 * @returns {readonly Node[]}
 */
export function below(node) {
  switch (node.op) {
    case 'not':
      return [asNode(node.arg)];
    case 'and':
    case 'or':
      return asNodes(node.args);
    case 'if':
      return [asNode(node.test), asNode(node.then), asNode(node.else)];
    case 'compare':
    case 'before':
      return [asNode(node.left), asNode(node.right)];
    case 'oneOf':
      return [asNode(node.item), ...asNodes(node.options)];
    case 'contains':
      return [asNode(node.item)];
    case 'exists':
    case 'all':
      return [asNode(node.body)];
    case 'add':
      return [asNode(node.date), asNode(node.count)];
    case 'daysBetween':
      return [asNode(node.from), asNode(node.to)];
    default:
      return [];
  }
}

/** True if one is true, else unknown if one is unknown: the OR of Kleene. @param {readonly (boolean | null)[]} truths */
export const or = (truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false);
/** @param {readonly (boolean | null)[]} truths */
export const and = (truths) => (truths.includes(false) ? false : truths.includes(null) ? null : true);
/** @param {boolean | null} truth */
export const not = (truth) => (truth === null ? null : !truth);

/**
 * @param {Node} node
 * @param {World} world
 * @returns {Value}
 */
export function evaluate(node, world) {
  switch (node.op) {
    case 'literal':
      return /** @type {Value} */ (node.value);
    case 'fact':
      return /** @type {Value} */ (world.fact(String(node.name)));
    case 'item':
      return fieldOf(world.items.get(String(node.of)) ?? null, node.field === null ? null : String(node.field));
    case 'question':
      return world.question(String(node.id));
    case 'term':
      return evaluate(world.term(String(node.id)), { ...world, items: new Map() });
    case 'known':
      return world.fact(String(node.fact)) !== null;
    case 'contains':
    case 'exists':
    case 'all':
      return ofList(node, world);
    default:
      return combined(
        node,
        below(node).map((each) => evaluate(each, world)),
      );
  }
}

/**
 * A node whose value follows from the values of its parts.
 * @param {Node} node
 * @param {readonly Value[]} parts
 * @returns {Value}
 */
function combined(node, parts) {
  const [first = null, second = null, third = null] = parts;
  switch (node.op) {
    case 'not':
      return not(/** @type {boolean | null} */ (first));
    case 'and':
      return and(/** @type {(boolean | null)[]} */ (parts));
    case 'or':
      return or(/** @type {(boolean | null)[]} */ (parts));
    case 'if':
      return first === null ? null : first ? second : third;
    case 'oneOf':
      return or(parts.slice(1).map((option) => (option === null || first === null ? null : option === first)));
    default:
      return first === null || second === null ? null : ofTwo(node, first, second);
  }
}

/**
 * @param {Node} node
 * @param {boolean | number | string} a
 * @param {boolean | number | string} b
 * @returns {Value}
 */
function ofTwo(node, a, b) {
  switch (node.op) {
    case 'before':
      return a === b ? null : a < b; // on the very day nobody knows the hour
    case 'add':
      return add(String(a), /** @type {'days'} */ (node.unit), Number(b));
    case 'daysBetween':
      return daysBetween(String(a), String(b));
    case 'compare':
      return compared(String(node.how), a, b);
    default:
      throw new Error(`the law has a condition of a kind that this verifier does not know: ${node.op}`);
  }
}

/**
 * @param {string} how
 * @param {boolean | number | string} a
 * @param {boolean | number | string} b
 */
function compared(how, a, b) {
  if (how === '==') return a === b;
  if (how === '!=') return a !== b;
  if (how === '<') return a < b;
  if (how === '<=') return a <= b;
  if (how === '>') return a > b;
  if (how === '>=') return a >= b;
  throw new Error(`the law compares in a way that this verifier does not know: ${how}`);
}

/**
 * @param {Node} node
 * @param {World} world
 * @returns {boolean | null}
 */
function ofList(node, world) {
  const list = listOf(node, world);
  if (list === null) return null;
  if (node.op === 'contains') {
    const sought = evaluate(asNode(node.item), world);
    return or(list.map((each) => (each === null || sought === null ? null : each === sought)));
  }
  const truths = list.map((item) => /** @type {boolean | null} */ (evaluate(asNode(node.body), withItem(node, item, world))));
  return node.op === 'exists' ? or(truths) : and(truths);
}

/**
 * @param {Node} node
 * @param {World} world
 */
export function listOf(node, world) {
  return /** @type {readonly Item[] | null} */ (world.fact(String(node.list)));
}

/**
 * @param {Node} quantifier
 * @param {Item} item
 * @param {World} world
 * @returns {World}
 */
export function withItem(quantifier, item, world) {
  return { ...world, items: new Map(world.items).set(String(quantifier.as), item) };
}

/**
 * @param {Item} item
 * @param {string | null} field
 * @returns {Value}
 */
function fieldOf(item, field) {
  if (field === null) return typeof item === 'string' ? item : null;
  return item === null || typeof item === 'string' ? null : (item[field] ?? null);
}

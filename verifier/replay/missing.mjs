// @ts-check
/**
 * Which facts and questions keep a condition from being known: those met on the way down through parts that are themselves unknown.
 * What stands behind an alternative that already holds is not asked for.
 */
import { below, evaluate, listOf, withItem } from './condition.mjs';

/** @typedef {import('./condition.mjs').Node} Node */
/** @typedef {import('./condition.mjs').World} World */

/** Facts that every case has; nobody can be asked for them. */
const REQUIRED = ['host', 'act', 'asOf'];

/**
 * @param {Node} node
 * @param {World} world
 * @param {Set<string>} into dotted names
 * @param {string} [list] whose elements are being looked at
 */
export function collectMissing(node, world, into, list) {
  if (evaluate(node, world) !== null) return;
  switch (node.op) {
    case 'fact':
      into.add(String(node.name));
      break;
    case 'question':
      into.add(`interpretation.${node.id}`);
      break;
    case 'item':
      if (list !== undefined) into.add(list);
      break;
    case 'term':
      collectMissing(world.term(String(node.id)), { ...world, items: new Map() }, into);
      break;
    case 'contains':
      if (listOf(node, world)?.includes(null) ?? true) into.add(String(node.list));
      for (const part of below(node)) collectMissing(part, world, into, list);
      break;
    case 'exists':
    case 'all':
      collectFromList(node, world, into);
      break;
    case 'if':
      collectFromChoice(node, world, into, list);
      break;
    case 'before':
    case 'add':
    case 'daysBetween':
      collectFromDays(node, world, into, list);
      break;
    default:
      for (const part of below(node)) collectMissing(part, world, into, list);
  }
}

/**
 * With a known test only its own side can matter; with an open one, both.
 * @param {Node} node
 * @param {World} world
 * @param {Set<string>} into
 * @param {string | undefined} list
 */
function collectFromChoice(node, world, into, list) {
  const [test, then, otherwise] = below(node);
  if (test === undefined || then === undefined || otherwise === undefined) return;
  const said = evaluate(test, world);
  collectMissing(test, world, into, list);
  if (said !== false) collectMissing(then, world, into, list);
  if (said !== true) collectMissing(otherwise, world, into, list);
}

/**
 * Where both days are known and the answer is not (the very day, a day beyond the calendar), only another day could settle it.
 * @param {Node} node
 * @param {World} world
 * @param {Set<string>} into
 * @param {string | undefined} list
 */
function collectFromDays(node, world, into, list) {
  if (below(node).some((part) => evaluate(part, world) === null)) {
    for (const part of below(node)) collectMissing(part, world, into, list);
    return;
  }
  for (const { op, name, id, fact, list: inner } of nodesOf(node)) {
    if (op === 'fact' && !REQUIRED.includes(String(name))) into.add(String(name));
    if (op === 'question') into.add(`interpretation.${id}`);
    if (op === 'known') into.add(String(fact));
    if (op === 'contains' || op === 'exists' || op === 'all') into.add(String(inner));
    if (op === 'item' && list !== undefined) into.add(list);
  }
}

/**
 * @param {Node} node
 * @param {World} world
 * @param {Set<string>} into
 */
function collectFromList(node, world, into) {
  const [body] = below(node);
  const name = String(node.list);
  const elements = listOf(node, world);
  if (body === undefined) return;
  if (elements === null) {
    into.add(name);
    collectLeaves(body, world, into);
    return;
  }
  for (const element of elements) collectMissing(body, withItem(node, element, world), into, name);
}

/**
 * While nobody knows the elements, whatever the body may ask of the case can come to matter.
 * @param {Node} node
 * @param {World} world
 * @param {Set<string>} into
 */
function collectLeaves(node, world, into) {
  if (node.op === 'fact' || node.op === 'question' || node.op === 'term') collectMissing(node, world, into);
  else {
    if (node.op === 'contains' && (listOf(node, world)?.includes(null) ?? true)) into.add(String(node.list));
    for (const part of below(node)) collectLeaves(part, world, into);
  }
}

/**
 * @param {Node} node
 * @returns {Generator<Node>}
 */
function* nodesOf(node) {
  yield node;
  for (const part of below(node)) yield* nodesOf(part);
}

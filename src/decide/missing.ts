import { factsOf, walk } from '../law/condition/ir.ts';
import { REQUIRED_FACTS } from '../law/vocabulary.ts';
import type { Approval } from './case.ts';
import type { Compiled, Frame } from './closures.ts';

/**
 * Collects what makes a part unknown: only parts whose own value is unknown are entered, so a question behind an
 * alternative that already holds is not asked. Once everything collected is known the part is known too, whatever the
 * answers are; the one exception is `before` on the very day, where the date is known and its hour is not.
 * @param list the list whose elements a quantifier is looking at, if any
 */
export function blame(part: Compiled, frame: Frame, into: Set<string>, list?: string): void {
  if (part.of(frame) !== null) return;
  const { node, parts } = part;
  switch (node.op) {
    case 'fact':
      into.add(node.name);
      return;
    case 'item':
      if (list !== undefined) into.add(list);
      return;
    case 'question':
      into.add(`interpretation.${node.id}`);
      return;
    case 'contains':
      if (hasGap(listOf(frame, part))) into.add(node.list);
      break;
    case 'exists':
    case 'all':
      blameElements(part, node.list, frame, into);
      return;
    case 'if':
      blameChoice(part, frame, into, list);
      return;
    case 'term': {
      const { item } = frame; // a term may look through a list of its own, also when a quantifier asks for it
      for (const inner of parts) blame(inner, frame, into);
      frame.item = item;
      return;
    }
    case 'before':
    case 'add':
    case 'daysBetween':
      if (parts.every((inner) => inner.of(frame) !== null)) {
        for (const name of factsOf(node)) if (!(REQUIRED_FACTS as readonly string[]).includes(name)) into.add(name);
        if (list !== undefined && [...walk(node)].some((inner) => inner.op === 'item')) into.add(list);
        return;
      }
      break;
    default:
      break;
  }
  for (const inner of parts) blame(inner, frame, into, list);
}

/** With an open test either outcome may come to matter; with a known one only its own. */
function blameChoice({ parts }: Compiled, frame: Frame, into: Set<string>, list: string | undefined): void {
  const [test, then, otherwise] = parts;
  if (test === undefined || then === undefined || otherwise === undefined) return;
  const decided = test.of(frame);
  blame(test, frame, into, list);
  if (decided !== false) blame(then, frame, into, list);
  if (decided !== true) blame(otherwise, frame, into, list);
}

function blameElements(part: Compiled, list: string, frame: Frame, into: Set<string>): void {
  const elements = listOf(frame, part);
  const body = part.parts[0];
  if (elements === null || body === undefined) {
    into.add(list);
    if (body !== undefined) blameLeaves(body, frame, into);
    return;
  }
  for (const element of elements) {
    frame.item = element;
    blame(body, frame, into, list);
  }
}

/** Nobody knows yet what the elements will be asked, so every unknown fact of the body may come to matter. */
function blameLeaves(part: Compiled, frame: Frame, into: Set<string>): void {
  const { node, parts } = part;
  if (node.op === 'fact' || node.op === 'question' || node.op === 'term') blame(part, frame, into);
  else {
    if (node.op === 'contains' && hasGap(listOf(frame, part))) into.add(node.list);
    for (const inner of parts) blameLeaves(inner, frame, into);
  }
}

function listOf(frame: Frame, part: Compiled): readonly (string | Approval | null)[] | null {
  return part.factAt === undefined ? null : (frame.values[part.factAt] as readonly (string | Approval | null)[] | null);
}

function hasGap(list: readonly unknown[] | null): boolean {
  return list === null || list.includes(null);
}

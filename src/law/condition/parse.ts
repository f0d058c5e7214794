import { type ASTNode, ParseError, parse } from '@marcbachmann/cel-js';
import type { Range } from './ir.ts';
import type { Syntax } from './syntax.ts';

/** The text is no CEL at all: a bracket is missing, a text is not closed. */
export class ConditionUnreadable extends Error {
  readonly range: Range;
  constructor(message: string, range: Range) {
    super(message);
    this.range = range;
  }
}

/**
 * Reads the text of a condition with CEL's grammar; nothing is evaluated.
 * @throws ConditionUnreadable with the range of the first thing that does not fit
 */
export function parseCondition(source: string): Syntax {
  let root: ASTNode;
  try {
    root = parse(source).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const start = Math.min(error.range?.start ?? 0, source.length);
    throw new ConditionUnreadable(error.summary, [start, Math.max(start, Math.min(error.range?.end ?? start, source.length))]);
  }
  return convert(root, source);
}

function convert(node: ASTNode, source: string): Syntax {
  const range = withBrackets(node.start, node.end, source);
  const inner = (child: ASTNode): Syntax => convert(child, source);
  switch (node.op) {
    case 'value':
      return convertLiteral(node.args, range);
    case 'id':
      return { kind: 'name', name: node.args, range };
    case '.':
      return { kind: 'field', of: inner(node.args[0]), name: node.args[1], range };
    case 'list':
      return { kind: 'list', items: node.args.map(inner), range };
    case 'map':
      return { kind: 'map', range };
    case 'call':
      return { kind: 'call', name: node.args[0], on: null, args: node.args[1].map(inner), range };
    case 'rcall':
      return { kind: 'call', name: node.args[0], on: inner(node.args[1]), args: node.args[2].map(inner), range };
    case '-_':
      return convertMinus(inner(node.args), range);
    case '!_':
      return { kind: 'call', name: '!_', on: null, args: [inner(node.args)], range };
    case '.?':
    case '[?]':
      return { kind: 'call', name: node.op, on: null, args: [inner(node.args[0])], range };
    default:
      return { kind: 'call', name: node.op, on: null, args: node.args.map(inner), range };
  }
}

/** A minus before a number is part of the number, as in the other parser; before anything else it stays an operator. */
function convertMinus(arg: Syntax, range: Range): Syntax {
  return arg.kind === 'literal' && arg.type === 'int' && typeof arg.value === 'string' && !arg.value.startsWith('-')
    ? { ...arg, value: `-${arg.value}`, range }
    : { kind: 'call', name: '-_', on: null, args: [arg], range };
}

function convertLiteral(value: unknown, range: Range): Syntax {
  if (value === null) return { kind: 'literal', type: 'null', value: null, range };
  switch (typeof value) {
    case 'boolean':
      return { kind: 'literal', type: 'bool', value, range };
    case 'string':
      return { kind: 'literal', type: 'text', value, range };
    case 'bigint':
      return { kind: 'literal', type: 'int', value: value.toString(), range };
    case 'number':
      return { kind: 'literal', type: 'double', value: String(value), range };
    default:
      return { kind: 'literal', type: value instanceof Uint8Array ? 'bytes' : 'uint', value: null, range };
  }
}

/** The parser leaves out a bracket at the end of a range whose beginning it counts: what a person is shown has both. */
function withBrackets(start: number, end: number, source: string): Range {
  let [from, to] = [start, end];
  for (let depth = depthOf(source.slice(from, to)); depth !== 0; depth = depthOf(source.slice(from, to))) {
    const at = depth > 0 ? source.indexOf(')', to) : source.lastIndexOf('(', from - 1);
    if (at < 0) return [start, end];
    if (depth > 0) to = at + 1;
    else from = at;
  }
  return [from, to];
}

/** How many brackets are opened more than closed; those inside quotation marks do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
  }
  return depth;
}

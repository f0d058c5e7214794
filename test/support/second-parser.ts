import { parse } from '@bufbuild/cel';
import type { Syntax } from '../../src/law/condition/syntax.ts';

type Parsed = ReturnType<typeof parse>;
type Expr = Parsed['expr'];

/** Where nothing is compared: the second parser knows only where a node begins. */
const NOWHERE = [0, 0] as const;

/** The product's signs for the operators that the second parser names otherwise. */
const SIGNS: Readonly<Record<string, string>> = {
  '_?_:_': '?:',
  '@in': 'in',
  '_[_]': '[]',
  '!_': '!_',
  '-_': '-_',
  '_?._': '.?',
  '_[?_]': '[?]',
};

/**
 * A second reading of CEL's grammar, by `@bufbuild/cel`: the same tree as `parseCondition` gives, without ranges. Its macros are
 * undone, since it writes `exists` out as a loop.
 * @throws whatever the parser throws where the text is no CEL
 */
export function parseBySecondParser(source: string): Syntax {
  const { expr, sourceInfo } = parse(source);
  return convert(expr, sourceInfo);
}

function convert(expr: Expr, info: Parsed['sourceInfo']): Syntax {
  const inner = (child: Expr | undefined): Syntax => {
    if (child === undefined) throw new Error('The second parser left a part out.');
    return convert(child, info);
  };
  const macro = info?.macroCalls[expr.id.toString()];
  if (macro !== undefined) return convert({ ...macro, id: 0n }, info);
  const { exprKind: kind } = expr;
  switch (kind.case) {
    case 'constExpr':
      return literal(kind.value.constantKind);
    case 'identExpr':
      return { kind: 'name', name: kind.value.name, range: NOWHERE };
    case 'selectExpr':
      return { kind: 'field', of: inner(kind.value.operand), name: kind.value.field, range: NOWHERE };
    case 'listExpr':
      return { kind: 'list', items: kind.value.elements.map(inner), range: NOWHERE };
    case 'structExpr':
      return { kind: 'map', range: NOWHERE };
    case 'callExpr': {
      const { function: name, target, args } = kind.value;
      const sign = SIGNS[name] ?? /^_(.+)_$/.exec(name)?.[1] ?? name;
      return { kind: 'call', name: sign, on: target === undefined ? null : inner(target), args: args.map(inner), range: NOWHERE };
    }
    default:
      throw new Error(`The second parser gave ${String(kind.case)}, which this adapter does not know.`);
  }
}

function literal(value: { readonly case: string | undefined; readonly value?: unknown }): Syntax {
  const of = (type: Extract<Syntax, { kind: 'literal' }>['type'], text: boolean | string | null): Syntax => ({
    kind: 'literal',
    type,
    value: text,
    range: NOWHERE,
  });
  switch (value.case) {
    case 'boolValue':
      return of('bool', value.value === true);
    case 'stringValue':
      return of('text', String(value.value));
    case 'int64Value':
      return of('int', String(value.value));
    case 'doubleValue':
      return of('double', String(value.value));
    case 'uint64Value':
      return of('uint', null);
    case 'bytesValue':
      return of('bytes', null);
    default:
      return of('null', null);
  }
}

/**
 * A tree without its ranges. Two liberties that parsers take are evened out: long chains are balanced as they like, so that
 * `a && (b && c)` and `(a && b) && c` are one, and the second one drops a negation of a negation.
 */
export function plainTree(syntax: Syntax): unknown {
  switch (syntax.kind) {
    case 'literal':
      return { literal: syntax.type, value: syntax.value };
    case 'name':
      return syntax.name;
    case 'field':
      return { of: plainTree(syntax.of), field: syntax.name };
    case 'list':
      return { list: syntax.items.map(plainTree) };
    case 'map':
      return 'map';
    case 'call': {
      const [first] = syntax.args;
      if (syntax.name === '!_' && first?.kind === 'call' && first.name === '!_' && first.args[0] !== undefined)
        return plainTree(first.args[0]);
      const flat = (part: Syntax): readonly unknown[] =>
        part.kind === 'call' && part.name === syntax.name && (part.name === '&&' || part.name === '||')
          ? part.args.flatMap(flat)
          : [plainTree(part)];
      return { call: syntax.name, on: syntax.on === null ? null : plainTree(syntax.on), args: syntax.args.flatMap(flat) };
    }
  }
}

/** A second parser of CEL reads every condition as ours does, and what the language's own test data says holds of the part that we take. */
import { tests as conformance } from '@bufbuild/cel-spec/testdata/conformance.js';
import { tests as parsing } from '@bufbuild/cel-spec/testdata/parsing.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileCondition } from '../../src/decide/closures.ts';
import { loadRegimes, readLaw, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';
import type { Node } from '../../src/law/condition/ir.ts';
import { parseCondition } from '../../src/law/condition/parse.ts';
import type { Scope } from '../../src/law/condition/profile.ts';
import { readCondition } from '../../src/law/condition/read.ts';
import type { Exception, Law, Regime } from '../../src/law/regime.ts';
import type { FactType } from '../../src/law/vocabulary.ts';
import { parseBySecondParser, plainTree } from '../support/second-parser.ts';
import { aCondition } from './conditions.ts';
import { printed } from './print.ts';
import { drawn, SEED } from './run.ts';

/** Most of the data is about what the profile leaves out. Fewer than these would mean that we read less of CEL than we did. */
const TAKEN_AT_LEAST = 99;

let law: Law;

beforeAll(async () => {
  law = await loadRegimes({ regimes: regimeIds(SHIPPED_LAW) });
});

test('both parsers read every condition of the shipped regimes alike', async () => {
  let conditions = 0;
  for (const id of regimeIds(SHIPPED_LAW)) {
    const { regime } = await readLaw(SHIPPED_LAW, id);
    for (const source of regime === null ? [] : sourcesOf(regime)) {
      conditions++;
      expect({ source, tree: plainTree(parseCondition(source)) }).toEqual({ source, tree: plainTree(parseBySecondParser(source)) });
    }
  }
  expect(conditions).toBeGreaterThan(40);
});

test(`both parsers read random conditions alike, and what was printed is read back as it was (RESOLUTE_SEED=${SEED})`, () => {
  const questions = law.regimes.flatMap(({ regime }) => regime.questions.map((question) => question.id));
  const terms = law.regimes.flatMap(({ regime }) => regime.terms.map((term) => term.id));
  const scope: Scope = {
    facts: new Map(law.vocabulary.facts.map((fact) => [fact.name, fact])),
    questions: new Set(questions),
    terms: new Set(terms),
    params: new Map(),
    mayAskKnown: true,
  };
  let readBack = 0;
  for (const node of drawn(aCondition({ vocabulary: law.vocabulary, questions, terms }), 300, 0)) {
    const source = printed(node);
    expect({ source, tree: plainTree(parseCondition(source)) }).toEqual({ source, tree: plainTree(parseBySecondParser(source)) });
    const { node: again, findings } = readCondition(source, scope);
    // A random text may be no value of the fact beside it: that alone is refused.
    expect(findings.filter(({ code }) => code !== 'unknown-code')).toEqual([]);
    if (again === null) continue;
    readBack++;
    expect(withoutRanges(again)).toEqual(withoutRanges(node));
  }
  expect(readBack).toBeGreaterThan(150);
});

describe('the test data of the CEL specification', () => {
  const evaluated = testsOf(conformance);
  const all = [...evaluated, ...testsOf(parsing)]; // the latter only say what can be read

  test('what the profile takes has the value that the specification says; the rest is refused with its place', () => {
    const counts = { taken: 0, refused: 0 };
    for (const spec of all) {
      const { bindings, container } = spec;
      const expr = asQuestion(spec);
      // Names that a container completes are no part of the profile: their variables stay unknown here.
      const facts = container === undefined ? factsFrom(bindings) : [];
      const scope: Scope = {
        facts: new Map(facts.map(({ name, type }) => [name, { type }])),
        questions: new Set(),
        terms: new Set(),
        params: new Map(),
        mayAskKnown: false,
      };
      const { node, findings } = readCondition(expr, scope);
      if (node === null) {
        counts.refused++;
        expect(findings.length).toBeGreaterThan(0);
        for (const { range, message, remedy } of findings) {
          const [start, end] = range;
          expect({ expr, range, inside: 0 <= start && start <= end && end <= expr.length }).toEqual({ expr, range, inside: true });
          expect(message.length * remedy.length).toBeGreaterThan(0);
        }
        continue;
      }
      const got = valueWith(node, facts);
      if (!evaluated.includes(spec)) continue;
      counts.taken++;
      expect({ expr, value: got }).toEqual({ expr, value: expectedOf(spec) });
    }
    expect(counts.taken).toBeGreaterThanOrEqual(TAKEN_AT_LEAST);
    expect(counts.refused).toBeGreaterThan(2000);
  });
});

interface SpecTest {
  readonly expr: string;
  readonly container?: string;
  readonly value?: { readonly boolValue?: boolean; readonly int64Value?: string; readonly stringValue?: string };
  readonly typedResult?: { readonly result?: { readonly boolValue?: boolean } };
  readonly evalError?: unknown;
  readonly unknown?: unknown;
  readonly bindings?: Readonly<Record<string, { readonly value?: Readonly<Record<string, unknown>> }>>;
}
/** A condition is true or false: of a test that gives a number or a text we ask whether it is the one expected. */
function asQuestion({ expr, value }: SpecTest): string {
  if (value?.int64Value !== undefined) return `(${expr}) == ${value.int64Value}`;
  return value?.stringValue === undefined ? expr : `(${expr}) == ${JSON.stringify(value.stringValue)}`;
}

/** What the specification expects: a value, or true where it says nothing; an error is no value of ours. */
function expectedOf({ value, typedResult, evalError, unknown }: SpecTest): unknown {
  if (evalError !== undefined || unknown !== undefined) return 'an error';
  if (value?.int64Value !== undefined || value?.stringValue !== undefined) return true;
  return value === undefined && typedResult === undefined ? true : (value?.boolValue ?? typedResult?.result?.boolValue);
}

interface SpecSuite {
  readonly suites?: readonly SpecSuite[];
  readonly tests?: readonly { readonly original: object }[];
}

function testsOf(suite: SpecSuite): SpecTest[] {
  return [...(suite.tests ?? []).map(({ original }) => original as SpecTest), ...(suite.suites ?? []).flatMap(testsOf)];
}

interface BoundFact {
  readonly name: string;
  readonly type: FactType;
  readonly value: boolean | number | string;
}

/** The variables that a test sets, where our language has their type. */
function factsFrom(bindings: SpecTest['bindings'] = {}): BoundFact[] {
  return Object.entries(bindings).flatMap(([name, { value = {} }]): BoundFact[] => {
    if (typeof value.boolValue === 'boolean') return [{ name, type: 'bool', value: value.boolValue }];
    if (typeof value.stringValue === 'string') return [{ name, type: 'text', value: value.stringValue }];
    if (typeof value.int64Value === 'string') return [{ name, type: 'integer', value: Number(value.int64Value) }];
    return [];
  });
}

function valueWith(node: Node, facts: readonly BoundFact[]): unknown {
  const names = {
    fact: (name: string) => facts.findIndex((fact) => fact.name === name),
    term: () => {
      throw new Error('The specification knows no terms of ours.');
    },
    answers: () => [],
    host: -1,
    asOf: -1,
  };
  return compileCondition(node, names).of({ values: facts.map(({ value }) => value), assumed: {}, terms: [], item: null });
}

function sourcesOf(regime: Regime): string[] {
  const below = (exceptions: readonly Exception[]): string[] => exceptions.flatMap(({ when, unless }) => [when.source, ...below(unless)]);
  return [
    ...regime.terms.map((term) => term.means.source),
    ...regime.provisions.flatMap(({ when, unless, governs }) => [
      when.source,
      ...below(unless),
      ...governs.flatMap(({ where }) => (where === null ? [] : [where.source])),
    ]),
  ];
}

/** The node without ranges; one junction inside another of its kind is the same as all parts in one. */
function withoutRanges(node: Node): unknown {
  return JSON.parse(JSON.stringify(flat(node), (key, value: unknown) => (key === 'range' ? undefined : value)));
}

function flat(node: Node): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(flat);
  const parts = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, flat(value as Node)]));
  if (node.op !== 'and' && node.op !== 'or') return parts;
  return { ...parts, args: node.args.flatMap((arg) => (arg.op === node.op ? (flat(arg) as { args: unknown[] }).args : [flat(arg)])) };
}

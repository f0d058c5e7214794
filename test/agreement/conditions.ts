import fc from 'fast-check';
import type { Node, ValueType } from '../../src/law/condition/ir.ts';
import { LIST_FACTS, valueTypeOf } from '../../src/law/condition/profile.ts';
import type { Vocabulary } from '../../src/law/vocabulary.ts';
import { POOL, type Pool } from './cases.ts';

/** What a random condition may be made of. */
export interface Grammar {
  readonly vocabulary: Vocabulary;
  readonly questions: readonly string[];
  readonly terms: readonly string[];
  readonly pool?: Pool;
  /** `known` is not monotone; `before` and sums of dates can be unknown of known parts. */
  readonly without?: readonly Node['op'][];
}

const RANGE = [0, 0] as const;
/** The name of a quantifier's element, in the text of a condition too. */
const ELEMENT = 'e';
type Quantified = { readonly list: string; readonly fields: Readonly<Record<string, ValueType>> | 'text' } | null;

/** A random condition of the profile, typed, with every kind of node; depth up to 4. */
export function aCondition(grammar: Grammar, depth = 4): fc.Arbitrary<Node> {
  return new Conditions(grammar).of('bool', depth, null);
}

class Conditions {
  readonly #grammar: Grammar;
  readonly #pool: Pool;

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
    this.#pool = grammar.pool ?? POOL;
  }

  of(type: ValueType, depth: number, around: Quantified): fc.Arbitrary<Node> {
    const leaves = this.#leaves(type, around);
    if (depth <= 0) return fc.oneof(...leaves);
    const kinds = [
      ...(type === 'bool' ? this.#truths(depth - 1, around) : this.#values(type, depth - 1, around)),
      this.#choice(type, depth - 1, around),
    ];
    return fc.oneof({ weight: 2, arbitrary: fc.oneof(...leaves) }, ...kinds.map((arbitrary) => ({ weight: 1, arbitrary })));
  }

  #allows(op: Node['op']): boolean {
    return this.#grammar.without?.includes(op) !== true;
  }

  #leaves(type: ValueType, around: Quantified): fc.Arbitrary<Node>[] {
    const { vocabulary, questions, terms } = this.#grammar;
    const facts = vocabulary.facts
      .filter((fact) => valueTypeOf(fact.type) === type)
      .map((fact): Node => ({ op: 'fact', name: fact.name, type, range: RANGE }));
    const leaves: fc.Arbitrary<Node>[] = [this.#literal(type)];
    if (facts.length > 0) leaves.push(fc.constantFrom(...facts), fc.constantFrom(...facts));
    if (type === 'bool') {
      if (questions.length > 0) leaves.push(fc.constantFrom(...questions).map((id): Node => ({ op: 'question', id, range: RANGE })));
      if (terms.length > 0) leaves.push(fc.constantFrom(...terms).map((id): Node => ({ op: 'term', id, range: RANGE })));
      if (this.#allows('known'))
        leaves.push(fc.constantFrom(...vocabulary.facts).map((fact): Node => ({ op: 'known', fact: fact.name, range: RANGE })));
    }
    return [...leaves, ...itemsOf(type, around)];
  }

  #literal(type: ValueType): fc.Arbitrary<Node> {
    const values: Readonly<Record<ValueType, fc.Arbitrary<boolean | number | string>>> = {
      bool: fc.boolean(),
      int: fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constantFrom(2_147_483_647, -2_147_483_647)),
      date: fc.constantFrom(...this.#pool.dates),
      text: fc.constantFrom(...this.#pool.codes, ...this.#pool.committees, 'authorise', 'pending', 'é "q"'),
    };
    return values[type].map((value): Node => ({ op: 'literal', type, value, range: RANGE }));
  }

  #truths(depth: number, around: Quantified): fc.Arbitrary<Node>[] {
    const truth = this.of('bool', depth, around);
    const several = fc.array(truth, { minLength: 2, maxLength: 3 });
    const listed = this.#grammar.vocabulary.facts.filter((fact) => fact.type === 'countries').map((fact) => fact.name);
    const kinds: fc.Arbitrary<Node>[] = [
      truth.map((arg): Node => ({ op: 'not', arg, range: RANGE })),
      several.map((args): Node => ({ op: 'and', args, range: RANGE })),
      several.map((args): Node => ({ op: 'or', args, range: RANGE })),
      fc.oneof(
        this.#compare('date', depth, around),
        this.#compare('int', depth, around),
        this.#compare('text', depth, around),
        this.#compare('bool', depth, around),
      ),
      fc.oneof(this.#oneOf('date', depth, around), this.#oneOf('text', depth, around), this.#oneOf('int', depth, around)),
    ];
    if (this.#allows('before'))
      kinds.push(
        fc
          .tuple(this.of('date', depth, around), this.of('date', depth, around))
          .map(([left, right]): Node => ({ op: 'before', left, right, range: RANGE })),
      );
    if (listed.length > 0)
      kinds.push(
        fc
          .tuple(this.of('text', depth, around), fc.constantFrom(...listed))
          .map(([item, list]): Node => ({ op: 'contains', item, list, range: RANGE })),
      );
    if (around === null) kinds.push(this.#quantifier(depth), this.#quantifier(depth));
    return kinds;
  }

  #compare(type: ValueType, depth: number, around: Quantified): fc.Arbitrary<Node> {
    const sides = fc.tuple(this.of(type, depth, around), this.of(type, depth, around));
    const how = type === 'date' || type === 'int' ? fc.constantFrom('==', '!=', '<', '<=', '>', '>=') : fc.constantFrom('==', '!=');
    return fc.tuple(how, sides).map(([sign, [left, right]]): Node => ({ op: 'compare', how: sign as '==', left, right, range: RANGE }));
  }

  #oneOf(type: ValueType, depth: number, around: Quantified): fc.Arbitrary<Node> {
    const options = fc.array(fc.oneof({ weight: 3, arbitrary: this.#literal(type) }, { weight: 1, arbitrary: this.of(type, 0, around) }), {
      maxLength: 3,
    });
    return fc.tuple(this.of(type, depth, around), options).map(([item, all]): Node => ({ op: 'oneOf', item, options: all, range: RANGE }));
  }

  #quantifier(depth: number): fc.Arbitrary<Node> {
    const lists = this.#grammar.vocabulary.facts.flatMap((fact) => {
      const fields = LIST_FACTS[fact.type];
      return fields === undefined ? [] : [{ list: fact.name, fields }];
    });
    return fc
      .constantFrom(...lists)
      .chain((around) =>
        fc
          .tuple(fc.constantFrom('exists', 'all'), this.of('bool', depth, around))
          .map(([op, body]): Node => ({ op: op as 'exists', list: around.list, as: ELEMENT, body, range: RANGE })),
      );
  }

  #values(type: ValueType, depth: number, around: Quantified): fc.Arbitrary<Node>[] {
    if (type === 'date' && this.#allows('add'))
      return [
        fc
          .tuple(fc.constantFrom('days', 'months', 'years'), this.of('date', depth, around), this.of('int', Math.min(depth, 1), around))
          .map(([unit, date, count]): Node => ({ op: 'add', unit: unit as 'days', date, count, range: RANGE })),
      ];
    if (type === 'int')
      return [
        fc
          .tuple(this.of('date', Math.min(depth, 1), around), this.of('date', 0, around))
          .map(([from, to]): Node => ({ op: 'daysBetween', from, to, range: RANGE })),
      ];
    return [];
  }

  #choice(type: ValueType, depth: number, around: Quantified): fc.Arbitrary<Node> {
    return fc
      .tuple(this.of('bool', depth, around), this.of(type, depth, around), this.of(type, depth, around))
      .map(([test, then, otherwise]): Node => ({ op: 'if', type, test, then, else: otherwise, range: RANGE }));
  }
}

function itemsOf(type: ValueType, around: Quantified): fc.Arbitrary<Node>[] {
  if (around === null) return [];
  const fields =
    around.fields === 'text'
      ? type === 'text'
        ? [null]
        : []
      : Object.keys(around.fields).filter((field) => around.fields !== 'text' && around.fields[field] === type);
  return fields.flatMap((field) => {
    const item = fc.constant<Node>({ op: 'item', of: ELEMENT, field, type, range: RANGE });
    return [item, item, item, item];
  });
}

import fc from 'fast-check';
import type { Node } from '../../src/law/condition/ir.ts';
import type { Condition, Exception, Law, Provision, Question, Regime, Term } from '../../src/law/regime.ts';
import { ACTS, type Vocabulary } from '../../src/law/vocabulary.ts';
import { POOL, type Pool } from './cases.ts';
import { aCondition, type Grammar } from './conditions.ts';

const WORDS = { en: 'Words.' };
const CITE = { instrument: 'S/RES/0000', paragraph: '1' };
/** Both regimes of a random law call their terms alike, so that a mix-up shows. */
export const TERMS = ['first', 'second', 'third'];
export const QUESTIONS = ['open', 'answered', "it's asked"];

/** A random law of two regimes: any effect, several acts, exceptions to exceptions, duties, statements, three layers, hosts that leave. */
export function aLaw(vocabulary: Vocabulary, pool: Pool = POOL, without: Grammar['without'] = []): fc.Arbitrary<Law> {
  const grammar = (terms: readonly string[]): Grammar => ({ vocabulary, questions: QUESTIONS, terms, pool, without });
  const condition = (depth: number, terms: readonly string[] = TERMS): fc.Arbitrary<Condition> =>
    aCondition(grammar(terms), depth).map(written);
  const aTerm = (id: string, at: number): fc.Arbitrary<Term> =>
    condition(2, TERMS.slice(0, at)).map((means) => ({ id, means, words: { is: WORDS, isNot: WORDS } }));
  const anException = (depth: number): fc.Arbitrary<Exception> =>
    fc.record({
      id: fc.constant('exception'),
      cite: fc.constant(CITE),
      when: condition(2),
      unless: depth === 0 ? fc.constant([]) : fc.array(anException(depth - 1), { maxLength: 2 }),
      words: fc.constant(WORDS),
      confidence: fc.constant('text' as const),
    });
  const date = fc.constantFrom(...pool.dates);
  const aProvision: fc.Arbitrary<Provision> = fc
    .record({
      layer: fc.constantFrom('un', 'un', 'mng', 'several'),
      effect: fc.constantFrom('prohibit', 'prohibit', 'require', 'cap', 'call'),
      strength: fc.constantFrom('needs-approval', 'barred'),
      basis: fc.constantFrom('act', 'report', 'statement', null),
      acts: fc.subarray([...ACTS], { minLength: 1 }),
      where: fc.array(fc.option(condition(1), { freq: 2 }), { minLength: 5, maxLength: 5 }),
      from: date,
      until: fc.option(date, { freq: 3 }),
      testedOn: fc.constantFrom('asOf', 'asOf', 'asOf', 'contract.finalisedOn'),
      when: condition(3),
      unless: fc.array(anException(1), { maxLength: 2 }),
      duty: fc.record({ by: date, ends: fc.constantFrom('stay', 'work') }),
    })
    .map(
      (raw): Provision => ({
        id: 'provision',
        layer: raw.layer,
        cite: CITE,
        effect: raw.effect as Provision['effect'],
        strength: raw.effect === 'require' || raw.effect === 'call' ? null : (raw.strength as Provision['strength']),
        basis: raw.basis as Provision['basis'],
        governs: raw.acts.map((act, index) => ({ act, where: raw.where[index] ?? null })),
        inForce: { from: raw.from, until: raw.until },
        testedOn: raw.testedOn,
        when: raw.when,
        unless: raw.unless,
        duty: raw.effect === 'require' ? { ends: raw.duty.ends as 'stay', from: raw.from, by: raw.duty.by, working: '' } : null,
        cap: null,
        about: 'data-quality',
        words: WORDS,
        confidence: 'text',
        notes: null,
        against: null,
      }),
    );
  const aRegime = (id: string, questions: readonly Question[]): fc.Arbitrary<Regime> =>
    fc.tuple(fc.tuple(...TERMS.map(aTerm)), fc.array(aProvision, { minLength: 1, maxLength: 5 })).map(([terms, provisions]) => ({
      id,
      title: WORDS,
      about: WORDS,
      params: [],
      layers: [
        { id: 'un', title: WORDS, hosts: null },
        { id: 'mng', title: WORDS, hosts: [{ code: 'MNG', until: null }] },
        {
          id: 'several',
          title: WORDS,
          hosts: [
            { code: 'POL', until: pool.dates[1] ?? null },
            { code: 'QAT', until: null },
          ],
        },
      ],
      terms,
      instruments: [],
      provisions: provisions.map((provision, index) => named(provision, `${id}.${index + 1}`)),
      questions,
      deadlines: [],
      drafts: [],
    }));
  return fc.tuple(aRegime('first', questionsOn(pool)), aRegime('second', [])).map((regimes) => ({
    vocabulary,
    regimes: regimes.map((regime) => ({ regime, cases: [], sha256: '' })),
  }));
}

function written(node: Node): Condition {
  return { source: '', node };
}

/** Ids down to the exceptions of exceptions. */
function named(provision: Provision, id: string): Provision {
  const below = (exceptions: readonly Exception[], parent: string): Exception[] =>
    exceptions.map((exception, index) => ({
      ...exception,
      id: `${parent}.x${index + 1}`,
      unless: below(exception.unless, `${parent}.x${index + 1}`),
    }));
  return { ...provision, id, unless: below(provision.unless, id) };
}

/** One that nobody answers, one that a host answers and later answers otherwise, one with a quotation mark in its name. */
function questionsOn(pool: Pool): Question[] {
  const position = (host: string, on: string, answers: boolean) => ({
    by: host,
    host,
    on,
    answers,
    words: WORDS,
    sources: [],
    confidence: 'text' as const,
  });
  const [first = '2017-01-01', second = '2017-06-01'] = [...pool.dates].sort().slice(2);
  return QUESTIONS.map((id) => ({
    id,
    words: WORDS,
    about: WORDS,
    besides: [],
    positions: id === 'open' ? [] : [position('MNG', second, false), position('MNG', first, true), position('QAT', first, true)],
  }));
}

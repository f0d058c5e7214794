import { spokenDate } from '../../values/dates.ts';
import type { Comparison, Node, ValueType } from '../condition/ir.ts';
import { typeOf } from '../condition/ir.ts';
import type { Regime } from '../regime.ts';
import type { Fact, Vocabulary } from '../vocabulary.ts';
import { EN } from './en.ts';
import { group, type Phrase, plain, sentence, series } from './phrase.ts';

/** Where the words of a condition come from: the vocabulary's facts and the terms, questions and parameters of its regime. */
export interface Speech {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly terms: ReadonlyMap<string, { readonly is: string; readonly isNot: string }>;
  readonly questions: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, string>;
}

export function speechOf(vocabulary: Vocabulary, regime: Pick<Regime, 'terms' | 'questions' | 'params'>): Speech {
  return {
    facts: new Map(vocabulary.facts.map((fact) => [fact.name, fact])),
    terms: new Map(regime.terms.map(({ id, words }) => [id, { is: words.is.en, isNot: words.isNot.en }])),
    questions: new Map(regime.questions.map(({ id, words }) => [id, words.en])),
    params: new Map(regime.params.map(({ name, words }) => [name, words.en])),
  };
}

/**
 * A condition in plain English. A negation goes inwards, to the words that have a negative of their own; Kleene's tables
 * allow that, so the words say neither more nor less than the condition.
 */
export function phraseOf(node: Node, speech: Speech): Phrase {
  return say(node, true, speech);
}

/** @param holds false asks for the words of the opposite */
function say(node: Node, holds: boolean, speech: Speech): Phrase {
  const noun = (part: Node): string => nounOf(part, speech);
  switch (node.op) {
    case 'literal':
      return plain((node.value === true) === holds ? EN.always : EN.never);
    case 'fact': {
      const fact = speech.facts.get(node.name);
      if (fact === undefined) return plain(holds ? node.name : `not ${node.name}`);
      return plain(holds ? fact.words.is.en : (fact.words.isNot?.en ?? `${EN.notTheCase} ${fact.words.is.en}`));
    }
    case 'item':
      return plain(`${noun(node)} ${holds ? 'holds' : 'does not hold'}`);
    case 'question':
      return plain(`the open question "${speech.questions.get(node.id) ?? node.id}" is answered ${holds ? 'yes' : 'no'}`);
    case 'term': {
      const term = speech.terms.get(node.id);
      return plain(term === undefined ? `${holds ? '' : 'not '}${node.id}` : holds ? term.is : term.isNot);
    }
    case 'not':
      return say(node.arg, !holds, speech);
    case 'and':
    case 'or':
      return group(
        (node.op === 'and') === holds ? 'all' : 'any',
        node.args.map((arg) => say(arg, holds, speech)),
      );
    case 'if':
      return {
        kind: 'choice',
        test: say(node.test, true, speech),
        met: say(node.then, holds, speech),
        otherwise: say(node.else, holds, speech),
      };
    case 'compare':
      return comparison(node.how, node.left, node.right, holds, speech);
    case 'before':
      return plain(`${noun(node.left)} is ${holds ? 'before' : 'after'} ${noun(node.right)} (${EN.veryDay})`);
    case 'oneOf': {
      if (node.options.length === 0) return plain(holds ? EN.never : EN.always);
      const options = node.options.map(noun);
      if (options.length === 1) return plain(`${noun(node.item)} is ${holds ? '' : 'not '}${options[0]}`);
      return plain(`${noun(node.item)} is ${holds ? 'one' : 'none'} of ${series(options, holds ? 'or' : 'and')}`);
    }
    case 'contains':
      return plain(`${noun(node.item)} is ${holds ? '' : 'not '}among ${listNoun(node.list, speech)}`);
    case 'known': {
      const fact = speech.facts.get(node.fact);
      const what = fact === undefined ? node.fact : fact.type === 'bool' ? `whether ${fact.words.is.en}` : fact.words.is.en;
      return plain(holds ? `the case says ${what}` : `the case does not say ${what}`);
    }
    case 'exists':
      return { kind: 'lead', lead: holds ? some(node, speech) : none(node, speech), body: say(node.body, true, speech) };
    case 'all':
      return holds
        ? { kind: 'lead', lead: `each of ${listNoun(node.list, speech)} is such that`, body: say(node.body, true, speech) }
        : { kind: 'lead', lead: some(node, speech), body: say(node.body, false, speech) };
    case 'add':
    case 'daysBetween':
      return plain(noun(node));
  }
}

function some({ list }: { readonly list: string }, speech: Speech): string {
  return `there is one among ${listNoun(list, speech)} such that`;
}

function none({ list }: { readonly list: string }, speech: Speech): string {
  return `there is none among ${listNoun(list, speech)} such that`;
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function comparison(how: Comparison, left: Node, right: Node, holds: boolean, speech: Speech): Phrase {
  const said = holds ? how : OPPOSITE[how];
  if (typeOf(left) === 'bool') return sameTruth(said, left, right, speech);
  const type: ValueType = typeOf(left) === 'date' ? 'date' : typeOf(left) === 'int' ? 'int' : 'text';
  const words: Readonly<Partial<Record<Comparison, string>>> = EN.comparisons[type];
  return plain(`${nounOf(left, speech)} ${words[said] ?? said} ${nounOf(right, speech)}`);
}

/** Two truths compared; one that is written out turns into the other's own words. */
function sameTruth(how: Comparison, left: Node, right: Node, speech: Speech): Phrase {
  const same = how === '==';
  if (right.op === 'literal') return say(left, (right.value === true) === same, speech);
  if (left.op === 'literal') return say(right, (left.value === true) === same, speech);
  const [a, b] = [left, right].map((part) => sentence(say(part, true, speech), 'all'));
  return plain(`whether ${a} and whether ${b} have ${same ? 'the same answer' : 'different answers'}`);
}

/** A value as a noun: a day, a number, a text, what stands in the case. */
function nounOf(node: Node, speech: Speech): string {
  switch (node.op) {
    case 'literal': {
      const said = node.type === 'date' ? spokenDate(String(node.value)) : String(node.value);
      const param = node.param === undefined ? undefined : speech.params.get(node.param);
      return param === undefined ? said : `${said} (${param.replace(/\.$/, '')})`;
    }
    case 'fact':
      return speech.facts.get(node.name)?.words.is.en ?? node.name;
    case 'item':
      return node.field === null ? 'it' : (EN.fields[node.field] ?? `its ${node.field}`);
    case 'add':
      return shifted(node.date, node.count, node.unit, speech);
    case 'daysBetween':
      return `the number of days from ${nounOf(node.from, speech)} to ${nounOf(node.to, speech)}`;
    case 'if':
      return `${nounOf(node.then, speech)} if ${sentence(say(node.test, true, speech), 'all')}, otherwise ${nounOf(node.else, speech)},`;
    default:
      return `whether ${sentence(say(node, true, speech), 'all')}`;
  }
}

function shifted(date: Node, count: Node, unit: string, speech: Speech): string {
  if (count.op !== 'literal') return `the day that is as many ${unit} after ${nounOf(date, speech)} as ${nounOf(count, speech)}`;
  const number = Number(count.value);
  const amount = Math.abs(number);
  const note = count.param === undefined ? '' : ` (${(speech.params.get(count.param) ?? count.param).replace(/\.$/, '')})`;
  return `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}${note} ${number < 0 ? 'before' : 'after'} ${nounOf(date, speech)}`;
}

function listNoun(list: string, speech: Speech): string {
  return speech.facts.get(list)?.words.is.en ?? list;
}

import type { Case, FactValue } from '../../src/decide/case.ts';
import type { Compiled, Names } from '../../src/decide/closures.ts';
import type { Programme } from '../../src/decide/programme.ts';
import type { Node } from '../../src/law/condition/ir.ts';
import type { Scope } from '../../src/law/condition/profile.ts';
import { readCondition } from '../../src/law/condition/read.ts';
import type { Law, Question } from '../../src/law/regime.ts';
import type { Fact, FactType, Vocabulary } from '../../src/law/vocabulary.ts';
import type { Truth } from '../../src/values/kleene.ts';

/** One case on which every table is read: the names say what is known of it. */
const FACTS: readonly (readonly [name: string, type: FactType, value: FactValue])[] = [
  ['host', 'country', 'MNG'],
  ['act', 'text', 'renew'],
  ['asOf', 'date', '2017-12-03'],
  ['yes', 'bool', true],
  ['no', 'bool', false],
  ['unknown', 'bool', null],
  ['day10', 'date', '2017-09-10'],
  ['day11', 'date', '2017-09-11'],
  ['someDay', 'date', null],
  ['two', 'integer', 2],
  ['someNumber', 'integer', null],
  ['pending', 'text', 'pending'],
  ['someText', 'text', null],
  ['empty', 'countries', []],
  ['prk', 'countries', ['PRK']],
  ['chnAndSome', 'countries', ['CHN', null]],
  ['prkAndSome', 'countries', [null, 'PRK']],
  ['someList', 'countries', null],
  ['noApproval', 'approvals', []],
  ['approved', 'approvals', [{ committee: '1718', approvedOn: '2017-09-10' }]],
  ['approvedSomeDay', 'approvals', [{ committee: '1718', approvedOn: null }]],
  ['approvedElsewhere', 'approvals', [{ committee: '1267', approvedOn: null }]],
  ['someApprovals', 'approvals', null],
];

const WORDS = { en: 'Words.' };
export const VOCABULARY: Vocabulary = {
  facts: FACTS.map(
    ([name, type]): Fact => ({ name, type, question: WORDS, words: { is: WORDS }, required: ['host', 'act', 'asOf'].includes(name) }),
  ),
  labels: [],
};
export const THE_CASE: Case = { id: null, values: FACTS.map(([, , value]) => value), assumed: { assumed: false } };

const position = (host: string, on: string, answers: boolean | null): Question['positions'][number] => ({
  by: host,
  host,
  on,
  answers,
  words: WORDS,
  sources: [],
  confidence: 'text',
});
const question = (id: string, positions: Question['positions']): Question => ({ id, words: WORDS, about: WORDS, besides: [], positions });
export const QUESTIONS: readonly Question[] = [
  question('open', [position('QAT', '2017-01-01', true), position('MNG', '2017-12-04', true), position('MNG', '2017-01-01', null)]),
  question('answered', [position('MNG', '2017-01-01', false), position('MNG', '2017-12-03', true)]),
  question('assumed', [position('MNG', '2017-01-01', true)]),
];

/** Words that the tables define; the second looks through a list of its own. */
const TERMS = [
  ['never', 'yes && no'],
  ['hasPrk', 'prkAndSome.exists(n, n == "PRK")'],
  ['unclear', 'someList.exists(n, n == "PRK") && unknown'],
] as const;

const SCOPE: Scope = {
  facts: new Map(VOCABULARY.facts.map((fact) => [fact.name, fact])),
  questions: new Set(QUESTIONS.map(({ id }) => id)),
  terms: new Set(TERMS.map(([id]) => id)),
  params: new Map(),
  mayAskKnown: true,
};

/** A law without provisions that has the words of the tables. */
export const LAW: Law = {
  vocabulary: VOCABULARY,
  regimes: [
    {
      regime: {
        id: 'tables',
        title: WORDS,
        about: WORDS,
        params: [],
        layers: [],
        terms: TERMS.map(([id, source]) => ({ id, means: { source, node: conditionOf(source) }, words: { is: WORDS, isNot: WORDS } })),
        instruments: [],
        provisions: [],
        questions: QUESTIONS,
        deadlines: [],
        drafts: [],
      },
      cases: [],
      sha256: '',
    },
  ],
};

/** The condition as a lawyer would write it. @throws where the tables themselves are wrong */
export function conditionOf(source: string): Node {
  const { node, findings } = readCondition(source, SCOPE);
  if (node === null) throw new Error(`${source}: ${findings.map((finding) => finding.message).join(' ')}`);
  return node;
}

type Table = readonly (readonly [source: string, value: Truth])[];

/** The language, written out: each table with the values that its conditions have on the one case. `null` is unknown. */
export const TABLES: Readonly<Record<string, Table>> = {
  'and: false wins over unknown, unknown over true': [
    ['yes && yes', true],
    ['yes && no', false],
    ['yes && unknown', null],
    ['no && yes', false],
    ['no && no', false],
    ['no && unknown', false],
    ['unknown && yes', null],
    ['unknown && no', false],
    ['unknown && unknown', null],
    ['yes && unknown && no', false],
    ['unknown && yes && yes', null],
  ],
  'or: true wins over unknown, unknown over false': [
    ['yes || yes', true],
    ['yes || no', true],
    ['yes || unknown', true],
    ['no || yes', true],
    ['no || no', false],
    ['no || unknown', null],
    ['unknown || yes', true],
    ['unknown || no', null],
    ['unknown || unknown', null],
    ['no || unknown || yes', true],
    ['unknown || no || no', null],
  ],
  'not: the unknown stays unknown': [
    ['!yes', false],
    ['!no', true],
    ['!unknown', null],
  ],
  'test ? a : b: an unknown test gives unknown, even where both outcomes are the same': [
    ['yes ? yes : no', true],
    ['no ? yes : no', false],
    ['yes ? yes : unknown', true],
    ['no ? yes : unknown', null],
    ['unknown ? yes : no', null],
    ['unknown ? yes : yes', null],
    ['(yes ? day10 : day11) == day10', true],
    ['(unknown ? day10 : day10) == day10', null],
  ],
  'comparing: unknown as soon as one side is': [
    ['day10 < day11', true],
    ['day11 < day11', false],
    ['day11 <= day11', true],
    ['day10 > day11', false],
    ['day11 >= day11', true],
    ['day10 == day10', true],
    ['day10 != day10', false],
    ['day10 < someDay', null],
    ['someDay == someDay', null],
    ['someDay != day10', null],
    ['two < 3', true],
    ['two >= 3', false],
    ['someNumber < 3', null],
    ['pending == "pending"', true],
    ['pending != "pending"', false],
    ['someText == "pending"', null],
    ['yes == no', false],
    ['yes == unknown', null],
    ['(unknown && no) == no', true],
  ],
  'before: a date does not say the hour, so the very day is unknown': [
    ['before(day10, day11)', true],
    ['before(day11, day10)', false],
    ['before(day11, day11)', null],
    ['before(someDay, day11)', null],
    ['before(day11, someDay)', null],
  ],
  'x in [a, b]: a certain hit is true whatever else is unknown': [
    ['pending in ["none", "pending"]', true],
    ['pending in ["none", "upheld"]', false],
    ['someText in ["none", "pending"]', null],
    ['pending in [someText, "pending"]', true],
    ['pending in ["none", someText]', null],
    ['pending in []', false],
    ['someText in []', false],
    ['day10 in [day11, someDay, day10]', true],
  ],
  'x in list: a null element may be what is looked for': [
    ['"PRK" in prk', true],
    ['"CHN" in prk', false],
    ['"PRK" in empty', false],
    ['"PRK" in someList', null],
    ['"PRK" in chnAndSome', null],
    ['"CHN" in chnAndSome', true],
    ['"PRK" in prkAndSome', true],
    ['someText in prk', null],
    ['someText in empty', false],
    ['someText in someList', null],
    ['host in prk', false],
  ],
  'exists: true on one certain element, false of an empty list': [
    ['noApproval.exists(a, a.committee == "1718")', false],
    ['someApprovals.exists(a, a.committee == "1718")', null],
    ['someApprovals.exists(a, true)', null],
    ['approved.exists(a, a.committee == "1718" && a.approvedOn <= day10)', true],
    ['approved.exists(a, a.committee == "1718" && a.approvedOn < day10)', false],
    ['approvedSomeDay.exists(a, a.committee == "1718" && a.approvedOn <= day10)', null],
    ['approvedElsewhere.exists(a, a.committee == "1718" && a.approvedOn <= day10)', false],
    ['approved.exists(a, a.approvedOn <= someDay)', null],
    ['chnAndSome.exists(n, n == "PRK")', null],
    ['prkAndSome.exists(n, n == "PRK")', true],
    ['prkAndSome.exists(n, n == "QAT" || yes)', true],
    ['prkAndSome.exists(n, n in ["PRK", "QAT"])', true],
    ['chnAndSome.exists(n, n in ["PRK", "QAT"])', null],
    ['prk.exists(n, n in ["CHN", "QAT"])', false],
    ['empty.exists(n, n in ["CHN", "QAT"])', false],
    ['someList.exists(n, n in ["CHN", "QAT"])', null],
  ],
  'all: false on one certain element, true of an empty list': [
    ['noApproval.all(a, a.committee == "1718")', true],
    ['someApprovals.all(a, a.committee == "1718")', null],
    ['approved.all(a, a.committee == "1718")', true],
    ['approved.all(a, a.committee == "1267")', false],
    ['approvedSomeDay.all(a, a.approvedOn <= day10)', null],
    ['chnAndSome.all(n, n == "CHN")', null],
    ['chnAndSome.all(n, n == "PRK")', false],
    ['empty.all(n, unknown)', true],
  ],
  'a defined term: computed once, also inside a quantifier': [
    ['never', false],
    ['hasPrk', true],
    ['unclear', null],
    ['approved.exists(a, hasPrk && a.committee == "1718")', true],
    ['prkAndSome.all(n, hasPrk || n == "CHN")', true],
  ],
  'known: only about the quality of data': [
    ['known(yes)', true],
    ['known(no)', true],
    ['known(unknown)', false],
    ['known(empty)', true],
    ['known(someList)', false],
  ],
  'question: an assumption first, then the latest position of the host, else unknown': [
    ['question("open")', null],
    ['question("answered")', true],
    ['question("assumed")', false],
  ],
  'addDays, addMonths, addYears: days that do not exist clamp down, what leaves the years 1 to 9999 is unknown': [
    ['addDays(day10, 1) == day11', true],
    ['addMonths(date("2017-08-31"), 6) == date("2018-02-28")', true],
    ['addYears(date("2016-02-29"), 1) == date("2017-02-28")', true],
    ['addYears(date("2016-02-29"), 4) == date("2020-02-29")', true],
    ['addMonths(date("2017-03-31"), -1) == date("2017-02-28")', true],
    ['addDays(someDay, 1) == day11', null],
    ['addDays(day10, someNumber) == day11', null],
    ['addDays(date("9999-12-31"), 1) == day11', null],
    ['addDays(date("0001-01-01"), -1) == day11', null],
    ['addDays(date("9999-12-31"), -3652058) == date("0001-01-01")', true],
    ['addMonths(day10, 2147483647) == day10', null],
    ['addYears(day10, -2147483647) == day10', null],
    ['addYears(date("0001-01-01"), 9998) == date("9999-01-01")', true],
  ],
  'daysBetween: negative where the second day is the earlier': [
    ['daysBetween(day10, day11) == 1', true],
    ['daysBetween(day11, day10) == -1', true],
    ['daysBetween(day10, someDay) == 1', null],
    ['daysBetween(date("2016-02-28"), date("2016-03-01")) == 2', true],
    ['daysBetween(date("0001-01-01"), date("9999-12-31")) == 3652058', true],
  ],
};

/** The names of a law of one regime, its defined terms among them. */
export function namesIn(programme: Programme): Names {
  const terms = programme.law.regimes[0]?.regime.terms ?? [];
  return {
    ...programme.names,
    term: (id) => {
      const at = terms.findIndex((term) => term.id === id);
      return { at, means: programme.terms[at] as Compiled, source: '' };
    },
  };
}

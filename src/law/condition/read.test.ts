import { describe, expect, test } from 'vitest';
import type { FactType } from '../vocabulary.ts';
import { factsOf, type Node, typeOf } from './ir.ts';
import type { ConditionFinding, Scope } from './profile.ts';
import { readCondition } from './read.ts';

const FACTS: readonly (readonly [string, FactType, (readonly string[])?])[] = [
  ['host', 'country'],
  ['act', 'text', ['authorise', 'renew', 'contract', 'employ', 'remain']],
  ['asOf', 'date'],
  ['worker.nationalities', 'countries'],
  ['worker.earnsIncome', 'bool'],
  ['contract.finalisedOn', 'date'],
  ['register.headroom', 'integer'],
  ['approvals', 'approvals'],
];
const SCOPE: Scope = {
  facts: new Map(FACTS.map(([name, type, values]) => [name, { type, ...(values === undefined ? {} : { values }) }])),
  questions: new Set(['admission-nexus']),
  terms: new Set(['dprkNational']),
  params: new Map([['limit', { type: 'int', value: 24 }]]),
  mayAskKnown: false,
};

function nodeOf(source: string, scope = SCOPE): Node {
  const { node, findings } = readCondition(source, scope);
  if (node === null) throw new Error(findings.map((finding) => finding.message).join(' '));
  return node;
}
function findingsOf(source: string, scope = SCOPE): readonly ConditionFinding[] {
  return readCondition(source, scope).findings;
}

describe('what the profile reads', () => {
  test.each([
    ['worker.earnsIncome', 'fact'],
    ['!worker.earnsIncome', 'not'],
    ['worker.earnsIncome && dprkNational && true', 'and'],
    ['worker.earnsIncome || dprkNational', 'or'],
    ['worker.earnsIncome ? dprkNational : false', 'if'],
    ['register.headroom < -1', 'compare'],
    ['asOf >= date("2017-09-11")', 'compare'],
    ['host == "MNG"', 'compare'],
    ['before(contract.finalisedOn, asOf)', 'before'],
    ['act in ["authorise", "renew"]', 'oneOf'],
    ['act in []', 'oneOf'],
    ['"PRK" in worker.nationalities', 'contains'],
    ['host in worker.nationalities', 'contains'],
    ['approvals.exists(a, a.committee == "1718" && a.approvedOn <= asOf)', 'exists'],
    ['worker.nationalities.all(n, n != host)', 'all'],
    ['question("admission-nexus")', 'question'],
    ['dprkNational', 'term'],
    ['addMonths(asOf, param("limit")) > date("2019-12-22")', 'compare'],
    ['daysBetween(contract.finalisedOn, asOf) <= 90', 'compare'],
  ])('%s', (source, op) => {
    const node = nodeOf(source);
    expect(node.op).toBe(op);
    expect(typeOf(node)).toBe('bool');
  });

  test('a chain of && is one node, so that a proof shows its parts side by side', () => {
    const node = nodeOf('worker.earnsIncome && (dprkNational && true) && false');
    expect(node.op === 'and' && node.args.length).toBe(4);
  });
  test('a parameter is written into the condition with its name kept for the words', () => {
    const node = nodeOf('register.headroom < param("limit")');
    expect(node.op === 'compare' && node.right).toMatchObject({ op: 'literal', value: 24, param: 'limit' });
  });
  test('the facts of a condition are named, those of a list too', () => {
    expect(factsOf(nodeOf('dprkNational && approvals.exists(a, a.approvedOn <= asOf)'))).toEqual(['approvals', 'asOf']);
    expect(factsOf(nodeOf('dprkNational'), new Map([['dprkNational', nodeOf('"PRK" in worker.nationalities')]]))).toEqual([
      'worker.nationalities',
    ]);
  });
  test('known() is for provisions about the quality of data', () => {
    expect(nodeOf('known(contract.finalisedOn)', { ...SCOPE, mayAskKnown: true }).op).toBe('known');
    expect(findingsOf('known(contract.finalisedOn)')).toMatchObject([{ code: 'outside-profile' }]);
  });
});

describe('what it refuses, with the place and the alternative', () => {
  const REFUSALS: readonly (readonly [string, ConditionFinding['code'], string, RegExp])[] = [
    ['register.headroom / 2 < 1', 'outside-profile', 'register.headroom / 2', /whole numbers|products/],
    ['register.headroom % 2 == 0', 'outside-profile', 'register.headroom % 2', /addDays/],
    ['register.headroom * 2 < 1', 'outside-profile', 'register.headroom * 2', /number out/],
    ['register.headroom + 1 < 1', 'outside-profile', 'register.headroom + 1', /addDays/],
    ['register.headroom - 1 < 1', 'outside-profile', 'register.headroom - 1', /daysBetween/],
    ['-register.headroom < 1', 'outside-profile', '-register.headroom', /negative number/],
    ['register.headroom < 1.5', 'outside-profile', '1.5', /whole numbers/],
    ['register.headroom < 1u', 'outside-profile', '1u', /whole numbers/],
    ['register.headroom < 9999999999', 'outside-profile', '9999999999', /2147483647/],
    ['contract.finalisedOn == null', 'outside-profile', 'null', /unknown by itself/],
    ['has(contract.finalisedOn)', 'outside-profile', 'has(contract.finalisedOn)', /unknown by itself/],
    ['host.matches("M.*")', 'outside-profile', 'host.matches("M.*")', /==/],
    ['host.startsWith("M")', 'outside-profile', 'host.startsWith("M")', /==/],
    ['size(approvals) > 0', 'outside-profile', 'size(approvals)', /exists/],
    ['approvals.size() > 0', 'outside-profile', 'approvals.size()', /exists/],
    ['approvals.exists_one(a, true)', 'outside-profile', 'approvals.exists_one(a, true)', /exists/],
    ['approvals.filter(a, true) == approvals', 'outside-profile', 'approvals.filter(a, true)', /exists/],
    ['approvals[0].committee == "1718"', 'outside-profile', 'approvals[0].committee', /declared fact/],
    ['{"a": true}.a', 'outside-profile', '{"a": true}.a', /declared fact/],
    ['{"a": true}', 'outside-profile', '{"a": true}', /one by one/],
    ['[true]', 'outside-profile', '[true]', /in/],
    ['timestamp("2017-09-11T18:12:00Z") < asOf', 'outside-profile', 'timestamp("2017-09-11T18:12:00Z")', /before/],
    ['dyn(host) == "MNG"', 'outside-profile', 'dyn(host)', /leave it out/],
    ['host < "MNG"', 'outside-profile', 'host < "MNG"', /order of texts/],
    ['"a\\\\b" == host', 'outside-profile', '"a\\\\b"', /Leave these/],
    ['"a\\nb" == host', 'outside-profile', '"a\\nb"', /Leave these/],
    ['approvals.exists(a, approvals.exists(b, true))', 'outside-profile', 'approvals.exists(b, true)', /Split/],
    ['host', 'type', 'host', /Compare it/],
    ['worker.nationalities', 'type', 'worker.nationalities', /in/],
    ['worker.nationalities == worker.nationalities', 'type', 'worker.nationalities', /elements/],
    ['asOf >= "2017-09-11"', 'type', 'asOf >= "2017-09-11"', /date\(/],
    ['host == 1', 'type', 'host == 1', /one type/],
    ['worker.earnsIncome ? 1 : asOf', 'type', 'worker.earnsIncome ? 1 : asOf', /same type/],
    ['asOf >= date("2017-02-30")', 'type', 'date("2017-02-30")', /2017-09-11/],
    ['asOf >= date(host)', 'type', 'date(host)', /2017-09-11/],
    ['"PRK" in approvals', 'type', 'approvals', /exists/],
    ['"PRK" in host', 'type', 'host', /==/],
    ['1 in worker.nationalities', 'type', '1', /text/],
    ['host.exists(a, true)', 'type', 'host', /approvals.exists/],
    ['approvals.exists(host, true)', 'type', 'host', /another name/],
    ['approvals.exists(a)', 'type', 'approvals.exists(a)', /exists\(a/],
    ['worker.nationalities.exists(n, n.code == "PRK")', 'type', 'n.code', /alone/],
    ['approvals.exists(a, a == "1718")', 'unknown-name', 'a', /a\.committee/],
    ['approvals.exists(a, a.commitee == "1718")', 'unknown-name', 'a.commitee', /a\.committee/],
    ['question("admision-nexus")', 'unknown-name', '"admision-nexus"', /questions.yaml/],
    ['question(host)', 'type', 'question(host)', /question\("/],
    ['param("limits") < 1', 'unknown-name', '"limits"', /regime.yaml/],
    ['worker.nationality == "PRK"', 'unknown-name', 'worker.nationality', /facts.yaml/],
    ['befor(asOf, asOf)', 'unknown-name', 'befor(asOf, asOf)', /before/],
    ['before(asOf)', 'type', 'before(asOf)', /law-authoring/],
    ['before(asOf, asOf, asOf)', 'type', 'before(asOf, asOf, asOf)', /law-authoring/],
    ['"PKR" in worker.nationalities', 'unknown-code', '"PKR"', /alpha-3/],
    ['host == "Mongolia"', 'unknown-code', '"Mongolia"', /alpha-3/],
    ['act == "renewal"', 'unknown-code', '"renewal"', /facts.yaml/],
    ['act in ["renew", "stay"]', 'unknown-code', '"stay"', /facts.yaml/],
    ['worker.earnsIncome &&', 'unreadable', '', /brackets/],
    ['(worker.earnsIncome', 'unreadable', '', /brackets/],
    ['', 'unreadable', '', /brackets/],
  ];
  test.each(REFUSALS)('%s', (source, code, at, remedy) => {
    const [finding] = findingsOf(source);
    expect(finding?.code).toBe(code);
    expect(finding?.remedy).toMatch(remedy);
    if (code !== 'unreadable') expect(source.slice(...(finding?.range ?? [0, 0]))).toBe(at);
  });

  test('all findings are given, not only the first', () => {
    expect(findingsOf('worker.nationality == "PRK" && host == "Mongolia" && befor(asOf, asOf)').map((finding) => finding.code)).toEqual([
      'unknown-name',
      'unknown-code',
      'unknown-name',
    ]);
  });
  test('the nearest name is offered', () => {
    expect(findingsOf('worker.earnIncome')[0]?.message).toContain('`worker.earnsIncome`');
    expect(findingsOf('act == "renewl"')[0]?.message).toContain('`renew`');
  });
});

import { describe, expect, test } from 'vitest';
import { openTexts, TRIAL } from '../../../test/support/trial-law.ts';
import { readCondition } from '../condition/read.ts';
import { phraseOf, speechOf } from './condition.ts';
import { depthOf, outline, sentence } from './phrase.ts';

const [opened] = openTexts(TRIAL);
const law = opened?.law;
const regime = law?.regimes[0]?.regime;
if (law == null || regime === undefined) throw new Error('the trial law is broken');
const speech = speechOf(law.vocabulary, regime);

function phrase(text: string) {
  const { node, findings } = readCondition(text, {
    facts: new Map(law?.vocabulary.facts.map((fact) => [fact.name, fact])),
    questions: new Set(['renewal']),
    terms: new Set(['prk']),
    params: new Map([['limit', { type: 'int', value: 3 }]]),
    mayAskKnown: true,
  });
  if (node === null) throw new Error(JSON.stringify(findings));
  return phraseOf(node, speech);
}

const SAID: readonly (readonly [condition: string, words: string])[] = [
  ['prk', 'a nationality is PRK'],
  ['!prk', 'no nationality is PRK'],
  ['worker.returnProhibited', 'return is prohibited'],
  ['!worker.returnProhibited', 'return is not prohibited'],
  ['worker.returnProhibited == false', 'return is not prohibited'],
  ['worker.returnProhibited == prk', 'whether return is prohibited and whether a nationality is PRK have the same answer'],
  ['worker.returnProhibited != prk', 'whether return is prohibited and whether a nationality is PRK have different answers'],
  ['question("renewal")', 'the open question "Is a renewal a new authorisation?" is answered yes'],
  ['!question("renewal")', 'the open question "Is a renewal a new authorisation?" is answered no'],
  ['true', 'this holds always'],
  ['!true', 'this never holds'],
  ['register.headroom < param("limit")', 'the number still free is less than 3 (the limit of the trial)'],
  ['!(register.headroom < 1)', 'the number still free is at least 1'],
  ['register.headroom <= 1', 'the number still free is at most 1'],
  ['register.headroom > 1', 'the number still free is more than 1'],
  ['contract.finalisedOn < date("2017-09-11")', 'the day of the contract is before 11 September 2017'],
  ['contract.finalisedOn <= asOf', 'the day of the contract is no later than the day of the act'],
  ['!(contract.finalisedOn <= asOf)', 'the day of the contract is after the day of the act'],
  ['contract.finalisedOn >= asOf', 'the day of the contract is no earlier than the day of the act'],
  ['contract.finalisedOn != asOf', 'the day of the contract is not the day of the act'],
  [
    'before(contract.finalisedOn, asOf)',
    'the day of the contract is before the day of the act (on that very day itself it cannot be told)',
  ],
  [
    '!before(contract.finalisedOn, asOf)',
    'the day of the contract is after the day of the act (on that very day itself it cannot be told)',
  ],
  ['addMonths(contract.finalisedOn, 1) < asOf', '1 month after the day of the contract is before the day of the act'],
  ['addDays(contract.finalisedOn, -30) < asOf', '30 days before the day of the contract is before the day of the act'],
  [
    'addDays(contract.finalisedOn, register.headroom) < asOf',
    'the day that is as many days after the day of the contract as the number still free is before the day of the act',
  ],
  ['daysBetween(contract.finalisedOn, asOf) > 30', 'the number of days from the day of the contract to the day of the act is more than 30'],
  ['host == "MNG"', 'the host state is MNG'],
  ['host in ["MNG"]', 'the host state is MNG'],
  ['host in ["MNG", "FRA", "DEU"]', 'the host state is one of MNG, FRA or DEU'],
  ['!(host in ["MNG", "FRA"])', 'the host state is none of MNG and FRA'],
  ['"PRK" in worker.nationalities', "PRK is among the worker's nationalities"],
  ['!("PRK" in worker.nationalities)', "PRK is not among the worker's nationalities"],
  ['known(worker.returnProhibited)', 'the case says whether return is prohibited'],
  ['!known(contract.finalisedOn)', 'the case does not say the day of the contract'],
  [
    'approvals.exists(a, a.committee == "1718" && a.approvedOn <= asOf)',
    'there is one among the approvals such that the committee is 1718 and the day of approval is no later than the day of the act',
  ],
  ['!approvals.exists(a, a.committee == "1718")', 'there is none among the approvals such that the committee is 1718'],
  ['approvals.all(a, a.committee == "1718")', 'each of the approvals is such that the committee is 1718'],
  ['!approvals.all(a, a.committee == "1718")', 'there is one among the approvals such that the committee is not 1718'],
  ['prk && worker.returnProhibited', 'a nationality is PRK and return is prohibited'],
  ['prk || worker.returnProhibited', 'either a nationality is PRK or return is prohibited'],
  ['!(prk && worker.returnProhibited)', 'either no nationality is PRK or return is not prohibited'],
  ['prk && (worker.returnProhibited || host == "MNG")', 'a nationality is PRK, and either return is prohibited or the host state is MNG'],
  [
    'prk || (worker.returnProhibited && host == "MNG")',
    'either a nationality is PRK, or both return is prohibited and the host state is MNG',
  ],
  ['prk ? worker.returnProhibited : host == "MNG"', 'if a nationality is PRK, then return is prohibited; otherwise the host state is MNG'],
];

describe('a condition in plain words', () => {
  test.each(SAID)('%s', (condition, words) => {
    expect(sentence(phrase(condition))).toBe(words);
  });

  test('groups within groups become an indented list', () => {
    expect(outline(phrase('prk && (worker.returnProhibited || (host == "MNG" && !question("renewal")))'))).toEqual([
      { depth: 0, text: 'both of these hold:' },
      { depth: 1, text: 'a nationality is PRK' },
      { depth: 1, text: 'either of these holds:' },
      { depth: 2, text: 'return is prohibited' },
      { depth: 2, text: 'both of these hold:' },
      { depth: 3, text: 'the host state is MNG' },
      { depth: 3, text: 'the open question "Is a renewal a new authorisation?" is answered no' },
    ]);
  });

  test('brackets that change nothing make no group', () => {
    expect(depthOf(phrase('prk && (worker.returnProhibited && (host == "MNG"))'))).toBe(1);
    expect(depthOf(phrase('!(prk || !(worker.returnProhibited))'))).toBe(1);
  });
});

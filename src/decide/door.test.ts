import { beforeAll, describe, expect, test } from 'vitest';
import { loadRegimes } from '../files/law/load.ts';
import { type Compiled, compile } from './compile.ts';
import { type CaseProblem, CaseRefused } from './problems.ts';

let law: Compiled;
beforeAll(async () => {
  law = compile(await loadRegimes());
});

const GOOD = { host: 'MNG', act: 'remain', asOf: '2018-02-05' };

function problemsOf(input: unknown): readonly CaseProblem[] {
  try {
    law.admit(input);
  } catch (error) {
    if (error instanceof CaseRefused) return error.problems;
    throw error;
  }
  return [];
}

describe('what the door refuses, each by name', () => {
  const bad: readonly (readonly [string, unknown, CaseProblem['code'], string])[] = [
    ['no object at all', 'PRK', 'type', 'case'],
    ['a list of cases', [GOOD], 'type', 'case'],
    ['a missing host', { act: 'remain', asOf: '2018-02-05' }, 'missing', 'host'],
    ['a host that is null', { ...GOOD, host: null }, 'missing', 'host'],
    ['a missing act', { host: 'MNG', asOf: '2018-02-05' }, 'missing', 'act'],
    ['a missing day', { host: 'MNG', act: 'remain' }, 'missing', 'asOf'],
    ['a host that is no state', { ...GOOD, host: 'XXA' }, 'code', 'host'],
    ['a host in small letters', { ...GOOD, host: 'mng' }, 'code', 'host'],
    ['an act that nobody knows', { ...GOOD, act: 'stay' }, 'value', 'act'],
    ['a day that does not exist', { ...GOOD, asOf: '2017-02-30' }, 'date', 'asOf'],
    ['29 February of a common year', { ...GOOD, asOf: '2100-02-29' }, 'date', 'asOf'],
    ['a day with an hour', { ...GOOD, asOf: '2017-09-11T18:12:00Z' }, 'date', 'asOf'],
    ['a day of another order', { ...GOOD, asOf: '11.09.2017' }, 'date', 'asOf'],
    ['a day as a number', { ...GOOD, asOf: 20170911 }, 'date', 'asOf'],
    ['an unknown field', { ...GOOD, wroker: {} }, 'unknown-field', 'wroker'],
    ['an unknown field of a group', { ...GOOD, worker: { nationality: 'PRK' } }, 'unknown-field', 'worker.nationality'],
    ['a dotted name beside the groups', { ...GOOD, 'worker.nationalities': ['PRK'] }, 'unknown-field', 'worker.nationalities'],
    ['a group that is no object', { ...GOOD, worker: ['PRK'] }, 'type', 'worker'],
    ['"Korea" for a nationality', { ...GOOD, worker: { nationalities: ['Korea'] } }, 'ambiguous', 'worker.nationalities'],
    ['"Korea" without a list', { ...GOOD, worker: { nationalities: 'Korea' } }, 'code', 'worker.nationalities'],
    ['an unknown code', { ...GOOD, worker: { nationalities: ['PKR'] } }, 'code', 'worker.nationalities'],
    ['an unspecified nationality (XXX)', { ...GOOD, worker: { nationalities: ['XXX'] } }, 'code', 'worker.nationalities'],
    ['an empty list of nationalities', { ...GOOD, worker: { nationalities: [] } }, 'empty-list', 'worker.nationalities'],
    ['a list with a null in it', { ...GOOD, worker: { nationalities: ['PRK', null] } }, 'null-element', 'worker.nationalities'],
    ['a truth in quotation marks', { ...GOOD, worker: { earnsIncome: 'true' } }, 'type', 'worker.earnsIncome'],
    ['a truth as a number', { ...GOOD, worker: { earnsIncome: 1 } }, 'type', 'worker.earnsIncome'],
    ['an assessment that nobody knows', { ...GOOD, worker: { protectionAssessment: 'upholded' } }, 'value', 'worker.protectionAssessment'],
    ['half a place of headroom', { ...GOOD, register: { headroom: 0.5 } }, 'type', 'register.headroom'],
    ['a headroom beyond 32 bits', { ...GOOD, register: { headroom: 2 ** 31 } }, 'type', 'register.headroom'],
    ['approvals without a list', { ...GOOD, approvals: 'none' }, 'type', 'approvals'],
    ['an approval that is null', { ...GOOD, approvals: [null] }, 'null-element', 'approvals[0]'],
    ['an approval with an unknown field', { ...GOOD, approvals: [{ comittee: '1718' }] }, 'unknown-field', 'approvals[0].comittee'],
    [
      'an approval of an impossible day',
      { ...GOOD, approvals: [{ committee: '1718', approvedOn: '2017-13-01' }] },
      'date',
      'approvals[0].approvedOn',
    ],
    [
      'upheld beside return not prohibited',
      { ...GOOD, worker: { protectionAssessment: 'upheld', returnProhibited: false } },
      'contradiction',
      'worker.returnProhibited',
    ],
    [
      'refused beside return prohibited',
      { ...GOOD, worker: { protectionAssessment: 'refused', returnProhibited: true } },
      'contradiction',
      'worker.returnProhibited',
    ],
    [
      'pending beside return not prohibited',
      { ...GOOD, worker: { protectionAssessment: 'pending', returnProhibited: false } },
      'contradiction',
      'worker.returnProhibited',
    ],
    [
      'an answer to a question that nobody asks',
      { ...GOOD, interpretation: { 'renewal-is-new': true } },
      'unknown-field',
      'interpretation.renewal-is-new',
    ],
    [
      'an answer that is neither yes nor no',
      { ...GOOD, interpretation: { 'admission-nexus': 'yes' } },
      'type',
      'interpretation.admission-nexus',
    ],
  ];
  test.each(bad)('%s', (_name, input, code, field) => {
    const found = problemsOf(input).find((problem) => problem.field === field);
    expect(found?.code).toBe(code);
    expect(found?.remedy).not.toBe('');
  });

  test('every problem is told, not only the first', () => {
    expect(problemsOf({ host: 'Mongolia', act: 'stay', asOf: 'today' }).map((problem) => problem.field)).toEqual(['host', 'act', 'asOf']);
  });
  test('the nearest known name is named', () => {
    expect(problemsOf({ ...GOOD, worker: { nationality: ['PRK'] } })[0]?.reason).toContain('`worker.nationalities`');
  });
  test('"Korea" is never guessed: the remedy names both states', () => {
    const [problem] = problemsOf({ ...GOOD, worker: { nationalities: ['Korean'] } });
    expect(problem?.remedy).toMatch(/PRK.*KOR/);
  });
});

describe('what the door lets in', () => {
  const admitted = (input: unknown, name: string): unknown =>
    law.admit(input).values[law.programme.vocabulary.facts.findIndex((fact) => fact.name === name)];

  test('missing and null are one thing: unknown', () => {
    expect(law.admit(GOOD).values).toEqual(law.admit({ ...GOOD, worker: null, contract: { finalisedOn: null }, approvals: null }).values);
  });
  test('[] says that there is no approval; a missing field that nobody looked', () => {
    expect(admitted({ ...GOOD, approvals: [] }, 'approvals')).toEqual([]);
    expect(admitted(GOOD, 'approvals')).toBeNull();
  });
  test('an approval whose day is not known stays an approval of unknown day', () => {
    expect(admitted({ ...GOOD, approvals: [{ committee: '1718' }] }, 'approvals')).toEqual([{ committee: '1718', approvedOn: null }]);
  });
  test('a stateless person has the code XXA', () => {
    expect(admitted({ ...GOOD, worker: { nationalities: ['XXA'] } }, 'worker.nationalities')).toEqual(['XXA']);
  });
  test.each([
    ['upheld', true],
    ['refused', false],
    ['pending', null],
    ['none', null],
  ] as const)('an assessment that is %s settles whether return is prohibited: %s', (protectionAssessment, settled) => {
    expect(admitted({ ...GOOD, worker: { protectionAssessment } }, 'worker.returnProhibited')).toBe(settled);
  });
});

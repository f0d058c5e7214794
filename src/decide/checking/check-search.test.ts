import { describe, expect, test } from 'vitest';
import { expectFault, type Fault } from '../../../test/support/faults.ts';
import { broken, openTexts, TRIAL } from '../../../test/support/trial-law.ts';
import { checkLaw } from './check.ts';

/** What only cases can show. */
const FAULTS: readonly Fault[] = [
  [
    'a condition that can never be true',
    'trial/provisions/mng.yaml',
    'when: prk\n',
    'when: ▸prk && contract.finalisedOn < date("2017-01-01") && contract.finalisedOn > date("2016-12-31")\n',
    'never-true',
    'never be true',
  ],
  [
    'a condition of an act that can never be true',
    'trial/provisions/un.yaml',
    'where: question("renewal")',
    'where: ▸question("renewal") && !question("renewal")',
    'never-true',
    'never be true',
  ],
  [
    'a provision whose days exclude each other',
    'trial/provisions/mng.yaml',
    'when: prk\n',
    'when: ▸prk && asOf < date("2018-01-26")\n',
    'never-reaches',
    'can never reach',
  ],
  [
    'an exception that always holds',
    'trial/provisions/mng.yaml',
    'when: worker.returnProhibited',
    'when: ▸asOf >= date("2018-01-26")',
    'exception-always',
    'holds whenever',
  ],
  [
    'an exception that can never hold',
    'trial/provisions/mng.yaml',
    'when: worker.returnProhibited',
    'when: ▸worker.returnProhibited && !prk',
    'exception-never',
    'can never hold',
  ],
  [
    'an exception that always holds inside another',
    'trial/provisions/un.yaml',
    'when: approvals.exists(a, a.committee == "1718" && a.approvedOn <= asOf)',
    'when: ▸contract.finalisedOn < date("2017-09-12")',
    'exception-always',
    '`un.stop.contract`',
  ],
  [
    'exceptions that leave nothing',
    'trial/provisions/mng.yaml',
    '      words: { en: Return is prohibited. }\n      confidence: text\n',
    '      words: { en: Return is prohibited. }\n      confidence: text\n    - id: mng.leave.other\n      cite: { instrument: Report 1, paragraph: end }\n      when: "!worker.returnProhibited"\n      words: { en: It is not. }\n      confidence: text\n',
    'always-lifted',
    'one of its exceptions lifts it',
  ],
  [
    'a provision that no case shows true',
    'trial/cases/all.yaml',
    '  - name: Must leave\n    given: { act: remain, worker: { returnProhibited: false } }\n    expect: { outcome: clear, mng.leave: true, returnBy: 2018-06-02, protected: false, un: clear, national: clear }\n',
    '',
    'coverage',
    'No case shows the provision `mng.leave` true.',
  ],
  [
    'a case that the door refuses',
    'trial/cases/all.yaml',
    '{ act: remain, worker: { returnProhibited: true } }',
    '{ act: remain, worker: { nationalities: [Korea] } }',
    'case-refused',
    'worker.nationalities',
  ],
];

describe('law check finds by its search', () => {
  for (const fault of FAULTS) test(fault[0], () => expectFault(fault));
});

describe('law check finds', () => {
  test('nothing in a law in which nothing is wrong', () => {
    expect(checkLaw(openTexts(TRIAL), ['trial'])).toEqual([]);
  });

  test('an id that another regime has taken, and only for the regime that was chosen', () => {
    const other = Object.fromEntries(
      Object.entries(TRIAL).flatMap(([path, text]) =>
        path.startsWith('trial/') ? [[path.replace('trial/', 'zweite/'), text.replace('id: trial', 'id: zweite')]] : [],
      ),
    );
    const regimes = openTexts({ ...TRIAL, ...other });
    const taken = checkLaw(regimes, ['zweite']).filter(({ code }) => code === 'duplicate-id');
    expect(taken.map(({ file }) => file)).toContain('law/zweite/provisions/un.yaml');
    expect(checkLaw(regimes, ['trial'])).toEqual([]);
  });

  test('a case beside what never or always holds', () => {
    const { texts } = broken('trial/provisions/mng.yaml', 'when: worker.returnProhibited', 'when: asOf >= date("2018-01-26")');
    const [finding] = checkLaw(openTexts(texts), ['trial']).filter(({ code }) => code === 'exception-always');
    expect(finding?.example).toMatchObject({ act: 'remain', worker: { nationalities: ['PRK'] } });
  });

  test('only values that can be: whether a known host is Mongolia is never unknown', () => {
    const { texts } = broken('trial/provisions/mng.yaml', 'when: worker.returnProhibited', `when: 'host == "MNG"'`);
    const lacking = checkLaw(openTexts(texts), ['trial']).filter(({ code }) => code === 'coverage');
    expect(lacking.map(({ message }) => message)).toEqual([
      'No case shows the provision `mng.leave` true or unknown.',
      'No case shows the exception `mng.leave.protected` false.',
    ]);
  });
});

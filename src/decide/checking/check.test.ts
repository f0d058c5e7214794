import { describe, expect, test } from 'vitest';
import { broken, HERE, openTexts, TRIAL } from '../../../test/support/trial-law.ts';
import { checkLaw } from './check.ts';

/** One thing broken: its name, the file, what is replaced by what (▸ where the finding must stand), its code, a part of its message. */
const FAULTS: readonly (readonly [string, string, string, string, string, string])[] = [
  // What the reading finds
  [
    'a bracket that does not close',
    'trial/questions.yaml',
    '[un.stop, un.stop.contract, un.report]',
    '[un.stop\n  ▸positions: []',
    'yaml',
    '',
  ],
  ['an unknown key', 'trial/regime.yaml', 'about:', 'abuot: ▸{ en: Twice over. }\nabout:', 'schema', 'Did you mean `about`?'],
  ['a type error', 'trial/provisions/mng.yaml', 'when: prk\n', 'when: prk && ▸asOf == "2017"\n', 'condition.type', 'compared'],
  [
    'a construct outside the profile',
    'trial/provisions/mng.yaml',
    'when: prk\n',
    'when: ▸has(worker.returnProhibited)\n',
    'condition.outside-profile',
    'not part of the profile',
  ],
  [
    'an unknown fact',
    'trial/provisions/mng.yaml',
    'when: prk\n',
    'when: ▸worker.returnProhibted\n',
    'condition.unknown-name',
    'Did you mean `worker.returnProhibited`?',
  ],
  // Names
  ['a provision twice', 'trial/provisions/mng.yaml', 'id: mng.leave\n', `id: ${HERE}un.stop\n`, 'duplicate-id', 'stands already in'],
  [
    'an exception named as a provision',
    'trial/provisions/mng.yaml',
    'id: mng.leave.protected',
    'id: ▸un.stop',
    'duplicate-id',
    'provision or exception',
  ],
  [
    'a term twice',
    'trial/regime.yaml',
    'terms:\n',
    'terms:\n  - id: prk\n    means: \'host == "MNG"\'\n    words: { is: { en: yes it is }, isNot: { en: no it is not } }\n',
    'duplicate-id',
    'term',
  ],
  ['an instrument twice', 'trial/instruments.yaml', 'id: Report 1', 'id: ▸Resolution 1', 'duplicate-id', 'instrument'],
  [
    'a deadline twice',
    'trial/deadlines.yaml',
    '- id: un.report',
    '- id: un.report\n  cite: { instrument: Resolution 1, paragraph: 1 }\n  addressee: all\n  on: 2018-01-01\n  words: { en: Another report. }\n  confidence: text\n- id: ▸un.report',
    'duplicate-id',
    'deadline',
  ],
  ['a case twice in a file', 'trial/cases/all.yaml', 'name: May stay', 'name: ▸Must leave', 'duplicate-id', 'case'],
  ['a question beside nothing', 'trial/questions.yaml', '[un.stop,', '[▸un.stpo,', 'unknown-name', 'Did you mean `un.stop`?'],
  [
    'a case that expects nothing known',
    'trial/cases/all.yaml',
    'un.stop: true, un.stop.contract: false',
    'un.stop: true, un.stop.contrat: ▸false',
    'unknown-name',
    'Did you mean `un.stop.contract`?',
  ],
  [
    'a case that misses no fact',
    'trial/cases/all.yaml',
    '[contract.finalisedOn, approvals]',
    '[contract.finalisedOn, ▸aprovals]',
    'unknown-name',
    'Did you mean `approvals`?',
  ],
  ['a case under no draft', 'trial/cases/all.yaml', 'under: longer', 'under: ▸longest', 'unknown-name', 'Did you mean `longer`?'],
  ['a regime in a folder of another name', 'trial/regime.yaml', 'id: trial', 'id: ▸trail', 'regime-id', '`trail`'],
  ['a host that is no state', 'trial/regime.yaml', '[MNG, { code: GBR', '[▸MNX, { code: GBR', 'unknown-code', '`MNX`'],
  ['a host of the long form that is no state', 'trial/regime.yaml', '{ code: GBR', '{ code: ▸GBX', 'unknown-code', '`GBX`'],
  ['a host twice', 'trial/regime.yaml', '{ code: GBR', '{ code: ▸MNG', 'duplicate-id', 'stands twice'],
  ['a position of no state', 'trial/questions.yaml', 'host: MNG', 'host: ▸MNX', 'unknown-code', '`MNX`'],
  [
    'a position that answers for nobody',
    'trial/questions.yaml',
    '      host: MNG\n      on: 2017-12-03\n      answers: true',
    '      on: 2017-12-03\n      answers: ▸true',
    'schema',
    'needs host',
  ],
  // Days
  ['an adoption on no day', 'trial/instruments.yaml', '2017-09-11', '▸2017-02-30', 'dates.impossible', '`2017-02-30`'],
  ['a position on no day', 'trial/questions.yaml', 'on: 2017-12-03', 'on: ▸2017-12-32', 'dates.impossible', ''],
  ['a host until no day', 'trial/regime.yaml', 'until: 2020-12-31', 'until: ▸2020-12-99', 'dates.impossible', ''],
  [
    'a deadline on no day',
    'trial/deadlines.yaml',
    '{ days: 90, after: adoption }',
    '{ days: 90, after: ▸2017-13-01 }',
    'dates.impossible',
    '',
  ],
  [
    'in force on no day',
    'trial/provisions/mng.yaml',
    'in_force: { from: 2018-01-26 }',
    'in_force: { from: ▸2018-01-36 }',
    'dates.impossible',
    '',
  ],
  [
    'an end before the beginning',
    'trial/provisions/mng.yaml',
    'in_force: { from: 2018-01-26 }',
    'in_force: { from: 2018-01-26, until: ▸2018-01-25 }',
    'dates.order',
    'ends on 2018-01-25',
  ],
  [
    'in force before its adoption',
    'trial/provisions/un.yaml',
    'from: 2017-09-11',
    'from: ▸2017-09-10',
    'dates.order',
    'before Resolution 1 was adopted',
  ],
  [
    'a duty that ends before it begins',
    'trial/provisions/mng.yaml',
    'by: 2018-06-02',
    'by: ▸2018-01-25',
    'dates.order',
    'The duty ends on 2018-01-25',
  ],
  [
    'a duty before the law',
    'trial/provisions/mng.yaml',
    'stay, from: 2018-01-26',
    'stay, from: ▸2018-01-25',
    'dates.order',
    'The duty begins',
  ],
  [
    'a duty that its own law does not outlive',
    'trial/provisions/mng.yaml',
    'in_force: { from: 2018-01-26 }\n  when: prk\n  duty: { ends: stay, from: 2018-01-26, by: 2018',
    'in_force: { from: 2018-01-26, until: 2018-05-01 }\n  when: prk\n  duty: { ends: stay, from: 2018-01-26, by: ▸2018',
    'dates.order',
    'never passes',
  ],
  [
    'a deadline before adoption',
    'trial/deadlines.yaml',
    '{ days: 90, after: adoption }',
    '▸2017-09-01',
    'dates.order',
    'before Resolution 1',
  ],
  ['a draft after what it became', 'trial/drafts/longer.yaml', '2018-01-20', '▸2018-02-20', 'dates.order', 'after Report 1 was adopted'],
  [
    'a draft whose duty ends too soon',
    'trial/drafts/longer.yaml',
    'by: 2018-12-31',
    'by: ▸2018-01-01',
    'dates.order',
    'The duty ends on 2018-01-01',
  ],
  [
    'a number of a later day',
    'trial/provisions/un.yaml',
    '  effect: prohibit\n  strength: needs-approval',
    '  effect: cap\n  cap: { baseline_on: ▸2017-09-12, counts: prk }\n  strength: needs-approval',
    'dates.order',
    'The number is that of 2017-09-12',
  ],
  // Words
  ['blank English', 'trial/provisions/mng.yaml', 'en: Everybody leaves before June.', "en: '▸          '", 'words.english', 'blank'],
  [
    'a fact without its negative',
    'facts.yaml',
    'words: { is: { en: return is prohibited }, isNot: { en: return is not prohibited } }',
    'words: ▸{ is: { en: return is prohibited } }',
    'words.negative',
    '`worker.returnProhibited`',
  ],
  [
    'a term without its negative',
    'trial/regime.yaml',
    'words: { is: { en: a nationality is PRK }, isNot: { en: no nationality is PRK } }',
    'words: ▸{ is: { en: a nationality is PRK } }',
    'words.negative',
    '`prk`',
  ],
  // What nobody uses
  [
    'a fact that nobody asks for',
    'facts.yaml',
    '  - name: approvals',
    '  - name: ▸employer.private\n    type: bool\n    question: { en: Is it private? }\n    words: { is: { en: it is private }, isNot: { en: it is not }}\n  - name: approvals',
    'unasked-fact',
    '`employer.private`',
  ],
  [
    'a reason for a fact that is asked for',
    'facts.yaml',
    '  - name: approvals\n',
    '  - name: approvals\n    used_by: ▸Nobody asks for it.\n',
    'unasked-fact',
    'but one does',
  ],
  [
    'a term that nobody uses',
    'trial/regime.yaml',
    'terms:\n',
    'terms:\n  - id: ▸idle\n    means: \'host == "MNG"\'\n    words: { is: { en: it is there }, isNot: { en: it is not there } }\n',
    'unused',
    'term `idle`',
  ],
  [
    'a parameter that nobody uses',
    'trial/regime.yaml',
    'params:\n',
    'params:\n  - name: ▸idle\n    value: 1\n    words: { en: an idle number }\n',
    'unused',
    'parameter `idle`',
  ],
  [
    'a question that nobody asks',
    'trial/questions.yaml',
    '- id: renewal',
    '- id: ▸idle\n  words: { en: Does anybody ask this? }\n  about: { en: Nobody does. }\n- id: renewal',
    'unused',
    'question `idle`',
  ],
  [
    'a layer that nobody uses',
    'trial/regime.yaml',
    'terms:\n',
    '  - id: ▸eu\n    title: { en: European Union }\n    hosts: [FRA]\nterms:\n',
    'unused',
    'layer `eu`',
  ],
  // What only cases can show
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
    'none',
    '',
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

describe('law check finds', () => {
  for (const [name, file, from, to, code, message] of FAULTS.filter(([, , , , code]) => code !== 'none'))
    test(name, () => {
      const fault = broken(file, from, to);
      const findings = checkLaw(openTexts(fault.texts), ['trial']);
      const found = findings.filter((finding) => finding.code === code && finding.message.includes(message));
      expect(found, JSON.stringify(findings, null, 1)).toHaveLength(1);
      expect(found[0]?.remedy.length).toBeGreaterThan(10);
      if (to.includes(HERE)) expect(found[0]).toMatchObject({ file: fault.file, line: fault.line, column: fault.column });
    });

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
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type LawFile, readRegime, readVocabulary } from './regime.ts';

const NAMES = ['facts', 'regime', 'instruments', 'provisions', 'questions', 'deadlines', 'draft', 'cases', 'law'];
const schemas = NAMES.map((name) => JSON.parse(readFileSync(`regimes/schema/${name}.schema.json`, 'utf8')) as object);
const { vocabulary } = readVocabulary({ path: 'regimes/facts.yaml', text: readFileSync('regimes/facts.yaml', 'utf8') }, schemas);
if (vocabulary === null) throw new Error('regimes/facts.yaml cannot be read');

/** A small law in which every kind of file stands; each mistake below is made in it once. */
const LAW: Readonly<Record<string, string>> = {
  'regime.yaml': `id: small
title: { en: A small law }
about: { en: It is only for tests. }
layers:
  - id: un
    title: { en: United Nations }
  - id: mng
    title: { en: Mongolia }
    hosts: [MNG, { code: GBR, until: 2020-12-31 }]
terms:
  - id: dprkNational
    means: '"PRK" in worker.nationalities'
    words: { is: { en: is a national }, isNot: { en: is no national } }
`,
  'instruments.yaml': `- id: S/RES/1 (2017)
  title: { en: Resolution 1 }
  kind: resolution
  issued_by: the Council
  adopted_on: 2017-09-11
  words: { en: It stops permits. }
  confidence: text
  sources: [the text]
`,
  'provisions/un.yaml': `- id: un.1
  layer: un
  cite: { instrument: S/RES/1 (2017), paragraph: 17 }
  effect: prohibit
  strength: needs-approval
  governs: [authorise, { act: renew, where: question("open") }]
  in_force: { from: 2017-09-11 }
  when: dprkNational && worker.earnsIncome
  unless:
    - id: un.1.contract
      cite: { instrument: S/RES/1 (2017), paragraph: 17 }
      when: before(contract.finalisedOn, date("2017-09-11"))
      words: { en: An older contract. }
      confidence: text
  words: { en: No permits are given. }
  confidence: text
- id: un.2
  layer: un
  cite: { instrument: S/RES/1 (2017), paragraph: 8 }
  effect: require
  governs: [remain]
  in_force: { from: 2017-09-11 }
  when: dprkNational
  duty: { ends: stay, from: 2017-09-11, by: { months: 24, after: adoption } }
  words: { en: They leave in time. }
  confidence: text
`,
  'questions.yaml': `- id: open
  words: { en: Is it a renewal? }
  about: { en: The text is silent. }
  positions:
    - by: Mongolia
      host: MNG
      on: 2017-12-03
      answers: true
      words: { en: It is one. }
      confidence: text
`,
  'deadlines.yaml': `- id: un.1.report
  cite: { instrument: S/RES/1 (2017), paragraph: 19 }
  addressee: every state
  on: { days: 90, after: adoption }
  words: { en: Report to it. }
  confidence: text
`,
  'drafts/shorter.yaml': `id: shorter
status: draft
title: { en: With 12 months }
circulated_on: 2017-09-10
words: { en: It asked for more. }
sources: [press]
changes:
  - provision: un.2
    duty: { by: { months: 12, after: adoption } }
`,
  'cases/small.yaml': `- name: A case of the law
  given: { host: MNG, act: remain, asOf: 2018-01-01, worker: { nationalities: [CHN] } }
  expect: { outcome: clear, un.2: false, missing: [] }
`,
};

function findingsOf(changed: string, text: string) {
  const files: LawFile[] = Object.entries(LAW).map(([path, own]) => ({ path: `small/${path}`, text: path === changed ? text : own }));
  if (vocabulary === null) throw new Error('unreachable: it was read above');
  return readRegime(files, vocabulary, schemas).findings;
}

test('the small law has no mistake', () => {
  expect(findingsOf('', '')).toEqual([]);
});

/** What a person writes, instead of what, and what the one finding must say: its line, its message, its remedy. */
const MISTAKES: readonly (readonly [file: string, right: string, wrong: string, line: number, message: RegExp, remedy: RegExp])[] = [
  ['provisions/un.yaml', 'governs: [remain]', 'govern: [remain]', 21, /`govern` is not known here. Did you mean `governs`/, /governs/],
  ['provisions/un.yaml', ', paragraph: 8 }', ' }', 19, /`cite` lacks `paragraph`/, /17 or 8\(d\)/],
  ['provisions/un.yaml', 'words: { en: They leave in time. }', 'words: They leave in time.', 25, /`words` is a text/, /\{ en: … \}/],
  ['provisions/un.yaml', '{ en: They leave', '{ mn: They leave', 25, /lacks `en`|`mn`/, /English/],
  [
    'provisions/un.yaml',
    'effect: require',
    'effect: required',
    20,
    /cannot be `required`. Did you mean `require`/,
    /prohibit, require, cap, call/,
  ],
  [
    'provisions/un.yaml',
    'before(contract.finalisedOn, date("2017-09-11"))',
    'before(asOf, date("2017-09-11"))',
    12,
    /nothing could settle it on the very day/,
    /Write `<`/,
  ],
  ['provisions/un.yaml', '[remain]', '[remains]', 21, /`remains`. Did you mean `remain`/, /authorise, renew/],
  ['provisions/un.yaml', 'act: renew', 'act: renewal', 6, /`act` cannot be `renewal`/, /renew/],
  ['provisions/un.yaml', '[remain]', 'remain', 21, /`governs` is a text, but a list/, /\[authorise\]/],
  ['provisions/un.yaml', '[remain]', '[]', 21, /`governs` is empty/, /\[authorise\]/],
  ['provisions/un.yaml', 'in_force: { from: 2017-09-11 }', 'in_force: { from: 11.9.2017 }', 7, /wrong form: `11.9.2017`/, /YYYY-MM-DD/],
  ['provisions/un.yaml', 'in_force: { from: 2017-09-11 }', 'in_force: { from: 2017-09-31 }', 7, /not a day that exists/, /YYYY-MM-DD/],
  ['provisions/un.yaml', 'in_force: { from: 2017-09-11 }', 'in_force: 2017-09-11', 7, /`in_force` is a text/, /\{ from: 2017-09-11 \}/],
  [
    'provisions/un.yaml',
    '      confidence: text\n',
    '      confidence: sure\n',
    14,
    /`confidence` cannot be `sure`/,
    /text, secondary, background, inference/,
  ],
  ['provisions/un.yaml', '      confidence: text\n', '', 10, /lacks `confidence`/, /inference/],
  ['provisions/un.yaml', '  strength: needs-approval\n', '', 1, /lacks `strength`/, /needs-approval/],
  [
    'provisions/un.yaml',
    'effect: require',
    'effect: require\n  strength: barred',
    21,
    /`strength` does not go with this effect/,
    /prohibit and cap/,
  ],
  [
    'provisions/un.yaml',
    '  duty: { ends: stay, from: 2017-09-11, by: { months: 24, after: adoption } }\n',
    '',
    17,
    /lacks `duty`/,
    /ends: stay/,
  ],
  ['provisions/un.yaml', 'months: 24', 'month: 24', 24, /`month` is not known here. Did you mean `months`/, /days, months, after/],
  ['provisions/un.yaml', '{ months: 24, after: adoption }', '24 months', 24, /`by` has the wrong form: `24 months`/, /months: 24/],
  ['provisions/un.yaml', 'after: adoption', 'after: vote', 24, /`after` has the wrong form: `vote`/, /adoption/],
  ['provisions/un.yaml', 'months: 24, after', 'months: 24, days: 3, after', 24, /more than one thing/, /months: 24/],
  ['provisions/un.yaml', '  unless:\n    - id', '  unless:\n      id', 10, /`unless` is a group of fields, but a list/, /dash/],
  ['provisions/un.yaml', 'worker.earnsIncome', 'worker.earnIncome', 8, /Did you mean `worker.earnsIncome`/, /facts.yaml/],
  ['provisions/un.yaml', '&& worker.earnsIncome', 'and worker.earnsIncome', 8, /cannot be read/, /`&&` for and/],
  ['provisions/un.yaml', '&& worker.earnsIncome', '&& host = "MNG"', 8, /cannot be read/, /`==`/],
  ['provisions/un.yaml', 'date("2017-09-11")', '"2017-09-11"', 12, /A text|a text|a date is needed/, /date|Compare/],
  ['provisions/un.yaml', 'layer: un\n', 'layer: UN\n', 2, /no layer `UN`. Did you mean `un`/, /regime.yaml/],
  [
    'provisions/un.yaml',
    'instrument: S/RES/1 (2017), paragraph: 8',
    'instrument: S/RES/1, paragraph: 8',
    19,
    /no instrument `S\/RES\/1`/,
    /instruments.yaml/,
  ],
  ['provisions/un.yaml', '  layer: un\n', '\tlayer: un\n', 2, /./, /tab.*spaces/],
  ['provisions/un.yaml', '{ en: They leave in time. }', '{ en: They leave: in time. }', 25, /./, /quotation marks/],
  ['provisions/un.yaml', '- id: un.2', '  id: un.2', 17, /unique/, /twice in one entry/],
  ['regime.yaml', '"PRK"', '"Korea"', 12, /`Korea` is not a country code/, /alpha-3/],
  ['regime.yaml', '[MNG,', '[Mongolia,', 9, /wrong form: `Mongolia`/, /MNG/],
  ['regime.yaml', '    words: { is: { en: is a national }, isNot: { en: is no national } }\n', '', 11, /lacks `words`/, /isNot/],
  ['instruments.yaml', 'kind: resolution', 'kind: law', 3, /`kind` cannot be `law`/, /resolution, act, report, statement/],
  ['instruments.yaml', 'sources: [the text]', 'sources: []', 8, /`sources` is empty/, /one or more/],
  ['questions.yaml', '      host: MNG\n      on: 2017-12-03\n', '', 6, /`answers` needs host and on/, /own jurisdiction/],
  ['questions.yaml', 'answers: true', 'answers: yes', 8, /`answers` is a text, but true or false/, /true or false/],
  ['deadlines.yaml', 'days: 90', 'days: 0', 4, /`days` cannot be 0/, /1 or more/],
  ['deadlines.yaml', 'days: 90', 'days: ninety', 4, /`days` is a text, but a whole number/, /number of days/],
  ['drafts/shorter.yaml', 'status: draft', 'status: law', 2, /`status` cannot be `law`/, /Write draft/],
  ['drafts/shorter.yaml', 'provision: un.2', 'provision: un.3', 8, /no provision `un.3` to change/, /adds/],
  ['cases/small.yaml', 'worker:', 'workers:', 2, /Did you mean `worker`/, /employer/],
  ['cases/small.yaml', 'outcome: clear', 'outcome: cleared', 3, /Did you mean `clear`/, /undecided/],
  ['cases/small.yaml', 'un.2: false', 'un.2: maybe', 3, /`un.2` cannot be `maybe`/, /true, false or unknown/],
  ['cases/small.yaml', 'missing: []', 'missing: none', 3, /`missing` is a text, but a list/, /\[\] for none/],
];

test.each(MISTAKES)('one finding: %s, `%s` written as `%s`', (file, right, wrong, line, message, remedy) => {
  const text = LAW[file] ?? '';
  expect(text, 'the mistake must be in the file').toContain(right);
  const findings = findingsOf(file, text.replace(right, wrong));
  expect(findings.map((finding) => [finding.file, finding.line])).toEqual([[`small/${file}`, line]]);
  expect(findings[0]?.message).toMatch(message);
  expect(findings[0]?.remedy).toMatch(remedy);
});

import { readdirSync, readFileSync } from 'node:fs';
import type { OpenRegime } from '../../src/decide/checking/check.ts';
import { writtenRegime } from '../../src/law/checking/written.ts';
import { type LawFile, readRegime, readVocabulary } from '../../src/law/reading/regime.ts';

/** A small invented law in which nothing is wrong, for tests that break one thing in it. Keys are paths in its folder. */
export const TRIAL: Readonly<Record<string, string>> = {
  'facts.yaml': `facts:
  - name: host
    type: country
    required: true
    question: { en: In which state? }
    words: { is: { en: the host state } }
  - name: act
    type: text
    values: [authorise, renew, contract, employ, remain]
    required: true
    question: { en: What is asked? }
    words: { is: { en: the act } }
  - name: asOf
    type: date
    required: true
    question: { en: On which day? }
    words: { is: { en: the day of the act } }
  - name: worker.nationalities
    type: countries
    question: { en: Which nationalities? }
    words: { is: { en: the worker's nationalities } }
  - name: worker.returnProhibited
    type: bool
    question: { en: Is return prohibited? }
    words: { is: { en: return is prohibited }, isNot: { en: return is not prohibited } }
  - name: worker.protectionAssessment
    type: text
    values: [none, pending, upheld, refused]
    question: { en: Is there a procedure? }
    words: { is: { en: the protection assessment } }
    used_by: It settles whether return is prohibited.
  - name: contract.finalisedOn
    type: date
    question: { en: When was the contract finalised? }
    words: { is: { en: the day of the contract } }
  - name: approvals
    type: approvals
    question: { en: What was approved? }
    words: { is: { en: the approvals } }
  - name: register.headroom
    type: integer
    question: { en: How many are free? }
    words: { is: { en: the number still free } }
`,
  'trial/regime.yaml': `id: trial
title: { en: A trial regime }
about: { en: Invented for tests. }
params:
  - name: limit
    value: 3
    words: { en: the limit of the trial }
layers:
  - id: un
    title: { en: United Nations }
  - id: mng
    title: { en: Mongolia }
    hosts: [MNG, { code: GBR, until: 2020-12-31 }]
terms:
  - id: prk
    means: '"PRK" in worker.nationalities'
    words: { is: { en: a nationality is PRK }, isNot: { en: no nationality is PRK } }
`,
  'trial/instruments.yaml': `- id: Resolution 1
  title: { en: The first resolution }
  kind: resolution
  issued_by: Council
  adopted_on: 2017-09-11
  words: { en: It stops what it stops. }
  confidence: text
  sources: [invented]
- id: Report 1
  title: { en: The first report }
  kind: report
  issued_by: Mongolia
  adopted_on: 2018-01-26
  words: { en: It reports what it reports. }
  confidence: secondary
  sources: [invented]
`,
  'trial/provisions/un.yaml': `- id: un.stop
  layer: un
  cite: { instrument: Resolution 1, paragraph: 17 }
  effect: prohibit
  strength: needs-approval
  governs: [authorise, { act: renew, where: question("renewal") }]
  in_force: { from: 2017-09-11 }
  when: prk && register.headroom < param("limit")
  unless:
    - id: un.stop.contract
      cite: { instrument: Resolution 1, paragraph: 17 }
      when: before(contract.finalisedOn, date("2017-09-11"))
      words: { en: The contract is older. }
      confidence: text
      unless:
        - id: un.stop.contract.undone
          cite: { instrument: Resolution 1, paragraph: 17 }
          when: approvals.exists(a, a.committee == "1718" && a.approvedOn <= asOf)
          words: { en: The Committee undid it. }
          confidence: text
  words: { en: A state gives no authorisation. }
  confidence: text
`,
  'trial/provisions/mng.yaml': `- id: mng.leave
  layer: mng
  cite: { instrument: Report 1, paragraph: end }
  effect: require
  basis: report
  governs: [remain]
  in_force: { from: 2018-01-26 }
  when: prk
  duty: { ends: stay, from: 2018-01-26, by: 2018-06-02 }
  unless:
    - id: mng.leave.protected
      cite: { instrument: Report 1, paragraph: end }
      when: worker.returnProhibited
      words: { en: Return is prohibited. }
      confidence: text
  words: { en: Everybody leaves before June. }
  confidence: secondary
`,
  'trial/questions.yaml': `- id: renewal
  words: { en: Is a renewal a new authorisation? }
  about: { en: The paragraph does not say. }
  besides: [un.stop, un.stop.contract, un.report]
  positions:
    - by: Mongolia
      host: MNG
      on: 2017-12-03
      answers: true
      words: { en: It does not renew. }
      sources: [invented]
      confidence: secondary
`,
  'trial/deadlines.yaml': `- id: un.report
  cite: { instrument: Resolution 1, paragraph: 19 }
  addressee: every state
  on: { days: 90, after: adoption }
  words: { en: Report what was done. }
  confidence: text
`,
  'trial/drafts/longer.yaml': `id: longer
status: draft
title: { en: A longer time to leave }
circulated_on: 2018-01-20
words: { en: Until the end of the year. }
sources: [invented]
changes:
  - provision: mng.leave
    duty: { by: 2018-12-31 }
`,
  'trial/cases/all.yaml': `given: { host: MNG, act: authorise, asOf: 2018-02-01, worker: { nationalities: [PRK] }, register: { headroom: 2 } }
cases:
  - name: A younger contract
    given: { contract: { finalisedOn: 2017-09-12 }, approvals: [] }
    expect: { outcome: needs-approval, un.stop: true, un.stop.contract: false, un.stop.contract.undone: false, missing: [] }
  - name: An older contract
    given: { contract: { finalisedOn: 2017-09-10 }, approvals: [] }
    expect: { un.stop: false, un.stop.contract: true, gap: none }
  - name: An older contract, undone
    given: { contract: { finalisedOn: 2017-09-10 }, approvals: [{ committee: '1718', approvedOn: 2018-01-31 }] }
    expect: { un.stop: true, un.stop.contract.undone: true }
  - name: Nothing known of the contract
    given: {}
    expect: { outcome: undecided, un.stop: unknown, missing: [contract.finalisedOn, approvals], announced: [] }
  - name: Must leave
    given: { act: remain, worker: { returnProhibited: false } }
    expect: { outcome: clear, mng.leave: true, returnBy: 2018-06-02, protected: false, un: clear, national: clear }
  - name: Must leave, nobody knows
    given: { act: remain }
    expect: { mng.leave: unknown, returnBy: null }
  - name: May stay
    given: { act: remain, worker: { returnProhibited: true } }
    expect: { mng.leave: false, mng.leave.protected: true, protected: true }
  - name: Longer under the draft
    given: { act: remain, worker: { returnProhibited: false } }
    under: longer
    expect: { returnBy: 2018-12-31 }
`,
};

const FOLDER = 'law';
const SCHEMAS = readdirSync('regimes/schema')
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`regimes/schema/${name}`, 'utf8')) as object);

/** Opens a law written as texts, as the command line opens one from a folder. */
export function openTexts(texts: Readonly<Record<string, string>>): readonly OpenRegime[] {
  const files: LawFile[] = Object.entries(texts).map(([path, text]) => ({ path: `${FOLDER}/${path}`, text }));
  const ids = [...new Set(Object.keys(texts).flatMap((path) => (path.includes('/') ? [path.split('/')[0] ?? ''] : [])))].sort();
  const factsFile = files.find(({ path }) => path === `${FOLDER}/facts.yaml`);
  if (factsFile === undefined) throw new Error('a trial law needs facts.yaml');
  const { vocabulary, findings } = readVocabulary(factsFile, SCHEMAS);
  return ids.map((id) => {
    const own = files.filter(({ path }) => path.startsWith(`${FOLDER}/${id}/`));
    const reading =
      vocabulary === null ? { vocabulary, regime: null, cases: [], findings } : { vocabulary, ...readRegime(own, vocabulary, SCHEMAS) };
    const { regime, cases } = reading;
    return {
      id,
      files: [factsFile, ...own],
      reading,
      written: writtenRegime(id, own, reading.findings),
      law: regime === null || vocabulary === null ? null : { vocabulary, regimes: [{ regime, cases, sha256: '0'.repeat(64) }] },
    };
  });
}

/** The sign in a broken text at the place where the finding must stand. */
export const HERE = '▸';

/** The trial law with one text changed; the sign in the new text says where the finding is expected. */
export function broken(
  file: string,
  from: string,
  to: string,
): { readonly texts: Readonly<Record<string, string>>; readonly file: string; readonly line: number; readonly column: number } {
  const text = TRIAL[file];
  if (text === undefined || !text.includes(from)) throw new Error(`the trial law has no "${from}" in ${file}`);
  const marked = text.replace(from, () => to);
  const before = marked.slice(0, marked.indexOf(HERE)).split('\n');
  return {
    texts: { ...TRIAL, [file]: marked.replace(HERE, '') },
    file: `${FOLDER}/${file}`,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

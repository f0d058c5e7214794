import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRegimes } from '../files/law/load.ts';
import type { CaseInput } from './case.ts';
import { type Compiled, compile } from './compile.ts';
import type { Decision } from './decision.ts';

let law: Compiled;
beforeAll(async () => {
  law = compile(await loadRegimes());
});
const decide = (input: CaseInput): Decision => law.decide(law.admit(input));

const WORKER = {
  nationalities: ['PRK'],
  earnsIncome: true,
  safetyOverseer: false,
  immunity: false,
  returnProhibited: false,
  protectionAssessment: 'none',
  residesOnOtherTitle: false,
} as const;
const RENEWAL: CaseInput = {
  id: 'INV-1',
  host: 'MNG',
  act: 'renew',
  asOf: '2018-02-05',
  worker: WORKER,
  contract: { finalisedOn: '2017-09-01', written: true },
  approvals: [],
};
const STAY: CaseInput = { id: 'INV-2', host: 'MNG', act: 'remain', asOf: '2018-02-05', worker: WORKER };

describe('the record of a decision', () => {
  test('its keys stand in the order of DECISION', () => {
    expect(Object.keys(decide(RENEWAL))).toEqual([
      'id',
      'host',
      'act',
      'asOf',
      'outcome',
      'un',
      'national',
      'gap',
      'missing',
      'returnBy',
      'protected',
      'provisions',
      'duties',
      'announced',
      'calls',
      'assumed',
      'proof',
      'words',
      'law',
      'engine',
    ]);
  });
  test('it names the version of the law by its hash, and the engine', () => {
    expect(decide(RENEWAL).law).toEqual([{ regime: 'dprk-labour', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(decide(RENEWAL).engine).toMatch(/^resolute\/\d/);
  });
  test('every provision and every exception cites instrument and paragraph', () => {
    for (const { cite, exceptions } of decide(STAY).provisions)
      for (const each of [cite, ...exceptions.map((exception) => exception.cite)]) {
        expect(each.instrument).not.toBe('');
        expect(each.paragraph).not.toBe('');
      }
  });
  test('a duty runs from its first day and is shown with its last lawful day', () => {
    expect(decide(STAY).duties.find((duty) => duty.provision === 'un.2397.8.workers')).toEqual({
      provision: 'un.2397.8.workers',
      action: 'return',
      ends: 'stay',
      from: '2017-12-22',
      by: '2019-12-22',
      value: 'true',
      missing: [],
    });
  });
  test('a duty of unknown value stands with the facts that it wants', () => {
    const unsure = decide({ ...STAY, worker: { ...WORKER, earnsIncome: null } });
    expect(unsure.duties.find((duty) => duty.provision === 'un.2397.8.workers')).toMatchObject({
      value: 'unknown',
      missing: ['worker.earnsIncome'],
    });
  });
  test('what was only announced stands apart, with what speaks against it', () => {
    const { announced, duties } = decide(STAY);
    expect(announced).toEqual([
      {
        provision: 'mng.leave-by-year-end',
        by: '2017-12-31',
        basis: 'statement',
        value: 'true',
        against: expect.stringContaining('June 2018'),
      },
    ]);
    expect(duties.map((duty) => duty.provision)).not.toContain('mng.leave-by-year-end');
  });
  test('a call for vigilance is shown and bars nothing', () => {
    expect(decide(RENEWAL).calls).toMatchObject([{ provision: 'un.2321.34', value: 'true' }]);
    expect(decide(RENEWAL).provisions.map((provision) => provision.id)).not.toContain('un.2321.34');
  });
  test('an assumption is used, shown and never taken for law', () => {
    const open: CaseInput = { ...RENEWAL, host: 'QAT', contract: { finalisedOn: '2017-09-20', written: true } };
    expect(decide(open).outcome).toBe('undecided');
    const assumed = decide({ ...open, interpretation: { 'renewal-is-new-authorisation': true } });
    expect(assumed.outcome).toBe('needs-approval');
    expect(assumed.assumed).toEqual([{ question: 'renewal-is-new-authorisation', answer: true }]);
    expect(assumed.words.join(' ')).toContain('On the assumption');
  });
  test('no sentence has an unfilled place', () => {
    for (const input of [RENEWAL, STAY, { ...STAY, worker: null }])
      expect(decide(input).words.join(' ')).not.toMatch(/[{}]|undefined|null/);
  });
});

describe('what the record says of each provision', () => {
  const valueOn = (input: CaseInput, id: string): string | undefined => {
    for (const provision of decide(input).provisions) {
      if (provision.id === id) return provision.value;
      for (const exception of provision.exceptions) if (exception.id === id) return exception.value;
    }
    return undefined;
  };
  test('a provision that an exception lifts is false, and the exception is true', () => {
    expect(valueOn(RENEWAL, 'un.2375.17')).toBe('false');
    expect(valueOn(RENEWAL, 'un.2375.17.contract')).toBe('true');
    expect(valueOn(RENEWAL, 'mng.no-renewal')).toBe('true');
  });
  test('a provision that does not govern the act is false, and its exceptions lift nothing there', () => {
    const stay: CaseInput = { ...STAY, contract: { finalisedOn: '2017-09-01', written: true } };
    expect(valueOn(stay, 'un.2375.17')).toBe('false');
    expect(valueOn(stay, 'un.2375.17.contract')).toBe('false');
  });
  test('a duty that runs bars nothing yet; after its last day it bars', () => {
    const strength = (asOf: string): string | undefined =>
      decide({ ...STAY, host: 'QAT', asOf }).provisions.find(({ id }) => id === 'un.2397.8.workers')?.strength;
    expect([strength('2019-12-22'), strength('2019-12-23')]).toEqual(['clear', 'barred']);
  });
  test('nothing is called to attention about somebody whom the call does not reach', () => {
    expect(decide({ ...STAY, worker: { ...WORKER, nationalities: ['KOR'] } }).calls).toEqual([]);
  });
  test('while an assessment is pending the duty stands as unknown, with the fact that it wants', () => {
    const { duties } = decide({ ...STAY, worker: { ...WORKER, returnProhibited: null, protectionAssessment: 'pending' } });
    expect(duties.map(({ provision, value, missing }) => [provision, value, missing])).toEqual([
      ['un.2397.8.workers', 'unknown', ['worker.returnProhibited']],
      ['mng.leave-before-3-june', 'unknown', ['worker.returnProhibited']],
    ]);
  });
  test('what several facts keep open is named in one order, in the decision and in each duty', () => {
    const open = decide({ ...STAY, worker: { nationalities: null } });
    expect(open.missing).toEqual([...open.missing].sort());
    expect(open.duties[0]?.missing).toEqual(['worker.earnsIncome', 'worker.immunity', 'worker.nationalities', 'worker.returnProhibited']);
  });
  test('assumptions are named in one order, however the caller wrote them', () => {
    const one: CaseInput = { ...RENEWAL, interpretation: { 'renewal-is-new-authorisation': true, 'admission-nexus': false } };
    expect(decide(one).assumed.map(({ question }) => question)).toEqual(['admission-nexus', 'renewal-is-new-authorisation']);
  });
  test('a host that left the Union is outside its layer from the day after', () => {
    const renewal = (asOf: string): string => decide({ ...RENEWAL, host: 'GBR', asOf }).national.outcome;
    expect([renewal('2020-12-31'), renewal('2021-01-01')]).toEqual(['barred', 'clear']);
  });
  test('where a layer is undecided nobody can say who asks for more', () => {
    expect(decide({ ...RENEWAL, contract: null }).gap).toBeNull();
    expect(decide({ ...RENEWAL, act: 'contract', employer: null }).gap).toBeNull();
  });
});

describe('protection stands above', () => {
  const protectedCases: readonly (readonly [string, CaseInput])[] = [
    ['return is prohibited', { ...STAY, worker: { ...WORKER, returnProhibited: true } }],
    ['an assessment is pending', { ...STAY, worker: { ...WORKER, returnProhibited: null, protectionAssessment: 'pending' } }],
    ['an assessment was upheld', { ...STAY, worker: { ...WORKER, returnProhibited: null, protectionAssessment: 'upheld' } }],
  ];
  test.each(protectedCases)('no day of departure is named where %s', (_name, input) => {
    for (const asOf of ['2017-12-20', '2018-02-05', '2018-06-03', '2019-12-23', '2026-01-01']) {
      const decision = decide({ ...input, asOf });
      expect(decision.protected).toBe(true);
      expect(decision.returnBy).toBeNull();
      expect(decision.duties.filter((duty) => duty.value === 'true')).toEqual([]);
    }
  });
  test('even a national measure without an exception names no day for a protected person', () => {
    const careless = structuredClone(law.programme.law);
    for (const { regime } of careless.regimes) for (const provision of regime.provisions) Object.assign(provision, { unless: [] });
    const decision = compile(careless);
    const answer = decision.decide(decision.admit({ ...STAY, worker: { ...WORKER, returnProhibited: true } }));
    expect(answer).toMatchObject({ protected: true, returnBy: null });
    expect(answer.duties.filter((duty) => duty.value === 'true')).toEqual([]);
  });
});

describe('same case, same law, same bytes', () => {
  test('the order of the fields of a case does not matter', () => {
    const turned = Object.fromEntries(Object.entries(RENEWAL).reverse());
    expect(JSON.stringify(law.decide(law.admit(turned)))).toBe(JSON.stringify(decide(RENEWAL)));
  });
  test('a case decided between others is decided alike: nothing is left over from the one before', () => {
    const alone = JSON.stringify(decide(STAY));
    decide({ ...RENEWAL, approvals: [{ committee: '1718', approvedOn: '2017-10-02' }] });
    expect(JSON.stringify(decide(STAY))).toBe(alone);
  });
  test('in any time zone and any locale', () => {
    const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
    const answers = ['UTC/C', 'Asia/Ulaanbaatar/mn_MN.UTF-8', 'America/New_York/tr_TR.UTF-8', 'Pacific/Kiritimati/ko_KR.UTF-8'].map(
      (place) => {
        const cut = place.lastIndexOf('/');
        const env = { ...process.env, TZ: place.slice(0, cut), LC_ALL: place.slice(cut + 1), LANG: place.slice(cut + 1) };
        return spawnSync(process.execPath, [main, 'check', '-', '--json'], { input: JSON.stringify(RENEWAL), env, encoding: 'utf8' })
          .stdout;
      },
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ outcome: 'barred' });
  });
});

import { describe, expect, test } from 'vitest';
import { openTexts, TRIAL } from '../../../test/support/trial-law.ts';
import { runCases } from './cases.ts';
import { coverageOf } from './coverage.ts';

const CASES = 'trial/cases/all.yaml';
/** Runs the trial law's cases after one text in them was replaced. */
function ran(from = '', to = '') {
  const opened = openTexts({ ...TRIAL, [CASES]: (TRIAL[CASES] ?? '').replace(from, to) })[0];
  if (opened?.law == null) throw new Error(JSON.stringify(opened?.reading.findings));
  return { law: opened.law, results: runCases(opened.law, opened.reading.cases) };
}
const missesOf = (from: string, to: string) => ran(from, to).results.flatMap(({ misses }) => misses);

describe("the law's own cases", () => {
  test('hold as they were written, the one under a draft too', () => {
    const { results } = ran();
    expect(results).toHaveLength(8);
    expect(results.flatMap(({ misses }) => misses)).toEqual([]);
  });

  // Each expectation turned: it must be seen, so that a case that passes says something.
  test.each([
    ['outcome: needs-approval', 'outcome: clear', 'outcome', 'clear', 'needs-approval'],
    ['un: clear', 'un: barred', 'un', 'barred', 'clear'],
    ['national: clear', 'national: barred', 'national', 'barred', 'clear'],
    ['gap: none', 'gap: national-only', 'gap', 'national-only', 'none'],
    ['missing: []', 'missing: [approvals]', 'missing', ['approvals'], []],
    [
      '[contract.finalisedOn, approvals]',
      '[contract.finalisedOn]',
      'missing',
      ['contract.finalisedOn'],
      ['approvals', 'contract.finalisedOn'],
    ],
    ['returnBy: 2018-06-02', 'returnBy: 2018-06-03', 'returnBy', '2018-06-03', '2018-06-02'],
    ['returnBy: null', 'returnBy: 2018-06-02', 'returnBy', '2018-06-02', null],
    ['protected: false', 'protected: true', 'protected', true, false],
    ['announced: []', 'announced: [mng.leave]', 'announced', ['mng.leave'], []],
    ['un.stop: unknown', 'un.stop: true', 'un.stop', 'true', 'unknown'],
    ['un.stop.contract.undone: true', 'un.stop.contract.undone: unknown', 'un.stop.contract.undone', 'unknown', 'true'],
    ['expect: { returnBy: 2018-12-31 }', 'expect: { returnBy: 2018-06-02 }', 'returnBy', '2018-06-02', '2018-12-31'],
  ])('%s against %s', (from, to, key, expected, found) => {
    expect(missesOf(from, to)).toEqual([{ key, expected, found, remedy: null }]);
  });

  test('an unknown key names the nearest', () => {
    expect(missesOf('gap: none', 'un.stop.contrct: false')).toMatchObject([
      { key: 'un.stop.contrct', remedy: expect.stringContaining('`un.stop.contract`') },
    ]);
  });
  test('a case that the door refuses says why', () => {
    expect(
      missesOf('{ act: remain, worker: { returnProhibited: true } }', '{ act: remain, worker: { nationalities: [Korea] } }'),
    ).toMatchObject([{ key: 'given.worker.nationalities', found: 'Korea', remedy: expect.stringContaining('KOR') }]);
  });
  test('a case under an unknown draft says so', () => {
    expect(missesOf('under: longer', 'under: longr')).toMatchObject([{ key: 'under', remedy: expect.stringContaining('`longer`') }]);
  });
});

test('coverage counts what each case shows, and a case under a draft shows nothing', () => {
  const { law, results } = ran();
  expect(coverageOf(law, results)).toEqual([
    { id: 'un.stop', depth: 0, cases: { true: 2, false: 1, unknown: 1 } },
    { id: 'un.stop.contract', depth: 1, cases: { true: 1, false: 2, unknown: 1 } },
    { id: 'un.stop.contract.undone', depth: 2, cases: { true: 1, false: 2, unknown: 1 } },
    { id: 'mng.leave', depth: 0, cases: { true: 1, false: 1, unknown: 1 } },
    { id: 'mng.leave.protected', depth: 1, cases: { true: 1, false: 1, unknown: 1 } },
  ]);
});

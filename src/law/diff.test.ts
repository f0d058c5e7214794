import { describe, expect, test } from 'vitest';
import { openTexts, TRIAL } from '../../test/support/trial-law.ts';
import { diffLaw, lawOn } from './diff.ts';
import { overlay } from './draft.ts';
import type { Law } from './regime.ts';

function lawOf(texts: Readonly<Record<string, string>> = TRIAL): Law {
  const opened = openTexts(texts)[0];
  if (opened?.law == null) throw new Error(JSON.stringify(opened?.reading.findings));
  return opened.law;
}
const changed = (file: string, from: string, to: string): Law => lawOf({ ...TRIAL, [file]: (TRIAL[file] ?? '').replace(from, to) });
const brief = (before: Law, after: Law) =>
  diffLaw(before, after).map(({ change, part, id, fields }) => [change, part, id, fields.map(({ field }) => field)]);

describe('two states of the law', () => {
  test('that are the same differ in nothing, however a condition is spaced or bracketed', () => {
    expect(diffLaw(lawOf(), lawOf())).toEqual([]);
    expect(
      diffLaw(
        lawOf(),
        changed(
          'trial/provisions/un.yaml',
          'prk && register.headroom < param("limit")',
          '(prk)   &&  (register.headroom < param("limit"))',
        ),
      ),
    ).toEqual([]);
  });

  test('a draft changes the day of a duty and how it follows', () => {
    expect(diffLaw(lawOf(), overlay(lawOf(), 'longer'))).toEqual([
      {
        change: 'changed',
        part: 'provision',
        regime: 'trial',
        id: 'mng.leave',
        fields: [
          { field: 'duty.by', before: '2018-06-02', after: '2018-12-31' },
          { field: 'duty.working', before: 'stated as 2018-06-02', after: 'stated as 2018-12-31' },
        ],
      },
    ]);
  });

  test('a condition is told in words with its text', () => {
    const [change] = diffLaw(
      lawOf(),
      changed('trial/provisions/mng.yaml', 'when: worker.returnProhibited', "when: '!worker.returnProhibited'"),
    );
    expect(change).toMatchObject({ part: 'exception', id: 'mng.leave.protected' });
    expect(change?.fields).toEqual([
      {
        field: 'when',
        before: 'return is prohibited [worker.returnProhibited]',
        after: 'return is not prohibited [!worker.returnProhibited]',
      },
    ]);
  });

  test('an exception added, a position taken away, a host and a fact changed', () => {
    expect(
      brief(
        changed(
          'trial/provisions/mng.yaml',
          '  unless:\n    - id: mng.leave.protected\n      cite: { instrument: Report 1, paragraph: end }\n      when: worker.returnProhibited\n      words: { en: Return is prohibited. }\n      confidence: text\n',
          '',
        ),
        lawOf(),
      ),
    ).toEqual([
      ['added', 'exception', 'mng.leave.protected', ['of', 'cite.instrument', 'cite.paragraph', 'when', 'words.en', 'confidence']],
    ]);
    const positions = (TRIAL['trial/questions.yaml'] ?? '').split('  positions:')[0] ?? '';
    expect(brief(lawOf(), lawOf({ ...TRIAL, 'trial/questions.yaml': positions })).map((one) => one.slice(0, 3))).toEqual([
      ['removed', 'position', 'renewal: Mongolia 2017-12-03'],
    ]);
    expect(brief(lawOf(), changed('trial/regime.yaml', 'until: 2020-12-31', 'until: 2021-12-31'))).toEqual([
      ['changed', 'layer', 'mng', ['hosts.GBR.until']],
    ]);
    expect(brief(lawOf(), changed('facts.yaml', 'In which state?', 'In which country?'))).toEqual([
      ['changed', 'fact', 'host', ['question.en']],
    ]);
  });
});

describe('the law on a day', () => {
  const ids = (day: string) => lawOn(lawOf(), day).regimes[0]?.regime;
  test('has what is in force, first and last day included', () => {
    expect(ids('2018-01-25')?.provisions.map(({ id }) => id)).toEqual(['un.stop']);
    expect(ids('2018-01-26')?.provisions.map(({ id }) => id)).toEqual(['un.stop', 'mng.leave']);
    const ending = changed('trial/provisions/un.yaml', '{ from: 2017-09-11 }', '{ from: 2017-09-11, until: 2018-12-31 }');
    const on = (day: string) => lawOn(ending, day).regimes[0]?.regime.provisions.map(({ id }) => id);
    expect(on('2018-12-31')).toContain('un.stop');
    expect(on('2019-01-01')).not.toContain('un.stop');
  });
  test('has the instruments, deadlines, positions and hosts of that day, and no draft', () => {
    expect(ids('2017-09-10')).toMatchObject({ instruments: [], deadlines: [] });
    expect(ids('2017-12-02')?.questions[0]?.positions).toEqual([]);
    expect(ids('2017-12-03')?.questions[0]?.positions).toHaveLength(1);
    expect(ids('2020-12-31')?.layers[1]?.hosts?.map(({ code }) => code)).toEqual(['MNG', 'GBR']);
    expect(ids('2021-01-01')?.layers[1]?.hosts?.map(({ code }) => code)).toEqual(['MNG']);
    expect(ids('2021-01-01')?.drafts).toEqual([]);
  });
});

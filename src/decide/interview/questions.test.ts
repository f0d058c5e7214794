import { beforeAll, describe, expect, test } from 'vitest';
import { loadRegimes } from '../../files/law/load.ts';
import { type Compiled, compile } from '../compile.ts';
import { doorOf } from '../door.ts';
import { type InterviewQuestion, interviewOf } from './interview.ts';
import { type Progress, withAnswer } from './progress.ts';

let labour: Compiled;
beforeAll(async () => {
  labour = compile(await loadRegimes());
});

function begin({ programme }: Compiled, input: object): Progress {
  const door = doorOf(
    programme.vocabulary,
    programme.questions.map((question) => question.id),
  );
  return { case: door.inspect(input).case, declined: [] };
}

describe('what a question says', () => {
  const MONGOLIA = { host: 'MNG', act: 'authorise', asOf: '2017-12-07' };
  const ask = (input: object, declined: readonly string[] = []): InterviewQuestion => {
    const question = interviewOf(labour.programme).next({ ...begin(labour, input), declined });
    if (question === null) throw new Error('There is nothing to ask.');
    return question;
  };
  const said = ({ answers }: InterviewQuestion): [string, string][] => answers.map(({ label, leadsTo }) => [label, leadsTo]);

  test('nationalities, by what the law looks for', () => {
    const question = ask(MONGOLIA);
    expect(question.name).toBe('worker.nationalities');
    expect(said(question)).toEqual([
      ['PRK', 'open'],
      ['not PRK', 'clear'],
      ['not known', 'open'],
    ]);
  });

  test('a nationality of the host beside the other, where the law spares nationals of the host', () => {
    const question = ask({
      host: 'CHE',
      act: 'remain',
      asOf: '2020-01-01',
      worker: { earnsIncome: true, safetyOverseer: false, returnProhibited: false, immunity: false },
    });
    expect(said(question)).toEqual([
      ['PRK, not CHE', 'barred'],
      ['anything else', 'clear'],
      ['not known', 'undecided'],
    ]);
  });

  test('a date, by the days that the law compares it with', () => {
    const question = ask({
      ...MONGOLIA,
      worker: { nationalities: ['PRK'], residesOnOtherTitle: false },
      approvals: [],
      register: { headroom: 3 },
      contract: { written: true },
    });
    expect(question.name).toBe('contract.finalisedOn');
    expect(said(question)).toEqual([
      ['before 11 September 2017', 'clear'],
      ['on 11 September 2017', 'undecided'],
      ['on 12 September 2017 or later', 'needs-approval'],
      ['not known', 'undecided'],
    ]);
  });

  test('a number and the approvals, by their boundaries', () => {
    const given = { worker: { nationalities: ['PRK'] }, contract: { written: false } };
    const early = { host: 'MNG', act: 'authorise', asOf: '2017-08-20', ...given };
    expect(said(ask({ ...early, approvals: [] }))).toEqual([
      ['0 or less', 'needs-approval'],
      ['1 or more', 'clear'],
      ['not known', 'undecided'],
    ]);
    expect(said(ask({ ...early, register: { headroom: 0 } }))).toEqual([
      ['none, or only others (too late, or by another committee)', 'needs-approval'],
      ['an approval by 1718 up to 20 August 2017', 'clear'],
      ['not known', 'undecided'],
    ]);
  });

  test('an open question comes last, with its positions, and only where it matters', () => {
    const question = ask({
      host: 'RUS',
      act: 'renew',
      asOf: '2017-12-07',
      worker: { nationalities: ['PRK'], residesOnOtherTitle: false },
      approvals: [],
      contract: { written: false },
    });
    expect(question).toMatchObject({ name: 'interpretation.renewal-is-new-authorisation', about: 'law' });
    expect(question.positions.map(({ by }) => by)).toContain('Mongolia');
    expect(said(question)).toEqual([
      ['yes', 'needs-approval'],
      ['no', 'clear'],
      ['not known', 'undecided'],
    ]);
  });

  test('host, act and day come first; the day shows when the law changes', () => {
    expect(ask({}).name).toBe('host');
    expect(ask({ host: 'MNG' }).name).toBe('act');
    const day = ask({ host: 'MNG', act: 'contract' });
    expect(day.name).toBe('asOf');
    expect(said(day)).toEqual([
      ['before 3 December 2017', 'clear'],
      ['on 3 December 2017 or later', 'open'],
    ]);
  });

  test('a pending procedure is an answer of its own: whether return is prohibited is not asked', () => {
    const input = {
      host: 'CHE',
      act: 'remain',
      asOf: '2020-01-01',
      worker: { nationalities: ['PRK'], earnsIncome: true, immunity: false, protectionAssessment: 'pending' },
    };
    expect(interviewOf(labour.programme).next(begin(labour, input))).toBeNull();
  });

  test('an approval whose day nobody knows is asked for once more, not for ever', () => {
    const input = {
      host: 'CHE',
      act: 'authorise',
      asOf: '2017-08-20',
      worker: { nationalities: ['PRK'] },
      register: { headroom: 0 },
      approvals: [{ committee: '1718', approvedOn: null }],
    };
    const interview = interviewOf(labour.programme);
    const start = begin(labour, input);
    expect(interview.next(start)?.name).toBe('approvals');
    const again = withAnswer(start, labour.programme.vocabulary, { name: 'approvals', value: [{ committee: '1718', approvedOn: null }] });
    expect(interview.next(again)).toBeNull();
  });

  test('with the day of departure as its goal it goes on where the outcome alone would end', () => {
    const start = begin(labour, { host: 'CHE', act: 'remain', asOf: '2018-02-05', worker: { nationalities: ['PRK'], earnsIncome: true } });
    expect(interviewOf(labour.programme).next(start)).toBeNull();
    const question = interviewOf(labour.programme, 'departure').next(start);
    expect(question?.answers.map(({ label, leadsTo, returnBy }) => [label, leadsTo, returnBy])).toEqual([
      ['yes', 'clear', null],
      ['no', 'open', null],
      ['not known', 'open', null],
    ]);
    const last = interviewOf(labour.programme, 'departure').next(
      begin(labour, {
        host: 'CHE',
        act: 'remain',
        asOf: '2018-02-05',
        worker: { nationalities: ['PRK'], earnsIncome: true, returnProhibited: false },
      }),
    );
    expect(last?.answers.map(({ label, returnBy }) => [label, returnBy])).toContainEqual(['no', '2019-12-22']);
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { aCase, daysAround, POOL } from '../../../test/agreement/cases.ts';
import { loadRegimes } from '../../files/law/load.ts';
import { ACTS } from '../../law/vocabulary.ts';
import type { Case, FactValue } from '../case.ts';
import { type Compiled, compile } from '../compile.ts';
import { doorOf } from '../door.ts';
import type { Outcome } from '../settle.ts';
import { type Interview, type InterviewQuestion, interviewOf } from './interview.ts';
import { isQuestionOfLaw, type Progress, withAnswer } from './progress.ts';

let labour: Compiled;
let both: Compiled;
beforeAll(async () => {
  labour = compile(await loadRegimes());
  both = compile(await loadRegimes({ regimes: ['dprk-labour', 'asset-freeze'] }));
});

function begin({ programme }: Compiled, input: object): Progress {
  const door = doorOf(
    programme.vocabulary,
    programme.questions.map((question) => question.id),
  );
  return { case: door.inspect(input).case, declined: [] };
}

function answerIn({ programme }: Compiled, full: Case, name: string): FactValue {
  if (isQuestionOfLaw(name)) return full.assumed[name.replace('interpretation.', '')] ?? null;
  return full.values[programme.names.fact(name)] ?? null;
}

/** Asks until nothing is left to ask, answering from a full case. */
function hold(law: Compiled, interview: Interview, start: Progress, full: Case): { asked: InterviewQuestion[]; end: Progress } {
  const asked: InterviewQuestion[] = [];
  let progress = start;
  for (let question = interview.next(progress); question !== null; question = interview.next(progress)) {
    asked.push(question);
    if (asked.length > 40) throw new Error(`It asks without end: ${asked.map(({ name }) => name).join(', ')}`);
    progress = withAnswer(progress, law.programme.vocabulary, { name: question.name, value: answerIn(law, full, question.name) });
  }
  return { asked, end: progress };
}

const pool = { ...POOL, hosts: ['MNG', 'POL', 'GBR', 'CHE'], codes: ['PRK', 'MNG', 'POL', 'GBR', 'KOR'] };
const days = daysAround(['2017-08-05', '2017-09-11', '2017-12-03', '2019-12-22']);

describe.each(['dprk-labour', 'both regimes'])('every interview under %s', (which) => {
  const lawOf = (): Compiled => (which === 'dprk-labour' ? labour : both);
  const aFullCase = (): fc.Arbitrary<Case> => {
    const { programme } = lawOf();
    const ids = programme.questions.map((question) => question.id);
    const { assessment, returnProhibited } = programme.at;
    const settles: Readonly<Record<string, boolean | null>> = { pending: null, upheld: true, refused: false };
    return aCase(programme.vocabulary, ids, { ...pool, dates: days }, { gapsInLists: false }).map((full) => {
      // As the door leaves it: the procedure settles whether return is prohibited.
      const settled = settles[String(full.values[assessment])];
      return settled === undefined ? full : { ...full, values: full.values.with(returnProhibited, settled) };
    });
  };

  test('ends in the outcome of the full case, asks nothing twice and no more than it said', () => {
    const law = lawOf();
    const interview = interviewOf(law.programme);
    const { at } = law.programme;
    fc.assert(
      fc.property(aFullCase(), (full) => {
        const start: Progress = {
          case: {
            id: null,
            values: full.values.map((value, i) => (i === at.host || i === at.act || i === at.asOf ? value : null)),
            assumed: {},
          },
          declined: [],
        };
        const { asked, end } = hold(law, interview, start, full);
        const names = asked.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        expect(law.settle(end.case).outcome).toBe(law.settle(full).outcome);
        if (names.every((name) => answerIn(law, full, name) !== null)) expect(names.length).toBeLessThanOrEqual(asked[0]?.most ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  test('from any half-filled case it ends in the outcome of the full one', () => {
    const law = lawOf();
    const interview = interviewOf(law.programme);
    const { at } = law.programme;
    fc.assert(
      fc.property(aFullCase(), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (full, keep) => {
        const values = full.values.map((value, i) => (i === at.host || i === at.act || i === at.asOf || keep[i] === true ? value : null));
        const { asked, end } = hold(law, interview, { case: { id: null, values, assumed: {} }, declined: [] }, full);
        expect(law.settle(end.case).outcome).toBe(law.settle(full).outcome);
        for (const { name } of asked) if (!isQuestionOfLaw(name)) expect(values[law.programme.names.fact(name)]).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  test('each question can matter: some way of answering the rest makes its answers differ', () => {
    const law = lawOf();
    const interview = interviewOf(law.programme);
    const { at } = law.programme;
    fc.assert(
      fc.property(aFullCase(), (full) => {
        const values = full.values.map((value, i) => (i === at.host || i === at.act || i === at.asOf ? value : null));
        let progress: Progress = { case: { id: null, values, assumed: {} }, declined: [] };
        for (let question = interview.next(progress); question !== null; question = interview.next(progress)) {
          expect(canMatter(law, interview, progress, question)).toBe(true);
          progress = withAnswer(progress, law.programme.vocabulary, { name: question.name, value: answerIn(law, full, question.name) });
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** Whether two ways of answering a question can lead to different ends, by walking all interviews that follow. */
function canMatter(law: Compiled, interview: Interview, progress: Progress, question: InterviewQuestion): boolean {
  const ends = question.answers.map(({ example }) =>
    endsOf(law, interview, withAnswer(progress, law.programme.vocabulary, { name: question.name, value: example })),
  );
  return new Set(ends.map((end) => [...end].sort().join())).size > 1 || ends.some((end) => end.size > 1);
}

function endsOf(law: Compiled, interview: Interview, progress: Progress): Set<Outcome> {
  const question = interview.next(progress);
  if (question === null) return new Set([law.settle(progress.case).outcome]);
  return new Set(
    question.answers.flatMap(({ example }) => [
      ...endsOf(law, interview, withAnswer(progress, law.programme.vocabulary, { name: question.name, value: example })),
    ]),
  );
}

/** Every way through an interview, each class of answers once: the most questions asked, without and with "not known". */
function depthOf(law: Compiled, interview: Interview, progress: Progress, alsoUnknown: boolean): number {
  const question = interview.next(progress);
  if (question === null) return 0;
  const answers = question.answers.filter(({ example }) => alsoUnknown || example !== null);
  return (
    1 +
    Math.max(
      ...answers.map(({ example }) =>
        depthOf(law, interview, withAnswer(progress, law.programme.vocabulary, { name: question.name, value: example }), alsoUnknown),
      ),
    )
  );
}

describe('how many questions the shipped law needs after host, act and day', () => {
  const HOSTS = ['MNG', 'POL', 'GBR', 'CHE'];
  const DAYS = ['2017-08-04', '2017-09-10', '2017-10-01', '2017-12-07', '2018-02-05', '2018-06-03', '2019-12-22', '2021-06-01'];
  // An upper bound: a change of the law or of the search that needs one question more is seen here.
  const MOST: Readonly<Record<string, number>> = { authorise: 7, renew: 8, contract: 2, employ: 5, remain: 5 };
  const MOST_UNKNOWN: Readonly<Record<string, number>> = { authorise: 7, renew: 8, contract: 2, employ: 5, remain: 5 };

  test.each(ACTS)('%s: the worst of all answers, and of all answers with "not known" among them', (act) => {
    const interview = interviewOf(labour.programme);
    const starts = HOSTS.flatMap((host) => DAYS.map((asOf) => begin(labour, { host, act, asOf })));
    expect(Math.max(...starts.map((start) => depthOf(labour, interview, start, false)))).toBe(MOST[act]);
    expect(Math.max(...starts.map((start) => depthOf(labour, interview, start, true)))).toBe(MOST_UNKNOWN[act]);
  });

  test('what it promises is the worst that happens', () => {
    const interview = interviewOf(labour.programme);
    for (const host of HOSTS)
      for (const act of ACTS) {
        const start = begin(labour, { host, act, asOf: '2018-02-05' });
        expect(depthOf(labour, interview, start, false)).toBe(interview.next(start)?.most ?? 0);
      }
  });
});

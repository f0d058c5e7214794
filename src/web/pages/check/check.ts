import type { Actor } from '../../../access/actor.ts';
import type { Compiled } from '../../../decide/compile.ts';
import type { Answer } from '../../../decide/interview/progress.ts';
import type { RawCase } from '../../../decide/interview/sitting.ts';
import { citeWords } from '../../../decide/words/decision.ts';
import { InputRefused } from '../../../office/errors.ts';
import { countryCodes } from '../../../values/countries.ts';
import { type Model, type Answer as PageAnswer, view } from '../../answer.ts';
import { openPage, type Page } from '../../page.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';
import { questionModel, questionText, valueWords } from './asked.ts';
import { answered } from './given.ts';
import { answersIn, type Inquiry, inquire } from './inquiry.ts';

type Open = Visit<Actor | null>;

/** What anybody may ask about before they do it. */
const ASKED = ['contract', 'authorise', 'renew', 'employ'] as const;

/**
 * "May I sign this contract?", for anybody. Every answer travels in the form itself: no cookie, no record and no log line holds one, and
 * none stands in an address.
 */
export const checkPages: readonly Page[] = [
  openPage('/check', async (visit) => view('pages/check/begin', { ...beginModel(visit), given: { nationality: '' }, problems: [] })),
  { method: 'POST', path: '/check', by: 'everybody', run: check },
];

async function check(visit: Open): Promise<PageAnswer> {
  const { form, words, office } = visit;
  const act = ASKED.find((one) => one === form.text('act'));
  const nationalities = form.all('nationality').filter((code) => countryCodes.includes(code));
  if (act === undefined || nationalities.length === 0 || form.has('restart')) {
    const problems = form.has('restart') ? [] : beginProblems(words, act, nationalities);
    return view('pages/check/begin', { ...beginModel(visit), given: form.values, problems }, problems.length > 0 ? 422 : 200);
  }
  const { compiled } = await office.law(office.store.db);
  const begun: RawCase = { host: office.host, act, asOf: visit.today, worker: { nationalities } };
  const before = answersIn(form.maybe('answers'));
  const base = { act, nationalities: nationalities.map((code) => ({ code, name: words.country(code) })) };
  try {
    const answers = answered(compiled, begun, before, form);
    return shown(visit, compiled, base, inquire(compiled, begun, answers));
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    const problems = error.problems.map(({ field, reason, remedy }) => ({ field, text: `${reason} ${remedy}`, code: error.code }));
    return shown(visit, compiled, base, inquire(compiled, begun, isGood(compiled, begun, before) ? before : []), problems);
  }
}

function isGood(law: Compiled, begun: RawCase, answers: readonly Answer[]): boolean {
  try {
    inquire(law, begun, answers);
    return true;
  } catch (error) {
    if (error instanceof InputRefused) return false;
    throw error;
  }
}

function shown(visit: Open, law: Compiled, base: Model, inquiry: Inquiry, problems: readonly object[] = []): PageAnswer {
  const { words, form } = visit;
  const { answers, next, decision } = inquiry;
  const common = {
    ...base,
    host: words.country(visit.office.host),
    answersJson: JSON.stringify(answers),
    told: answers.map((answer, at) => ({ at, text: questionText(law, answer.name), answer: valueWords(answer, words) })),
    problems,
    given: problems.length > 0 ? form.values : {},
  };
  if (next !== null)
    return view(
      'pages/check/question',
      { ...common, question: questionModel(next, words), at: answers.length + 1 },
      problems.length > 0 ? 422 : 200,
    );
  const all = law.programme.forHost(decision.host).all;
  const paragraphs = decision.provisions
    .filter(({ value, strength }) => value !== 'false' && strength !== 'clear')
    .flatMap(({ id, cite, layer, value }) => {
      const rule = all.find((provision) => provision.rule.id === id)?.rule;
      return rule === undefined ? [] : [{ id, cite: citeWords(cite), words: rule.words.en, layer, value }];
    });
  return view('pages/check/answer', {
    ...common,
    decision: {
      outcome: decision.outcome,
      un: decision.un.outcome,
      national: decision.national.outcome,
      gap: decision.gap,
      asOf: decision.asOf,
    },
    sentences: decision.words,
    // A contract lets nobody work by itself: what the permit would meet is said at once.
    permit: decision.act === 'contract' ? inquire(law, { ...inquiry.begun, act: 'authorise' }, answers).decision.outcome : null,
    paragraphs,
    versions: decision.law.map(({ regime, sha256 }) => `${regime} ${sha256.slice(0, 12)}`).join(', '),
  });
}

function beginModel({ words, office }: Open): Model {
  const sorted = countryCodes
    .map((value) => ({ value, text: words.country(value) }))
    .sort((a, b) => new Intl.Collator(words.locale).compare(a.text, b.text));
  return {
    host: words.country(office.host),
    acts: ASKED.map((value) => ({ value, text: words.t(`check.act-${value}`), hint: words.t(`check.act-${value}-hint`) })),
    countries: [...sorted.filter(({ value }) => value === 'PRK'), ...sorted.filter(({ value }) => value !== 'PRK')],
  };
}

function beginProblems({ t }: Words, act: string | undefined, nationalities: readonly string[]): readonly object[] {
  return [
    ...(act === undefined ? [{ field: 'act', text: t('check.choose-act'), code: 'check' }] : []),
    ...(nationalities.length === 0 ? [{ field: 'nationality', text: t('check.choose-nationality'), code: 'check' }] : []),
  ];
}

import type { Actor } from '../../../access/actor.ts';
import type { Compiled } from '../../../decide/compile.ts';
import type { InterviewQuestion, PossibleAnswer } from '../../../decide/interview/interview.ts';
import type { Answer } from '../../../decide/interview/progress.ts';
import type { RawCase } from '../../../decide/interview/sitting.ts';
import { citeWords } from '../../../decide/words/decision.ts';
import { InputRefused } from '../../../office/errors.ts';
import { countryCodes } from '../../../values/countries.ts';
import { type Model, type Answer as PageAnswer, view } from '../../answer.ts';
import type { Given } from '../../given.ts';
import { openPage, type Page } from '../../page.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';
import { answersIn, type Inquiry, inquire, taken } from './inquiry.ts';

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

/** The answers before, with the one that was just given; or as many as stand before the one that is to be changed. */
function answered(law: Compiled, begun: RawCase, before: readonly Answer[], form: Given): readonly Answer[] {
  const back = form.maybe('change');
  if (back !== undefined) return before.slice(0, Math.max(0, Number.parseInt(back, 10) || 0));
  const name = form.maybe('question');
  if (name === undefined) return before;
  const { next } = inquire(law, begun, before);
  // A form that was sent twice, or from a page of before: what it answers is asked no more.
  if (next === null || next.name !== name) return before;
  return [...before, answerOf(law, begun, before, next, form)];
}

function answerOf(law: Compiled, raw: RawCase, answers: readonly Answer[], question: InterviewQuestion, form: Given): Answer {
  const { name, type } = question;
  const chosen = form.maybe('answer');
  if (chosen === 'unknown' || form.has('unknown')) return { name, value: null };
  const value = type === 'date' ? form.date('answer') : chosenValue(type, chosen, form);
  if (value === undefined)
    throw new InputRefused([
      { field: 'answer', reason: 'Nothing was answered.', remedy: 'Choose an answer, or say that it is not known.' },
    ]);
  return taken(law, { raw, answers }, name, value);
}

function chosenValue(type: InterviewQuestion['type'], chosen: string | undefined, form: Given): unknown {
  if (type === 'countries') {
    const codes = form.all('answer').filter((code) => code !== 'unknown');
    return codes.length === 0 ? undefined : codes;
  }
  if (type === 'approvals') {
    if (chosen === 'none') return [];
    const [committee, approvedOn] = [form.maybe('committee'), form.date('approvedOn')];
    return committee === undefined && approvedOn === undefined
      ? undefined
      : [{ committee: committee ?? null, approvedOn: approvedOn ?? null }];
  }
  if (chosen === undefined) return undefined;
  if (type === 'bool') return chosen === 'true';
  return type === 'integer' && /^-?\d+$/.test(chosen) ? Number(chosen) : chosen;
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

function questionText(law: Compiled, name: string): string {
  const question = law.programme.questions.find(({ id }) => name === `interpretation.${id}`);
  return question?.words.en ?? law.programme.vocabulary.facts.find((fact) => fact.name === name)?.question.en ?? name;
}

function questionModel({ name, about, type, values, text, answers, positions, most }: InterviewQuestion, words: Words): Model {
  const lead = (answer: PossibleAnswer | undefined): string | undefined =>
    answer === undefined ? undefined : words.t('check.then', { leads: leadWords(answer, words) });
  const unknown = answers.find(({ example }) => example === null);
  const closed = type === 'bool' ? [true, false] : values;
  const choices = closed?.map((value) => {
    const found =
      answers.find(({ example }) => example === value) ?? answers.find(({ label }) => label.split(' or ').includes(String(value)));
    const hint = lead(found);
    return {
      value: String(value),
      text:
        type === 'bool'
          ? words.t(value === true ? 'check.yes' : 'check.no')
          : (words.maybe(`check.value-${String(value)}`) ?? String(value)),
      ...(hint === undefined ? {} : { hint }),
    };
  });
  return {
    name,
    isLaw: about === 'law',
    type,
    text,
    choices: choices ?? null,
    unknownLeads: lead(unknown) ?? '',
    hasUnknown: unknown !== undefined,
    leads: answers.filter(({ example }) => example !== null).map((answer) => ({ label: answer.label, leads: leadWords(answer, words) })),
    positions: positions.map(({ by, on, words: said }) => ({ by, on: on === null ? null : words.date(on), text: said.en })),
    most,
  };
}

/** "Clear", "Barred; the last lawful day is 22 December 2019", "at most 3 more questions". */
function leadWords({ leadsTo, more, returnBy }: PossibleAnswer, { t, date }: Words): string {
  if (leadsTo === 'open') return more === null ? t('check.more-unknown') : t('check.more', { n: more });
  const outcome = t(`terms.outcome-${leadsTo}`);
  return returnBy === null ? outcome : t('check.leads-until', { outcome, day: date(returnBy) });
}

function valueWords({ value }: Answer, { t, date, country, maybe }: Words): string {
  if (value === null) return t('check.not-known');
  if (typeof value === 'boolean') return t(value ? 'check.yes' : 'check.no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : (maybe(`check.value-${value}`) ?? value);
  if (value.length === 0) return t('check.none');
  return value
    .map((one) =>
      typeof one === 'object' && one !== null
        ? `${one.committee ?? t('check.not-known')}, ${one.approvedOn === null ? t('check.not-known') : date(one.approvedOn)}`
        : country(String(one)),
    )
    .join(', ');
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

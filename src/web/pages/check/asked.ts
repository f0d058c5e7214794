import type { Compiled } from '../../../decide/compile.ts';
import type { InterviewQuestion, PossibleAnswer } from '../../../decide/interview/interview.ts';
import type { Answer } from '../../../decide/interview/progress.ts';
import type { Model } from '../../answer.ts';
import { leadWords } from '../../law/interview.ts';
import type { Words } from '../../words/words.ts';

/** A question in the words of the law. */
export function questionText(law: Compiled, name: string): string {
  const question = law.programme.questions.find(({ id }) => name === `interpretation.${id}`);
  return question?.words.en ?? law.programme.vocabulary.facts.find((fact) => fact.name === name)?.question.en ?? name;
}

/** A question as its page shows it: what is asked, the answers to choose, and what each would give. */
export function questionModel({ name, about, type, values, text, answers, positions, most }: InterviewQuestion, words: Words): Model {
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

/** An answer as somebody would say it. */
export function valueWords({ value }: Answer, { t, date, country, maybe }: Words): string {
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

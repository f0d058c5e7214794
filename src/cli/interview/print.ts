import type { FactValue } from '../../decide/case.ts';
import type { InterviewQuestion, PossibleAnswer } from '../../decide/interview/interview.ts';
import { spokenDate } from '../../values/dates.ts';
import type { Paper } from '../paper.ts';

/** A question for a person who reads: its number, what it is about, and what each answer would give. */
export function printQuestion(question: InterviewQuestion, number: number, paper: Paper): void {
  paper.prose(paper.style('bold', questionText(question)), { bullet: `${number}. ` });
  paper.prose(paper.style('dim', `${question.name}${leftWords(question)}`), { indent: 3 });
  for (const { by, on, words } of question.positions)
    paper.prose(`${by}${on === null ? '' : `, ${spokenDate(on)}`}: ${words.en}`, { indent: 3, bullet: '- ' });
  for (const answer of question.answers) paper.prose(`${answer.label}: ${leadWords(answer)}`, { indent: 3, bullet: '• ' });
}

/** A question of law is put as an assumption, so that nobody takes the answer for a fact. */
export function questionText({ about, text }: InterviewQuestion): string {
  return about === 'law' ? `An open question of law; an answer is an assumption of yours. ${text}` : text;
}

/** "clear", "clear, last lawful day 22 December 2019", "at most 3 more questions". */
export function leadWords({ leadsTo, more, returnBy }: PossibleAnswer): string {
  if (leadsTo === 'open') return more === null ? 'more questions' : more === 1 ? 'one more question' : `at most ${more} more questions`;
  return returnBy === null ? leadsTo : `${leadsTo}, the last lawful day is ${spokenDate(returnBy)}`;
}

function leftWords({ most }: InterviewQuestion): string {
  return most === null ? '' : most === 1 ? ', the last question' : `, at most ${most} questions are left`;
}

export function answerWords(value: FactValue): string {
  if (value === null) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return 'none';
  return value
    .map((item) =>
      typeof item === 'object' && item !== null
        ? `${item.committee ?? 'not known'} on ${item.approvedOn ?? 'a day not known'}`
        : String(item),
    )
    .join(', ');
}

import type { Compiled } from '../../../decide/compile.ts';
import type { InterviewQuestion } from '../../../decide/interview/interview.ts';
import type { Answer } from '../../../decide/interview/progress.ts';
import type { RawCase } from '../../../decide/interview/sitting.ts';
import { InputRefused } from '../../../office/errors.ts';
import type { Given } from '../../given.ts';
import { inquire, taken } from './inquiry.ts';

/** The answers before, with the one that was just given; or as many as stand before the one that is to be changed. */
export function answered(law: Compiled, begun: RawCase, before: readonly Answer[], form: Given): readonly Answer[] {
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

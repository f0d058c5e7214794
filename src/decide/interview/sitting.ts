import { REQUIRED_FACTS } from '../../law/vocabulary.ts';
import type { Compiled } from '../compile.ts';
import { type Door, doorOf } from '../door.ts';
import { CaseRefused } from '../problems.ts';
import type { Interview } from './interview.ts';
import { type Answer, isQuestionOfLaw, type Progress } from './progress.ts';

/** A case as JSON, on its way to being whole. */
export type RawCase = Readonly<Record<string, unknown>>;

/** An interview at work: the case it began with, its door and its questions. */
export interface Sitting {
  readonly raw: RawCase;
  readonly door: Door;
  readonly interview: Interview;
}

/** The door for a case that is not whole yet. */
export function doorFor({ programme }: Compiled): Door {
  return doorOf(
    programme.vocabulary,
    programme.questions.map((question) => question.id),
  );
}

/** Reads a case in which host, act or day may still be missing. @throws CaseRefused for everything else that is wrong */
export function admitPart(door: Door, raw: unknown): Progress['case'] {
  const inspected = door.inspect(raw);
  const problems = inspected.problems.filter(
    ({ code, field }) => code !== 'missing' || !(REQUIRED_FACTS as readonly string[]).includes(field),
  );
  if (problems.length > 0) throw new CaseRefused(problems);
  return inspected.case;
}

/** The case with answers put in; "not known" leaves its field as it is. */
export function withAnswers(raw: RawCase, answers: readonly Answer[]): RawCase {
  return answers.reduce((sum, { name, value }) => (value === null ? sum : put(sum, name, value)), raw);
}

/** Sets a dotted name: `worker.earnsIncome`, `interpretation.<id>`, `asOf`. */
export function put(raw: RawCase, name: string, value: unknown): RawCase {
  const dot = name.indexOf('.');
  if (dot < 0) return { ...raw, [name]: value };
  const head = name.slice(0, dot);
  const group = raw[head];
  const fields = typeof group === 'object' && group !== null ? group : {};
  return { ...raw, [head]: { ...fields, [name.slice(dot + 1)]: value } };
}

/** Where the interview stands after these answers. */
export function progressWith(door: Door, raw: RawCase, answers: readonly Answer[]): Progress {
  return { case: admitPart(door, withAnswers(raw, answers)), declined: declinedIn(answers) };
}

/** An approval without its day or committee is the best that is known: it is not asked for again. */
function declinedIn(answers: readonly Answer[]): readonly string[] {
  return answers.flatMap(({ name, value }) => (value === null || (Array.isArray(value) && !isQuestionOfLaw(name)) ? [name] : []));
}

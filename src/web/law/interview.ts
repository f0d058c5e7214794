import type { Compiled } from '../../decide/compile.ts';
import { type Interview, interviewOf, type PossibleAnswer } from '../../decide/interview/interview.ts';
import type { Words } from '../words/words.ts';

/** Planning the questions takes a while, and is the same for everybody under one law. */
const INTERVIEWS = new WeakMap<Compiled, Interview>();

export function interviewUnder(law: Compiled): Interview {
  const known = INTERVIEWS.get(law) ?? interviewOf(law.programme);
  INTERVIEWS.set(law, known);
  return known;
}

/** What an answer leads to: "Clear", "Barred; the last lawful day is 22 December 2019", "at most 3 more questions". */
export function leadWords({ leadsTo, more, returnBy }: PossibleAnswer, { t, date }: Words): string {
  if (leadsTo === 'open') return more === null ? t('check.more-unknown') : t('check.more', { n: more });
  const outcome = t(`terms.outcome-${leadsTo}`);
  return returnBy === null ? outcome : t('check.leads-until', { outcome, day: date(returnBy) });
}

import { type InputProblem, InputRefused } from '../../office/errors.ts';
import { addToDate, type IsoDate, spokenDate } from '../../values/dates.ts';
import type { Span } from '../cap/headroom.ts';
import { lastDayOf, type ValidityRule } from './validity.ts';

/** What decides for which days an authorisation would be given. */
export interface TermQuestion {
  /** The day on which it is given. */
  readonly today: IsoDate;
  /** What the officer writes, where they write it. */
  readonly validFrom?: IsoDate | undefined;
  readonly validTo?: IsoDate | undefined;
  readonly wantedFrom: IsoDate | null;
  readonly wantedTo: IsoDate | null;
  /** The last day of the permit that is renewed. */
  readonly renewsLastDay: IsoDate | null;
  readonly contractEndsOn: IsoDate | null;
  readonly rule: ValidityRule | null;
}

/**
 * The days of an authorisation: from the day wanted, never before today nor within the permit that is renewed, to the earliest of the day
 * wanted, the end of the contract and the longest that the host gives. `to` is null where nothing says it.
 */
export function termOf(question: TermQuestion): { readonly from: IsoDate; readonly to: IsoDate | null } {
  const { today, wantedFrom, wantedTo, renewsLastDay, contractEndsOn, rule } = question;
  const afterOld = renewsLastDay === null ? null : addToDate(renewsLastDay, 'days', 1);
  const from = question.validFrom ?? latest([today, wantedFrom, afterOld]) ?? today;
  if (question.validTo !== undefined) return { from, to: question.validTo };
  const ends = [wantedTo, contractEndsOn, rule === null ? null : lastDayOf(from, rule.monthsMax)];
  return { from, to: earliest(ends.filter((day) => day === null || day >= from)) };
}

/** The same for an authorisation that is really given. @throws InputRefused naming every day that cannot be */
export function grantableTerm(question: TermQuestion): Span {
  const { today, renewsLastDay, rule } = question;
  const { from, to } = termOf(question);
  const problems: InputProblem[] = [];
  const refuse = (field: string, reason: string, remedy: string): number => problems.push({ field, reason, remedy });
  if (from < today)
    refuse('validFrom', `It lies before today, ${spokenDate(today)}.`, 'A permit begins on the day on which it is given, or later.');
  if (renewsLastDay !== null && from <= renewsLastDay)
    refuse('validFrom', `The permit that is renewed stands until ${spokenDate(renewsLastDay)}.`, 'Begin on the day after it.');
  if (to === null) refuse('validTo', 'Nothing says when it ends.', 'Give its last lawful day.');
  else if (to < from) refuse('validTo', 'It lies before the first day.', 'Both ends are lawful days; the last is not before the first.');
  else if (rule !== null && to > lastDayOf(from, rule.monthsMax))
    refuse(
      'validTo',
      `The host authorises for ${rule.monthsMax} months at most, until ${spokenDate(lastDayOf(from, rule.monthsMax))}.`,
      `Give an earlier day. The rule: ${rule.source}.`,
    );
  if (problems.length > 0 || to === null) throw new InputRefused(problems);
  return { from, to };
}

const known = (days: readonly (IsoDate | null)[]): IsoDate[] => days.filter((day) => day !== null).sort();
export const earliest = (days: readonly (IsoDate | null)[]): IsoDate | null => known(days)[0] ?? null;
const latest = (days: readonly (IsoDate | null)[]): IsoDate | null => known(days).at(-1) ?? null;

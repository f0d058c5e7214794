import { byCodePoint } from '../values/canonical.ts';
import { addToDate, type IsoDate } from '../values/dates.ts';

/** From which day a period runs. A record that has no such day yet is never due. */
export type RunsFrom = 'ended' | 'settled' | 'departed' | 'expired' | 'recorded';

export interface RetentionRule {
  readonly recordClass: string;
  readonly years: number;
  readonly runsFrom: RunsFrom;
  readonly reason: string;
}

/**
 * How long personal data stays readable, a class a line. These are defaults of the product, not law: a ministry replaces them by its
 * own (`retention` in the configuration), with its own statute as the reason. They say when something is *due*; erasing is the act of a person.
 */
export const DEFAULT_RETENTION: readonly RetentionRule[] = [
  {
    recordClass: 'worker',
    years: 10,
    runsFrom: 'ended',
    reason: 'Pay, social insurance and injury claims are brought years after the work; the last permit or contract starts the period.',
  },
  {
    recordClass: 'refused-application',
    years: 3,
    runsFrom: 'settled',
    reason: 'Long enough for an appeal and for a second application to be compared with the first.',
  },
  {
    recordClass: 'withdrawn-application',
    years: 1,
    runsFrom: 'settled',
    reason: 'Nothing was decided, so little needs to be shown later.',
  },
  {
    recordClass: 'departure',
    years: 10,
    runsFrom: 'departed',
    reason: 'A state is asked for years what became of its duty of return; counts stay for ever, names do not.',
  },
  {
    recordClass: 'protection',
    years: 10,
    runsFrom: 'ended',
    reason: 'Who was protected may need it shown again; who reads it is limited to the compartment all that time.',
  },
  {
    recordClass: 'committee-approval',
    years: 10,
    runsFrom: 'expired',
    reason: 'The Committee may ask under which approval somebody worked.',
  },
  {
    recordClass: 'reading-of-personal-data',
    years: 5,
    runsFrom: 'recorded',
    reason: 'A person may ask who read their data; an inquiry into misuse rarely reaches further back.',
  },
];

/** A record as retention sees it: what class, and on which day its period began; null while it has not. */
export interface Kept {
  readonly id: string;
  readonly recordClass: string;
  readonly from: IsoDate | null;
}

export interface Due {
  readonly id: string;
  readonly recordClass: string;
  /** The first day on which it may be erased. */
  readonly dueOn: IsoDate;
  readonly reason: string;
}

/**
 * The first day on which a record may go: the period is over when its last day is. A period from 29 February ends on 28 February.
 * @returns null while the period has not begun, or where it ends beyond the year 9999
 */
export function dueOn(rule: RetentionRule, from: IsoDate | null): IsoDate | null {
  const last = from === null ? null : addToDate(from, 'years', rule.years);
  return last === null ? null : addToDate(last, 'days', 1);
}

/**
 * What is due on a day, the longest due first. A class without a rule is never due: what nobody thought of is kept, not lost.
 * @param rules the later of two rules for one class holds, so that a ministry's own may simply be put behind the defaults
 */
export function dueOnDay(kept: readonly Kept[], day: IsoDate, rules: readonly RetentionRule[] = DEFAULT_RETENTION): Due[] {
  const ruleOf = new Map(rules.map((rule) => [rule.recordClass, rule]));
  const due = kept.flatMap(({ id, recordClass, from }): Due[] => {
    const rule = ruleOf.get(recordClass);
    const on = rule === undefined ? null : dueOn(rule, from);
    return rule === undefined || on === null || on > day ? [] : [{ id, recordClass, dueOn: on, reason: rule.reason }];
  });
  return due.sort((a, b) => byCodePoint(a.dueOn, b.dueOn) || byCodePoint(a.id, b.id));
}

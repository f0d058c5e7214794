import type { Exception, Provision } from '../law/regime.ts';
import { addToDate, type IsoDate, spokenDate } from '../values/dates.ts';
import { figure } from '../values/figures.ts';
import type { Change } from './changes.ts';

/** Stands beside every number of a comparison. */
export const NOTICE =
  'A draft decides nothing. This compares the law in force with a text that is not law; every decision stays as the law in force gives it.';

/** What a draft changes in one provision, a sentence each. */
export function saysOf({ before, after }: Change): readonly string[] {
  if (before === null) return after === null ? [] : [`It is new, in force from ${spokenDate(after.inForce.from)}.`, ...dutyOf(after)];
  if (after === null) return ['It is left out.'];
  const says: string[] = [];
  if (after.duty?.by !== before.duty?.by)
    says.push(
      after.duty === null
        ? 'The duty to leave falls away.'
        : before.duty === null
          ? `A duty to leave is added, with ${spokenDate(after.duty.by)} as its last lawful day.`
          : `The last lawful day is ${spokenDate(after.duty.by)} instead of ${spokenDate(before.duty.by)}.`,
    );
  if (after.strength !== before.strength && after.strength !== null)
    says.push(after.strength === 'barred' ? 'It bars, and no approval opens it.' : 'It leaves the case open to an approval in advance.');
  if (after.basis !== before.basis) says.push(`It rests on ${basisOf(after)} instead of ${basisOf(before)}.`);
  if (after.inForce.from !== before.inForce.from)
    says.push(`It begins on ${spokenDate(after.inForce.from)} instead of ${spokenDate(before.inForce.from)}.`);
  if (after.inForce.until !== before.inForce.until)
    says.push(after.inForce.until === null ? 'It no longer ends.' : `It ends with ${spokenDate(after.inForce.until)}.`);
  const acts = [actsOf(before), actsOf(after)];
  if (acts[0] !== acts[1]) says.push(`It governs ${acts[1]} instead of ${acts[0]}.`);
  if (after.when.source !== before.when.source) says.push('Whom it reaches is said otherwise.');
  says.push(...exceptionsChanged(before, after));
  return says.length > 0 ? says : ['Its details are changed.'];
}

function dutyOf({ duty }: Provision): readonly string[] {
  return duty === null ? [] : [`The last lawful day is ${spokenDate(duty.by)}.`];
}

function basisOf({ basis }: Provision): string {
  return basis === 'act'
    ? 'a published act'
    : basis === 'report'
      ? "the state's own report"
      : basis === 'statement'
        ? "an official's statement"
        : 'the Council';
}

function actsOf({ governs }: Provision): string {
  return listed(governs.map(({ act }) => act));
}

function exceptionsChanged(before: Provision, after: Provision): readonly string[] {
  const ids = (unless: readonly Exception[]): readonly string[] => unless.map(({ id }) => id);
  const gone = ids(before.unless).filter((id) => !ids(after.unless).includes(id));
  const young = ids(after.unless).filter((id) => !ids(before.unless).includes(id));
  return [
    ...(gone.length > 0 ? [`The exception ${listed(gone)} is left out.`] : []),
    ...(young.length > 0 ? [`The exception ${listed(young)} is new.`] : []),
  ];
}

/** The days from which a change matters, with what begins on each. Only days of the law are known here, not those of a case. */
export function daysOf({ before, after }: Change): readonly { readonly day: IsoDate; readonly words: string }[] {
  const starts = [before, after].flatMap((rule) => (rule === null ? [] : [rule.inForce.from])).sort();
  const [first, later] = [starts[0], starts.at(-1)];
  if (first === undefined || later === undefined) return [];
  const isInBoth = before !== null && after !== null && first === later;
  const days = [{ day: first, words: isInBoth ? 'it is in force' : `it is in force ${underOne(after?.inForce.from === first)}` }];
  if (isInBoth && before.duty !== null && after.duty !== null && before.duty.by !== after.duty.by)
    days[0] = { day: first, words: 'the two name different last days' };
  if (first !== later) days.push({ day: later, words: 'it is in force under both' });
  const [was, is] = [before?.duty ?? null, after?.duty ?? null];
  const ends = [...new Set([was?.by, is?.by].flatMap((by) => (by === undefined ? [] : [by])))].sort();
  const firstEnd = ends[0];
  if (firstEnd === undefined) return days;
  const [endsBefore, endsAfter] = [was?.by === firstEnd, is?.by === firstEnd];
  const past = addToDate(firstEnd, 'days', 1);
  if (past !== null)
    days.push({ day: past, words: `whoever has not left is barred ${endsBefore && endsAfter ? 'under both' : underOne(endsAfter)}` });
  const lastEnd = ends[1];
  const over = lastEnd === undefined ? null : addToDate(lastEnd, 'days', 1);
  if (over !== null) days.push({ day: over, words: 'whoever has not left is barred under both' });
  return days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function underOne(isDraft: boolean): string {
  return isDraft ? 'under the draft alone' : 'under the law in force alone';
}

/** "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

export function casesOf(count: number): string {
  return `${figure(count)} ${count === 1 ? 'case' : 'cases'}`;
}

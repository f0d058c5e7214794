import type { IsoDate } from '../values/dates.ts';
import type { Truth } from '../values/kleene.ts';

/** So many permits that are alike: first and last lawful day (`null`: not known), and whether their holders are counted. */
export interface PermitGroup {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly counts: Truth;
  readonly permits: number;
}

/** A number of which only the bounds are known: [certain, possible]. */
export type Bounds = readonly [number, number];

export interface CapDay {
  readonly day: IsoDate;
  /** How many stand on that day. */
  readonly standing: Bounds;
  /** How many more than on the day of the baseline. Tighter than the difference of two intervals: a permit that stands on both days adds nothing, whoever holds it. */
  readonly over: Bounds;
}

/**
 * The number of standing permits on each day after the baseline at which it may change, against the number on the baseline day itself.
 * The bounds are exact: some reading of what is unknown reaches each of them. A permit whose last day lies before its first stands on no day.
 * @param last no day after this one is looked at
 * @source S/RES/2371 (2017) ¶11: on no day more than on the day of adoption
 */
export function capSeries(
  groups: readonly PermitGroup[],
  baselineOn: IsoDate,
  last: IsoDate,
): { readonly baseline: Bounds; readonly days: readonly CapDay[] } {
  const b = numberOf(baselineOn);
  const end = numberOf(last);
  // Permits share their days: each is counted out once.
  const known = new Map<IsoDate, number>();
  const at = (day: IsoDate | null): number | null => {
    if (day === null) return null;
    let number = known.get(day);
    if (number === undefined) {
      number = numberOf(day);
      known.set(day, number);
    }
    return number;
  };
  const changes = new Map<number, Change>();
  let baseline: Bounds = [0, 0];
  for (const { from, to, counts, permits } of groups) {
    if (counts === false || permits === 0) continue;
    const span: Span = { from: at(from), to: at(to), counts };
    const [certain, possible] = standingOn(span, b);
    baseline = [baseline[0] + certain * permits, baseline[1] + possible * permits];
    let before: DayBounds = [0, 0, 0, 0];
    for (const day of breaksOf(span, b)) {
      if (day > end) break;
      const now: DayBounds = [...standingOn(span, day), ...overOn(span, b, day)];
      const change = changes.get(day) ?? [0, 0, 0, 0];
      changes.set(day, change);
      add(change, now, permits);
      add(change, before, -permits);
      before = now;
    }
  }
  const sums: Change = [0, 0, 0, 0];
  const days = [...changes.keys()]
    .sort((x, y) => x - y)
    .map((day): CapDay => {
      add(sums, changes.get(day) ?? [0, 0, 0, 0], 1);
      return { day: dayOf(day), standing: [sums[0], sums[1]], over: [sums[2], sums[3]] };
    });
  // Where as many end as begin, nothing has changed.
  return { baseline, days: days.filter((day, at) => at === 0 || !isSame(day, days[at - 1])) };
}

function isSame(a: CapDay, b: CapDay | undefined): boolean {
  return b !== undefined && [0, 1].every((i) => a.standing[i] === b.standing[i] && a.over[i] === b.over[i]);
}

/** What a day changes in the four sums: standing certainly and possibly, over certainly and possibly. */
type Change = [number, number, number, number];
type DayBounds = readonly [number, number, number, number];

function add(sums: Change, by: DayBounds, times: number): void {
  by.forEach((value, i) => {
    sums[i as 0 | 1 | 2 | 3] += value * times;
  });
}

interface Span {
  readonly from: number | null;
  readonly to: number | null;
  readonly counts: Truth;
}

/** Whether one permit stands on a day: [certainly, possibly] as 0 or 1. */
function standingOn({ from, to, counts }: Span, day: number): readonly [number, number] {
  if (from !== null && to !== null && from > to) return [0, 0];
  const isPossible = (from === null || from <= day) && (to === null || day <= to);
  // With one end unknown the known end alone is certain: a permit stands at least on it.
  const isCertain = isPossible && counts === true && ((from !== null && to !== null) || day === from || day === to);
  return [isCertain ? 1 : 0, isPossible ? 1 : 0];
}

/** The bounds of stands(day) − stands(baseline) for one permit, over every reading of what is unknown; `day` is after the baseline. */
function overOn(span: Span, b: number, day: number): readonly [number, number] {
  const { from, to, counts } = span;
  if (from !== null && to !== null && from > to) return [0, 0];
  let [least, most] = [1, -1];
  for (const difference of differences(from, to, b, day)) {
    least = Math.min(least, difference);
    most = Math.max(most, difference);
  }
  return counts === true ? [least, most] : [Math.min(least, 0), Math.max(most, 0)];
}

/** What the difference can be, going through the ways in which an unknown end can lie to the two days. */
function differences(from: number | null, to: number | null, b: number, day: number): number[] {
  const starts =
    from !== null ? [from] : [b, b + 1, day, day + 1].filter((start) => to === null || start <= to).concat(to === null ? [] : [to]);
  const found: number[] = [];
  for (const start of starts) {
    const ends = to !== null ? [to] : [start, b, day - 1, day].filter((end) => end >= start);
    for (const end of ends) found.push(stands(start, end, day) - stands(start, end, b));
  }
  return found;
}

function stands(from: number, to: number, day: number): number {
  return from <= day && day <= to ? 1 : 0;
}

/** The days after the baseline from which a permit's bounds may differ from those of the day before. */
function breaksOf({ from, to }: Span, b: number): readonly number[] {
  const days = [b + 1, ...[from, to].flatMap((day) => (day === null ? [] : [day, day + 1]))];
  return [...new Set(days)].filter((day) => day > b).sort((x, y) => x - y);
}

function numberOf(day: IsoDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(Temporal.PlainDate.from(day), { largestUnit: 'days' }).days;
}

function dayOf(number: number): IsoDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: number }).toString();
}

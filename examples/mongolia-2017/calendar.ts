/** A day as ISO text. Text order is day order, so days are compared as text and counted as Temporal.PlainDate. */
export type Day = string;

/** The day `count` days later, or earlier where `count` is negative. */
export function plusDays(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** The last day of a term of whole years that begins on `day`; both ends are lawful days. A term from 1 March ends on the last of February. */
export function lastDayOfTerm(day: Day, years: number): Day {
  return Temporal.PlainDate.from(day).add({ years }, { overflow: 'constrain' }).subtract({ days: 1 }).toString();
}

/** Whole days from one day to another; negative where the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

export function yearOf(day: Day): number {
  return Temporal.PlainDate.from(day).year;
}

/** Every day from `first` to `last`, both included. */
export function* everyDay(first: Day, last: Day): Generator<Day> {
  for (let day = first; day <= last; day = plusDays(day, 1)) yield day;
}

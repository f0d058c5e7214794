/**
 * Legal dates are ISO text, `YYYY-MM-DD`, years 0001 to 9999: they sort as text, carry no zone and survive every format.
 * Arithmetic goes through `Temporal.PlainDate`; months and years clamp down (31 August + 6 months = 28 February).
 */
export type IsoDate = string;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the text is a day that exists. Written by hand because every case passes here several times. */
export function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0));
}

/** The number that the ASCII digits spell, or -1 where another character stands. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export type DateUnit = 'days' | 'months' | 'years';

/** No two days of the years 0001 to 9999 lie further apart; Temporal throws where a sum leaves its own range. */
const LONGEST: Readonly<Record<DateUnit, number>> = { days: 3_652_425, months: 120_000, years: 10_000 };

/** @returns null where the result leaves the years 0001 to 9999: a date that cannot be said is unknown, not wrong. */
export function addToDate(date: IsoDate, unit: DateUnit, count: number): IsoDate | null {
  if (Math.abs(count) > LONGEST[unit]) return null;
  const sum = Temporal.PlainDate.from(date).add({ [unit]: count }, { overflow: 'constrain' });
  return sum.year < 1 || sum.year > 9999 ? null : sum.toString();
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export function weekday(date: IsoDate): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'Monday';
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** "22 December 2019": for sentences, in English, without asking the machine's locale. */
export function spokenDate(date: IsoDate): string {
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? '?'} ${Number(date.slice(0, 4))}`;
}

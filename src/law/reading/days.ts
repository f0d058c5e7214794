import { addToDate, daysBetween, type IsoDate, isIsoDate } from '../../values/dates.ts';
import type { RawDay } from './raw.ts';

/**
 * A day that the text states or sets by counting. Months keep the number of the day and clamp down; in a count of days the
 * day of adoption itself is not counted; no text rolls a weekend over; the day itself is still in time.
 */
export function derivedDay(raw: RawDay, adoptedOn: IsoDate): { readonly day: IsoDate; readonly working: string } {
  if (typeof raw === 'string') return { day: raw, working: `stated as ${raw}` };
  const from = raw.after === 'adoption' ? adoptedOn : raw.after;
  // A day that does not exist is found by `law check`; here it must only not stop the reading.
  if (!isIsoDate(from)) return { day: from, working: `counted from ${from}, which does not exist` };
  const [unit, count] = 'months' in raw ? (['months', raw.months] as const) : (['days', raw.days] as const);
  const day = addToDate(from, unit, count) ?? from;
  const clamped = unit === 'months' && day.slice(8) !== from.slice(8) ? ', clamped to the last day of the month' : '';
  const span = unit === 'months' ? ` (${daysBetween(from, day)} days)` : '';
  return { day, working: `${count} ${unit} after ${raw.after === 'adoption' ? `adoption on ${from}` : from}${span}${clamped}` };
}

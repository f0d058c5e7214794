import type { IsoDate } from '../values/dates.ts';
import { spokenDate } from '../values/dates.ts';
import { figure } from '../values/figures.ts';

/** Digits with a comma after each third: our own, since a machine's locale must not change the report. */
export function count(number: number): string {
  const digits = figure(Math.abs(number));
  return number < 0 ? `\u2212${digits}` : digits;
}

/** "1 case", "1,190 cases". */
export function plural(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** A share in whole per cent that never rounds something to nothing, nor nearly all to all. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '\u2013';
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 1) return 'under 1%';
  if (part < whole && percent > 99) return 'over 99%';
  return `${Math.round(percent)}%`;
}

/** A number known only between two bounds: "1,310" or "1,287 to 1,314". */
export function interval([certain, possible]: readonly [number, number]): string {
  return certain === possible ? count(certain) : `${count(certain)} to ${count(possible)}`;
}

/** "a, b and c". */
export function listing(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** One day or the days between two. */
export function spokenDays({ first, last }: { readonly first: IsoDate; readonly last: IsoDate }): string {
  return first === last ? spokenDate(first) : `${spokenDate(first)} to ${spokenDate(last)}`;
}

/** "December 2017" for `2017-12`. */
export function spokenMonth(month: string): string {
  return spokenDate(`${month}-01`).replace(/^1 /, '');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

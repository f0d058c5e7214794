// @ts-check
/** Days of the proleptic Gregorian calendar as ISO text, counted by hand: no time zone, and no more of Node than any version has. */

/**
 * Days since 1 January of the year 0.
 * @param {number} year
 * @param {number} month from 1
 * @param {number} day
 */
function count(year, month, day) {
  // Counted in years that begin in March, so that the leap day is the last of its year.
  const y = month > 2 ? year : year - 1;
  const m = (month + 9) % 12;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day;
}

/** @param {string} iso */
function parts(iso) {
  return { year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), day: Number(iso.slice(8, 10)) };
}

/** @param {string} iso */
function countOf(iso) {
  const { year, month, day } = parts(iso);
  return count(year, month, day);
}

/**
 * @param {number} year
 * @param {number} month
 */
function daysIn(year, month) {
  return count(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - count(year, month, 1);
}

/**
 * `null` outside of the years 1 to 9999: such a day cannot be written.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
function written(year, month, day) {
  if (year < 1 || year > 9999) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * @param {string} from
 * @param {string} to
 */
export function daysBetween(from, to) {
  return countOf(to) - countOf(from);
}

/**
 * A day so many days, months or years later. A day that its month has not becomes the last of the month.
 * @param {string} iso
 * @param {'days' | 'months' | 'years'} unit
 * @param {number} n
 * @returns {string | null}
 */
export function add(iso, unit, n) {
  const { year, month, day } = parts(iso);
  if (unit === 'days') return dayAt(countOf(iso) + n);
  const months = year * 12 + (month - 1) + (unit === 'years' ? n * 12 : n);
  const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  return written(y, m, Math.min(day, daysIn(y, m)));
}

/** @param {number} number as `count` gives it */
function dayAt(number) {
  if (number < count(1, 1, 1) || number > count(9999, 12, 31)) return null;
  let year = Math.floor(number / 365.2425);
  while (count(year + 1, 1, 1) <= number) year++;
  while (count(year, 1, 1) > number) year--;
  let month = 1;
  while (month < 12 && count(year, month + 1, 1) <= number) month++;
  return written(year, month, number - count(year, month, 1) + 1);
}

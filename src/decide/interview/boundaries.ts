import { addToDate, type DateUnit, daysBetween, type IsoDate, spokenDate } from '../../values/dates.ts';
import type { FactValue } from '../case.ts';
import type { Compiled } from '../closures.ts';

/** A run of days or whole numbers that the law treats alike; `null` is without an end on that side. */
export interface Run {
  readonly from: number | null;
  readonly to: number | null;
  /** One value of the run, to try. */
  readonly sample: number;
}

/** Whole numbers or days as whole numbers, so that one search for boundaries serves both. */
export interface Scale {
  readonly valueOf: (at: number) => FactValue;
  readonly labelOf: (run: Run) => string;
}

const FIRST_DAY = '0001-01-01';
const LAST_DAY_AT = daysBetween(FIRST_DAY, '9999-12-31');

export const NUMBERS: Scale = {
  valueOf: (at) => at,
  labelOf: ({ from, to }) => {
    if (from === null) return to === null ? 'any number' : `${to} or less`;
    if (to === null) return `${from} or more`;
    return from === to ? `${from}` : `${from} to ${to}`;
  },
};

export const DAYS: Scale & { readonly spoken: (at: number) => string } = {
  spoken: (at) => spokenDate(dayAt(at)),
  valueOf: (at) => dayAt(at),
  labelOf: ({ from, to }) => {
    if (from === null) return to === null ? 'any day' : `before ${spokenDate(dayAt(to + 1))}`;
    if (to === null) return `on ${spokenDate(dayAt(from))} or later`;
    return from === to ? `on ${spokenDate(dayAt(from))}` : `from ${spokenDate(dayAt(from))} to ${spokenDate(dayAt(to))}`;
  },
};

export function dayNumber(day: IsoDate): number {
  return daysBetween(FIRST_DAY, day);
}

function dayAt(number: number): IsoDate {
  return addToDate(FIRST_DAY, 'days', Math.min(Math.max(number, 0), LAST_DAY_AT)) ?? FIRST_DAY;
}

/** Numbers at which some condition may change its value: what it compares a whole number with, and the numbers beside. */
export function numbersAround(parts: readonly Compiled[]): readonly number[] {
  const found = new Set<number>();
  for (const { node } of parts.flatMap(within))
    if (node.op === 'literal' && node.type === 'int') for (const step of [-1, 0, 1]) found.add(Number(node.value) + step);
  return [...(found.size === 0 ? [0] : found)].sort((a, b) => a - b);
}

/**
 * Days at which some condition may change its value: each day it names or reads, moved by what it adds, with the days
 * beside; around a moved day a few more, since months end on different days.
 * @param read the days of the case that the parts may compare with
 */
export function daysAround(parts: readonly Compiled[], read: readonly IsoDate[], otherwise: IsoDate): readonly number[] {
  const nodes = parts.flatMap(within).map((part) => part.node);
  const named = nodes.flatMap((node) => (node.op === 'literal' && node.type === 'date' ? [String(node.value)] : []));
  const bases = named.length + read.length === 0 ? [otherwise] : [...named, ...read];
  const found = new Set<number>();
  const add = (day: IsoDate | null, near: number): void => {
    if (day === null) return;
    for (let step = -near; step <= near; step++) found.add(dayNumber(day) + step);
  };
  const shifts = nodes.flatMap((node): (readonly [DateUnit, number])[] => {
    if (node.op === 'add' && node.count.op === 'literal') return [[node.unit, Number(node.count.value)]];
    return node.op === 'literal' && node.type === 'int' ? [['days', Number(node.value)]] : [];
  });
  for (const base of bases) {
    add(base, 1);
    for (const [unit, count] of shifts) for (const sign of [-1, 1]) add(addToDate(base, unit, sign * count), 4);
  }
  return [...found].filter((at) => at >= 0 && at <= LAST_DAY_AT).sort((a, b) => a - b);
}

/** A part and all below it. */
export function within(part: Compiled): readonly Compiled[] {
  return [part, ...part.parts.flatMap(within)];
}

/**
 * Cuts the scale into runs of equal keys. Between two neighbours that differ the very boundary is searched by halves.
 * @param at sorted; below the first and above the last nothing changes
 */
export function runsOf(at: readonly number[], keyAt: (number: number) => string): readonly (Run & { readonly key: string })[] {
  const runs: { from: number | null; to: number | null; sample: number; key: string }[] = [];
  let last: number | null = null;
  for (const number of at) {
    const key = keyAt(number);
    const run = runs.at(-1);
    if (run === undefined || last === null) runs.push({ from: null, to: null, sample: number, key });
    else if (run.key !== key) {
      const to = lastLike(run.key, last, number, keyAt);
      run.to = to;
      runs.push({ from: to + 1, to: null, sample: number, key });
    } else if (run.from === null) run.sample = Math.max(run.sample, number);
    last = number;
  }
  return runs;
}

function lastLike(key: string, low: number, high: number, keyAt: (number: number) => string): number {
  let [like, unlike] = [low, high];
  while (unlike - like > 1) {
    const middle = Math.floor((like + unlike) / 2);
    if (keyAt(middle) === key) like = middle;
    else unlike = middle;
  }
  return like;
}

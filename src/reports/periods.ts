import { spokenMonth } from './figures.ts';

/** A stretch of whole months, as one bar or one column of a chart. */
export interface Period {
  readonly key: string;
  /** Its first day. */
  readonly start: string;
  /** For an axis, two lines at most: "Dec\n2017", "Q4\n2017", "2017", "2010\u20132014". */
  readonly label: string;
  /** For a sentence or a table. */
  readonly words: string;
}

export interface Calendar {
  /** "month", "quarter", "year" or "stretch of 5 years". */
  readonly unit: string;
  /** Without holes, so that an empty month is seen to be empty. */
  readonly periods: readonly Period[];
  /** The period's key in which a month lies. */
  of(month: string): string;
}

/** Months that a period may span: each a multiple of the one before, so that periods begin where a reader expects it. */
const SPANS = [1, 3, 12, 60, 120, 1200, 12000] as const;

/**
 * The calendar that holds these months in at most `most` periods, as finely as it can.
 * @param months each `YYYY-MM`
 */
export function calendarOf(months: readonly string[], most: number): Calendar {
  const numbers = months.map(numberOf);
  const first = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const span = SPANS.find((months) => Math.floor(last / months) - Math.floor(first / months) < most) ?? 12000;
  const periods: Period[] = [];
  for (let index = Math.floor(first / span); index <= Math.floor(last / span); index++)
    periods.push(periodOf(index, span, periods.length === 0));
  return {
    unit: span === 1 ? 'month' : span === 3 ? 'quarter' : span === 12 ? 'year' : `stretch of ${span / 12} years`,
    periods,
    of: (month) => String(Math.floor(numberOf(month) / span)),
  };
}

/** Months since the year 0. */
function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function periodOf(index: number, span: number, isFirst: boolean): Period {
  const from = index * span;
  const year = Math.floor(from / 12);
  const start = `${String(year).padStart(4, '0')}-${String((from % 12) + 1).padStart(2, '0')}-01`;
  const at = { key: String(index), start };
  // The year stands once, under the first period of the chart and under the first of each year.
  const under = isFirst || from % 12 === 0 ? `\n${year}` : '';
  if (span === 1) {
    const words = spokenMonth(start.slice(0, 7));
    return { ...at, words, label: `${words.slice(0, 3)}${under}` };
  }
  if (span === 3) {
    const quarter = `Q${(from % 12) / 3 + 1}`;
    return { ...at, words: `${quarter} ${year}`, label: `${quarter}${under}` };
  }
  const words = span === 12 ? String(year) : `${year}\u2013${year + span / 12 - 1}`;
  return { ...at, words, label: words };
}

import { cell, text } from '@observablehq/plot';
import type { CaseloadSummary } from '../../caseload/summary.ts';
import { chart } from '../chart.ts';
import { count, plural, sum } from '../figures.ts';
import { type Content, given, type Html, html } from '../html.ts';
import { shortened } from '../label.ts';
import { type Calendar, calendarOf } from '../periods.ts';
import { folded, table } from '../table.ts';
import { outcomeCells } from '../words.ts';
import { OUTCOME_COLUMNS } from './outcomes.ts';

type Summary = CaseloadSummary;
const NOBODY = 'No employer given';

/** Permits by employer and month of ending as a grid, and every employer in a table. */
export function employers(summary: Summary): Html {
  const { employers: all, employerMonths, moreEmployers } = summary;
  if (all.length === 0) return html`<p>No case was decided.</p>`;
  if (all.every(({ employer }) => employer === null)) return html`<p>The file has no column that says who the employer is.</p>`;
  const named = all.map(({ employer, sector, cases, outcomes, mustLeave }) => [
    html`${nameOf(employer)}${sector === null ? null : html` <small>${given(sector)}</small>`}`,
    ...outcomeCells(outcomes),
    count(cases),
    count(mustLeave),
  ]);
  const rest =
    moreEmployers.employers === 0
      ? null
      : html`<p>${plural(moreEmployers.employers, 'further employer')} with ${plural(moreEmployers.cases, 'case')} ${moreEmployers.employers === 1 ? 'is' : 'are'} not listed.</p>`;
  return html`${employerMonths.length === 0 ? null : grid(summary)}
${folded(
  `${plural(all.length, 'employer')}, largest first`,
  html`${table(
    'Cases by employer',
    [{ title: 'Employer', wide: true }, ...OUTCOME_COLUMNS, { title: 'Cases', number: true }, { title: 'Must leave', number: true }],
    named,
  )}${rest}`,
  all.length > 30 ? 'long' : 'short',
)}`;
}

function nameOf(employer: string | null): Content {
  return employer === null ? html`<em>${NOBODY}</em>` : given(employer);
}

interface Cell {
  readonly row: string;
  readonly period: string;
  readonly cases: number;
  readonly barred: number;
}

function grid({ employerMonths: months, employers: all }: Summary): Html {
  const size = new Map(all.map(({ employer }, i) => [employer, i]));
  const place = (name: string | null): number => size.get(name) ?? all.length;
  const names = [...new Set(months.map(({ employer }) => employer))].sort((a, b) => place(a) - place(b));
  const dates = months.map(({ month }) => month);
  const [most] = [...months].sort((a, b) => b.cases - a.cases);
  const wide = calendarOf(dates, 14);
  const barred = sum(months, (month) => month.barred);
  const sentence = `${names.length === 1 ? 'The employer' : `The ${names.length} largest employers`} by the time in which permits end: the stronger the tone of a field, the more cases${barred === 0 ? '. None is barred' : `; a heavy edge marks a field with barred cases (${count(barred)} in all)`}.`;
  const cells = merged(months, names, wide);
  return html`${most === undefined ? null : html`<p>The fullest month of one employer has ${plural(most.cases, 'case')}, of which ${most.barred === 0 ? 'none is' : most.barred === 1 ? '1 is' : `${count(most.barred)} are`} barred.</p>`}
${chart(sentence, ({ isNarrow }) => {
  const calendar = isNarrow ? calendarOf(dates, 6) : wide;
  return drawing(merged(months, names, calendar), names, calendar, isNarrow);
})}
${folded(
  `The grid as a table, by ${wide.unit}`,
  table(
    'Cases by employer and time of ending, and how many of them are barred',
    [{ title: 'Employer', wide: true }, ...wide.periods.map(({ words }) => ({ title: words, number: true }))],
    names.map((name, i) => [
      nameOf(name),
      ...wide.periods.map(({ key }) => {
        const found = cells.find(({ row, period }) => row === String(i) && period === key);
        return found === undefined ? '\u2013' : `${count(found.cases)} (${count(found.barred)})`;
      }),
    ]),
  ),
  'long', // on paper the grid has its numbers in its fields, and a column a month would not fit
)}`;
}

function merged(months: Summary['employerMonths'], names: readonly (string | null)[], calendar: Calendar): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { employer, month, cases, barred } of months) {
    const row = String(names.indexOf(employer));
    const period = calendar.of(month);
    const before = cells.get(`${row} ${period}`);
    cells.set(`${row} ${period}`, { row, period, cases: cases + (before?.cases ?? 0), barred: barred + (before?.barred ?? 0) });
  }
  return [...cells.values()];
}

/** Tones of the grid, from few to many; from the fourth on the number in the field is light. */
const TONES = 5;

function drawing(cells: readonly Cell[], names: readonly (string | null)[], calendar: Calendar, isNarrow: boolean) {
  const most = cells.reduce((a, { cases }) => Math.max(a, cases), 1);
  const tone = ({ cases }: Cell): number => Math.max(1, Math.ceil((TONES * cases) / most));
  const labels = new Map(calendar.periods.map(({ key, label }) => [key, label]));
  return {
    height: 52 + names.length * (isNarrow ? 30 : 34),
    marginLeft: isNarrow ? 118 : 190,
    marginRight: 2,
    marginTop: 46,
    marginBottom: 4,
    padding: 0,
    x: {
      axis: 'top' as const,
      type: 'band' as const,
      domain: calendar.periods.map(({ key }) => key),
      tickFormat: (key: string) => labels.get(key) ?? '',
      tickSize: 0,
      label: null,
    },
    y: {
      type: 'band' as const,
      domain: names.map((_, i) => String(i)),
      tickFormat: (i: string) => shortened(names[Number(i)] ?? NOBODY, isNarrow ? 15 : 26),
      tickSize: 0,
      label: null,
    },
    color: { type: 'identity' as const },
    marks: [
      cell(cells, { x: 'period', y: 'row', inset: 1, fill: (one: Cell) => `var(--tone-${tone(one)})` }),
      cell(
        cells.filter(({ barred }) => barred > 0),
        { x: 'period', y: 'row', inset: 2, fill: 'none', stroke: 'var(--ink)', strokeWidth: 1.75 },
      ),
      ...[true, false].map((isLight) =>
        text(
          cells.filter((one) => tone(one) > 3 === isLight),
          { x: 'period', y: 'row', text: ({ cases }: Cell) => count(cases), fill: isLight ? 'var(--on-barred)' : 'var(--ink)' },
        ),
      ),
    ],
  };
}

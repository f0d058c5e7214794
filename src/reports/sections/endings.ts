import { barY, ruleY, stackY } from '@observablehq/plot';
import type { CaseloadSummary, OutcomeCounts } from '../../caseload/summary.ts';
import { chart, FILL } from '../chart.ts';
import { count, spokenMonth, sum } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { calendarOf } from '../periods.ts';
import { folded, table } from '../table.ts';
import { OUTCOMES, outcomeCells, outcomeLegend } from '../words.ts';
import { OUTCOME_COLUMNS } from './outcomes.ts';

/** When standing authorisations end, with the outcome of the cases that rest on them. */
export function endings({ endings: months }: CaseloadSummary): Html {
  if (months.length === 0) return html`<p>No case says when its authorisation ends.</p>`;
  const [most] = [...months].sort((a, b) => b.cases - a.cases);
  const last = months.at(-1);
  const sentence = `Most end in ${spokenMonth(most?.month ?? '')}: ${count(most?.cases ?? 0)} of ${count(sum(months, ({ cases }) => cases))} cases that rest on a standing authorisation. The last end in ${spokenMonth(last?.month ?? '')}.`;
  return html`${chart(sentence, ({ isNarrow }) => drawing(months, isNarrow), outcomeLegend(total(months)))}
${folded(
  'Endings month by month',
  table(
    'Standing authorisations by the month in which they end',
    [{ title: 'Month' }, ...OUTCOME_COLUMNS, { title: 'Cases', number: true }],
    months.map(({ month, outcomes, cases }) => [spokenMonth(month), ...outcomeCells(outcomes), count(cases)]),
  ),
  months.length > 36 ? 'long' : 'short',
)}`;
}

function drawing(months: CaseloadSummary['endings'], isNarrow: boolean) {
  const calendar = calendarOf(
    months.map(({ month }) => month),
    isNarrow ? 10 : 20,
  );
  const labels = new Map(calendar.periods.map(({ key, label }) => [key, label]));
  const parts = months.flatMap(({ month, outcomes }) =>
    OUTCOMES.map((outcome) => ({ outcome, period: calendar.of(month), number: outcomes[outcome] })),
  );
  const merged = OUTCOMES.flatMap((outcome) =>
    calendar.periods.map(({ key }) => ({
      outcome,
      period: key,
      number: sum(
        parts.filter((part) => part.outcome === outcome && part.period === key),
        ({ number }) => number,
      ),
    })),
  ).filter(({ number }) => number > 0);
  return {
    height: isNarrow ? 240 : 280,
    marginLeft: isNarrow ? 44 : 56,
    marginRight: 4,
    marginTop: 14,
    marginBottom: 40,
    x: {
      type: 'band' as const,
      domain: calendar.periods.map(({ key }) => key),
      tickFormat: (key: string) => labels.get(key) ?? '',
      tickSize: 0,
      label: null,
      padding: 0.22,
    },
    y: { label: null, ticks: 5, tickFormat: wholeOnly, tickSize: 0, grid: true },
    color: { type: 'identity' as const },
    marks: [
      barY(
        merged,
        stackY({ x: 'period', y: 'number', fill: ({ outcome }: (typeof merged)[number]) => FILL[outcome], stroke: 'var(--edge)' }),
      ),
      ruleY([0], { stroke: 'var(--edge)' }),
    ],
  };
}

/** There are no half cases: a tick between two whole numbers says nothing. */
export function wholeOnly(number: number): string {
  return Number.isInteger(number) ? count(number) : '';
}

function total(months: CaseloadSummary['endings']): OutcomeCounts {
  const of = (outcome: keyof OutcomeCounts): number => sum(months, ({ outcomes }) => outcomes[outcome]);
  return { barred: of('barred'), 'needs-approval': of('needs-approval'), undecided: of('undecided'), clear: of('clear') };
}

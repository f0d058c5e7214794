import * as Plot from '@observablehq/plot';
import type { Course } from '../../../register/figures/course.ts';
import { chart } from '../../../reports/chart.ts';
import { trustedHtml } from '../../render/templates.ts';
import type { Words } from '../../words/words.ts';

const ACCENT = 'var(--accent)';
const instantOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** How the number employed went; its numbers stand in the table beside it. */
export function courseChart({ points }: Course, sentence: string, peak: string, { number }: Words): unknown {
  const drawn = points.flatMap(({ on, employed }) => (employed === null ? [] : [{ on: instantOf(on), employed }]));
  const top = drawn.reduce((best, point) => (point.employed > best.employed ? point : best), drawn[0] ?? { on: new Date(0), employed: 0 });
  const last = drawn.at(-1) ?? top;
  return trustedHtml(
    chart(sentence, ({ isNarrow }) => ({
      height: isNarrow ? 240 : 300,
      marginLeft: 48,
      marginTop: 34,
      marginRight: 34,
      x: { type: 'utc', label: null, ticks: isNarrow ? 4 : 9 },
      y: {
        label: null,
        grid: true,
        ticks: 5,
        domain: [0, Math.max(top.employed * 1.08, 10)],
        tickFormat: (value: number) => number(value),
      },
      marks: [
        Plot.areaY(drawn, { x: 'on', y: 'employed', fill: ACCENT, fillOpacity: 0.12 }),
        Plot.lineY(drawn, { x: 'on', y: 'employed', stroke: ACCENT, strokeWidth: 2.2 }),
        Plot.dot([top, last], { x: 'on', y: 'employed', r: 4, fill: ACCENT }),
        Plot.text([top], { x: 'on', y: 'employed', dy: -14, text: () => peak, fontWeight: 600, fill: 'currentColor' }),
        Plot.text([last], {
          x: 'on',
          y: 'employed',
          dy: -14,
          text: (point: { employed: number }) => number(point.employed),
          fontWeight: 600,
          fill: 'currentColor',
        }),
        Plot.ruleY([0], { stroke: 'currentColor' }),
      ],
    })).markup,
  );
}

/** When the authorisations that stand come to their end. */
export function lastDaysChart(
  { lastDays }: Course,
  sentence: string,
  labelOf: (from: string, to: string, isShort: boolean) => string,
  { number }: Words,
): unknown {
  return trustedHtml(
    chart(sentence, ({ isNarrow }) => {
      const bars = lastDays.map(({ from, to, permits }) => ({ months: labelOf(from, to, isNarrow), permits }));
      return {
        height: 30 + bars.length * 26,
        marginLeft: isNarrow ? 118 : 190,
        marginRight: 48,
        x: { axis: null, domain: [0, Math.max(...bars.map(({ permits }) => permits), 1)] },
        y: { label: null, domain: bars.map(({ months }) => months), padding: 0.28, tickSize: 0 },
        marks: [
          Plot.barX(bars, { x: 'permits', y: 'months', fill: ACCENT }),
          Plot.text(bars, {
            x: 'permits',
            y: 'months',
            text: ({ permits }: { permits: number }) => number(permits),
            dx: 6,
            textAnchor: 'start',
            fill: 'currentColor',
          }),
        ],
      };
    }).markup,
  );
}

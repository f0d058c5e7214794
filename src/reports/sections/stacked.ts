import { barX, type Markish, stackX, textX } from '@observablehq/plot';
import type { OutcomeCounts } from '../../caseload/summary.ts';
import type { Outcome } from '../../decide/settle.ts';
import { chart, FILL } from '../chart.ts';
import { count } from '../figures.ts';
import type { Html } from '../html.ts';
import { OUTCOMES, outcomeLegend, totalOf } from '../words.ts';

export interface Row {
  readonly label: string;
  readonly outcomes: OutcomeCounts;
}

interface Look {
  readonly fills: Readonly<Record<Outcome, string>>;
  readonly withLabels: boolean;
  /** Units of the drawing that a whole bar is long. */
  readonly room: number;
}

/** One bar a row, each as long as the other, parted by outcome: rows of very different size can be compared. */
export function stacked(sentence: string, rows: readonly Row[]): Html {
  const shown = rows.filter((row) => totalOf(row.outcomes) > 0);
  const longest = shown.reduce((most, { label }) => Math.max(most, label.length), 0);
  return chart(
    sentence,
    ({ width, isNarrow }) => {
      const marginLeft = 14 + longest * (isNarrow ? 6.6 : 7.4);
      const marginRight = isNarrow ? 42 : 60;
      return {
        height: 10 + shown.length * (isNarrow ? 36 : 40),
        marginLeft,
        marginRight,
        marginTop: 4,
        marginBottom: 4,
        x: { axis: null, domain: [0, 1] },
        y: { domain: shown.map(({ label }) => label), tickSize: 0, label: null, padding: 0.28 },
        color: { type: 'identity' },
        marks: [
          ...segments(shown, { fills: FILL, withLabels: true, room: width - marginLeft - marginRight }),
          textX(shown, {
            x: 1,
            y: 'label',
            dx: 8,
            textAnchor: 'start',
            fontWeight: 600,
            text: ({ outcomes }: Row) => count(totalOf(outcomes)),
          }),
        ],
      };
    },
    outcomeLegend(sumOf(shown)),
  );
}

export function segments(rows: readonly Row[], { fills, withLabels, room }: Look): Markish[] {
  const parts = rows
    .flatMap(({ label, outcomes }) =>
      OUTCOMES.map((outcome) => ({ label, outcome, number: outcomes[outcome], part: outcomes[outcome] / totalOf(outcomes) })),
    )
    .filter(({ number }) => number > 0);
  type Part = (typeof parts)[number];
  const bars = barX(
    parts,
    stackX({ x: 'part', y: 'label', fill: ({ outcome }: Part) => fills[outcome], stroke: 'var(--edge)', strokeWidth: 1 }),
  );
  // A number is written into its segment only where it fits; the table beside the chart has them all.
  const text = ({ number, part }: Part): string => (part * room > 12 + 7 * count(number).length ? count(number) : '');
  const label = (outcomes: readonly Outcome[], look: Readonly<Record<string, string | number>>): Markish =>
    textX(
      parts,
      stackX({
        x: 'part',
        y: 'label',
        fontWeight: 600,
        text: (part: Part) => (outcomes.includes(part.outcome) ? text(part) : ''),
        ...look,
      }),
    );
  if (!withLabels) return [bars];
  return [
    bars,
    label(['barred'], { fill: 'var(--on-barred)' }),
    label(['needs-approval', 'undecided'], { fill: 'var(--ink)', stroke: 'var(--halo)', strokeWidth: 5 }),
    label(['clear'], { fill: 'var(--ink)' }),
  ];
}

function sumOf(rows: readonly Row[]): OutcomeCounts {
  const total = { barred: 0, 'needs-approval': 0, undecided: 0, clear: 0 };
  for (const { outcomes } of rows) for (const outcome of OUTCOMES) total[outcome] += outcomes[outcome];
  return total;
}

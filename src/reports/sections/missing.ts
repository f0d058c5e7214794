import { barX, ruleX, textX } from '@observablehq/plot';
import type { CaseloadSummary } from '../../caseload/summary.ts';
import { chart, FILL, SETTLES } from '../chart.ts';
import { capital, count, plural } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { shortened } from '../label.ts';
import { table } from '../table.ts';
import { legend } from '../words.ts';

/** Bars of a chart; the table goes on. */
const SHOWN_MAX = 12;

/** What is not known, what each answer would settle, and the question to ask. */
export function missing({ missing: facts, outcomes }: CaseloadSummary): Html {
  if (facts.length === 0) return html`<p>Every fact that the law asks for in these cases is known.</p>`;
  return html`<p>A fact that is wanting neither clears a case nor bars it. Where one fact alone is wanting, its answer settles the case, whatever the answer is.</p>
${facts.some(({ undecided }) => undecided > 0) ? bars(facts, outcomes.undecided) : null}
${table(
  'Facts that are wanting',
  [
    { title: 'Question to ask', wide: true },
    { title: 'Wanting in', number: true },
    { title: 'of them undecided', number: true },
    { title: 'settled by it alone', number: true },
  ],
  facts.map(({ fact, question, cases, undecided, settles }) => [
    html`${question} <code>${fact}</code>`,
    count(cases),
    count(undecided),
    count(settles),
  ]),
)}`;
}

function bars(facts: CaseloadSummary['missing'], undecided: number): Html {
  const rows = facts.filter((fact) => fact.undecided > 0).slice(0, SHOWN_MAX);
  type Row = (typeof rows)[number];
  const most = rows.reduce((a, row) => Math.max(a, row.undecided), 1);
  const [best] = [...rows].sort((a, b) => b.settles - a.settles);
  const sentence =
    best === undefined || best.settles === 0
      ? `${plural(undecided, 'case is', 'cases are')} undecided, and no single fact would settle one.`
      : `${plural(undecided, 'case is', 'cases are')} undecided; to learn ${best.words} would settle ${count(best.settles)} of them.`;
  return chart(
    sentence,
    ({ isNarrow }) => ({
      height: 12 + rows.length * (isNarrow ? 50 : 38),
      marginTop: 4,
      marginBottom: 8,
      marginLeft: isNarrow ? 2 : 290,
      marginRight: isNarrow ? 46 : 60,
      x: { axis: null, domain: [0, most] },
      y: {
        domain: rows.map(({ fact }) => fact),
        tickFormat: (fact: string) => shortened(capital(rows.find((row) => row.fact === fact)?.words ?? fact), 40),
        tickSize: 0,
        label: null,
        ...(isNarrow ? { axis: null } : {}),
        padding: 0.3,
      },
      marks: [
        barX(rows, { x1: 0, x2: 'settles', y: 'fact', fill: SETTLES, stroke: 'var(--edge)', ...(isNarrow ? { insetTop: 12 } : {}) }),
        barX(rows, {
          x1: 'settles',
          x2: 'undecided',
          y: 'fact',
          fill: FILL.undecided,
          stroke: 'var(--edge)',
          ...(isNarrow ? { insetTop: 12 } : {}),
        }),
        textX(rows, {
          x: 'undecided',
          y: 'fact',
          text: (row: Row) => count(row.undecided),
          textAnchor: 'start',
          dx: 8,
          dy: isNarrow ? 6 : 0,
          fontWeight: 600,
        }),
        ...(isNarrow
          ? [textX(rows, { x: 0, y: 'fact', text: (row: Row) => shortened(capital(row.words), 50), textAnchor: 'start', dy: -15 })]
          : []),
        ruleX([0], { stroke: 'var(--edge)' }),
      ],
    }),
    legend([
      ['settles', 'settled by this fact alone'],
      ['undecided', 'wanting beside other facts'],
    ]),
  );
}

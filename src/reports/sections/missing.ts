import { barX, textX } from '@observablehq/plot';
import type { CaseloadSummary } from '../../caseload/summary.ts';
import { chart, FILL, SETTLES } from '../chart.ts';
import { capital, count, plural } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { shortened } from '../label.ts';
import { table } from '../table.ts';
import { code, factPhrase, legend } from '../words.ts';

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
    html`${question} <small>${code(fact)}</small>`,
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
      : `${plural(undecided, 'case is', 'cases are')} undecided; to learn ${factPhrase(best)} would settle ${count(best.settles)} of them.`;
  return chart(
    sentence,
    ({ isNarrow }) => ({
      height: 12 + rows.length * 50,
      marginTop: 4,
      marginBottom: 8,
      marginLeft: 1,
      marginRight: 60,
      x: { axis: null, domain: [0, most] },
      // The words stand above their bar: beside it there is no room for a whole sentence.
      y: { axis: null, domain: rows.map(({ fact }) => fact), padding: 0.3 },
      marks: [
        barX(rows, { x1: 0, x2: 'settles', y: 'fact', fill: SETTLES, stroke: 'var(--edge)', insetTop: 14 }),
        barX(rows, { x1: 'settles', x2: 'undecided', y: 'fact', fill: FILL.undecided, stroke: 'var(--edge)', insetTop: 14 }),
        textX(rows, {
          x: 'undecided',
          y: 'fact',
          text: (row: Row) => count(row.undecided),
          textAnchor: 'start',
          dx: 8,
          dy: 7,
          fontWeight: 600,
        }),
        textX(rows, {
          x: 0,
          y: 'fact',
          text: (row: Row) => shortened(capital(factPhrase(row)), isNarrow ? 52 : 110),
          textAnchor: 'start',
          dy: -13,
        }),
      ],
    }),
    legend([
      ['settles', 'settled by this fact alone'],
      ['undecided', 'wanting beside other facts'],
    ]),
  );
}

import { barX, type Markish, ruleX, textX } from '@observablehq/plot';
import type { CaseloadSummary } from '../../caseload/summary.ts';
import { spokenDate } from '../../values/dates.ts';
import { chart, FILL } from '../chart.ts';
import { count, plural, sum } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { ACT_LABELS, basisWords, cite, code } from '../words.ts';

type Departure = CaseloadSummary['departures'][number];

/** Who must leave or stop work by which last lawful day, and apart from it what was only announced. */
export function departures(summary: CaseloadSummary): Html {
  return html`${summary.departures.length === 0 ? nobody(summary) : calendar(summary)}
${announced(summary)}
${protectedPeople(summary)}`;
}

function nobody({ asOf }: CaseloadSummary): Html {
  return html`<p><strong>Nobody must leave by a provision in force${asOf === null ? '' : ` ${asOf.first === asOf.last ? `on ${spokenDate(asOf.first)}` : 'on the days of these cases'}`}.</strong></p>`;
}

function calendar({ departures: duties, provisions }: CaseloadSummary): Html {
  const basisOf = new Map(provisions.map(({ id, basis }) => [id, basis]));
  const cases = sum(duties, (duty) => duty.cases);
  const overdue = sum(duties, (duty) => duty.overdue);
  return html`<p>The day named is the last lawful one; on the day after it the stay or the work is barred. A case counts once, under its earliest duty.</p>
${chart(sentenceOf(duties), ({ width, isNarrow }) => drawing(duties, width, isNarrow))}
${table(
  'Departures by last lawful day',
  [
    { title: 'Last lawful day' },
    { title: 'What ends' },
    { title: 'Cases', number: true },
    { title: 'Overdue', number: true },
    { title: 'Paragraph', wide: true },
    { title: 'Basis' },
  ],
  duties.map((duty) => [
    html`<span class="day-in-line">${spokenDate(duty.by)}</span>`,
    endOf(duty),
    count(duty.cases),
    count(duty.overdue),
    html`${cite(duty.cite)} <small>${code(duty.provision)}</small>`,
    basisOf.has(duty.provision) ? basisWords(basisOf.get(duty.provision) ?? null) : '\u2013',
  ]),
  ['All', '', count(cases), count(overdue), '', ''],
)}`;
}

function sentenceOf(duties: readonly Departure[]): string {
  const [first] = duties;
  const last = duties.at(-1);
  const cases = plural(
    sum(duties, (duty) => duty.cases),
    'case',
  );
  if (first === undefined || last === undefined) return '';
  const days =
    first.by === last.by
      ? `${spokenDate(first.by)} is the last lawful day`
      : `the last lawful days run from ${spokenDate(first.by)} to ${spokenDate(last.by)}`;
  const overdue = sum(duties, (duty) => duty.overdue);
  return `In ${cases} ${days}${overdue === 0 ? '; none has passed' : `; in ${count(overdue)} it has passed`}.`;
}

function endOf({ act }: { readonly act: Departure['act'] }): string {
  return act === 'employ' ? 'the work' : act === 'remain' ? 'the stay' : ACT_LABELS[act];
}

/** One bar a last lawful day; what is overdue is dark, what still runs is pale, and both are said in figures at the end of the bar. */
function drawing(duties: readonly Departure[], width: number, isNarrow: boolean): { marks: Markish[]; [option: string]: unknown } {
  const rows = duties.slice(0, 24).map((duty, i) => ({ ...duty, key: String(i), running: duty.cases - duty.overdue }));
  type Row = (typeof rows)[number];
  const most = rows.reduce((a, { cases }) => Math.max(a, cases), 1);
  const said = ({ cases, overdue }: Row): string =>
    `${count(cases)}${overdue === 0 ? '' : isNarrow ? `, ${count(overdue)} late` : `, ${count(overdue)} overdue`}`;
  return {
    width,
    height: 12 + rows.length * 36,
    marginTop: 4,
    marginBottom: 8,
    marginLeft: isNarrow ? 118 : 190,
    marginRight: isNarrow ? 100 : 170,
    x: { axis: null, domain: [0, most] },
    y: {
      type: 'band',
      domain: rows.map(({ key }) => key),
      tickFormat: (key: string) => labelOf(rows[Number(key)], isNarrow),
      tickSize: 0,
      label: null,
      padding: 0.3,
    },
    marks: [
      barX(rows, { x1: 0, x2: 'overdue', y: 'key', fill: FILL.barred, stroke: 'var(--edge)' }),
      barX(rows, { x1: 'overdue', x2: 'cases', y: 'key', fill: 'var(--clear)', stroke: 'var(--edge)' }),
      textX(rows, { x: 'cases', y: 'key', text: said, textAnchor: 'start', dx: 8, fontWeight: 600 }),
      ruleX([0], { stroke: 'var(--edge)' }),
    ],
  };
}

function labelOf(duty: Departure | undefined, isNarrow: boolean): string {
  if (duty === undefined) return '';
  const day = spokenDate(duty.by);
  return isNarrow ? day.replace(/([A-Z][a-z]{2})[a-z]+/, '$1') : `${day}, ${endOf(duty)}`;
}

function announced({ announced: statements }: CaseloadSummary): Html | null {
  if (statements.length === 0) return null;
  return html`<div class="aside"><h3>Announced, and required by nobody</h3>
<p>A measure that is known only from a statement binds nobody to leave. No case is barred by what follows, and nobody is counted above because of it.</p>
${statements.map(
  ({
    by,
    cases,
    words,
    against,
    cite: where,
    provision,
  }) => html`<div class="announced"><p class="day"><b>${spokenDate(by)}</b><span>said of ${plural(cases, 'case')}</span></p>
<div><p>${words} ${cite(where)} ${code(provision)}</p>${against === null ? null : html`<p><strong>Against it:</strong> ${against}</p>`}</div></div>`,
)}</div>`;
}

function protectedPeople(summary: CaseloadSummary): Html {
  const number = summary.protected;
  return html`<div class="aside protected"><h3>Protected people</h3>
<p>${
    number === 0
      ? html`No case records that return is prohibited, or that an assessment is pending.`
      : html`<b class="big">${count(number)}</b> ${number === 1 ? 'case concerns a person' : 'cases concern people'} whose return is prohibited or whose assessment is pending. <strong>Nobody among them may be ordered to leave</strong>, whatever the outcome; no day is named for them anywhere on this page.`
  }</p></div>`;
}

import { barY, ruleY } from '@observablehq/plot';
import { exampleWords, ledeOf } from '../impact/lede.ts';
import type { ImpactSummary } from '../impact/summary.ts';
import { spokenDate } from '../values/dates.ts';
import { chart, FILL } from './chart.ts';
import { capital, count, plural, spokenDays, spokenMonth, sum } from './figures.ts';
import { given, type Html, html } from './html.ts';
import { pageHtml, type Section } from './page.ts';
import { calendarOf } from './periods.ts';
import { wholeOnly } from './sections/endings.ts';
import { reading, rejects } from './sections/reading.ts';
import { folded, table } from './table.ts';
import { ACT_LABELS, ACT_WORDS, cite, code } from './words.ts';

/** Employers that stand open on the page; the others are folded away. */
const EMPLOYERS_SHOWN = 12;

/**
 * `impact.html`: what a draft would change, as one self-contained page in the manner of the report, made of the summary and of nothing else.
 * That a draft decides nothing stands above the first number.
 */
export function impactHtml(summary: ImpactSummary): string {
  const { draft, asOf, engine, law } = summary;
  const [first = '', ...more] = ledeOf(summary);
  return pageHtml({
    title: `What the draft ${draft.id} would change${asOf === null ? '' : `, ${spokenDays(asOf)}`}: Resolute`,
    description: `${first} ${summary.notice}`,
    kind: 'Resolute · a draft against the law in force',
    heading: html`<h1>${draft.title}</h1>
<p class="dateline">${asOf === null ? null : html`The law read on ${spokenDays(asOf)} · `}${given(nameOf(summary.source.file))}</p>`,
    lede: html`<div class="lede"><p class="sentence">${first}</p>
<p>${more.join(' ')}</p>
<p><strong>${summary.notice}</strong></p></div>`,
    sections: sectionsOf(summary),
    foot: html`<p>${engine} · ${law.map(({ regime, sha256 }, i) => html`${i === 0 ? '' : ' · '}${regime} ${sha256.slice(0, 12)}`)} · compared with the draft ${draft.id}; no decision is made under it</p>`,
  });
}

function sectionsOf(summary: ImpactSummary): readonly Section[] {
  return [
    ...(summary.why.length === 0 ? [] : [{ id: 'why', title: 'Why nothing changes', body: why(summary) }]),
    { id: 'classes', title: 'What would change', body: classes(summary) },
    { id: 'law', title: 'What the draft says otherwise', body: changes(summary) },
    { id: 'months', title: 'When those permits end', body: months(summary) },
    { id: 'employers', title: 'Whose cases change', body: employers(summary) },
    { id: 'examples', title: 'Some of these cases', body: examples(summary) },
    { id: 'rejects', title: 'Rows refused at the door', body: rejects(summary) },
    { id: 'reading', title: 'How the file was read', body: reading(summary) },
  ];
}

function why({ why: sentences }: ImpactSummary): Html {
  return html`<ul class="method">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

/** Classes down, acts across; below, what each class means. */
function classes({ classes: all, byAct, lastDays }: ImpactSummary): Html {
  const rows = all.map(({ class: kind, title, cases }) => [
    capital(title),
    ...byAct.map(({ classes: counts }) => count(counts[kind])),
    count(cases),
  ]);
  return html`${table(
    'Cases by class and act',
    [{ title: 'Class' }, ...byAct.map(({ act }) => ({ title: ACT_LABELS[act], number: true })), { title: 'All', number: true }],
    rows,
  )}
${
  lastDays.length === 0
    ? null
    : table(
        'Last lawful days that the draft moves',
        [{ title: 'Under the law in force' }, { title: 'Under the draft' }, { title: 'Cases', number: true }],
        lastDays.map(({ before, after, cases }) => [day(before), day(after), count(cases)]),
      )
}
<dl class="gaps">${all.map(
    ({ title, means, cases, details }) =>
      html`<div><dt>${capital(title)}<br><b>${count(cases)}</b></dt><dd>${means}${
        details.length === 0 ? null : html` <span>${details.map(({ words, cases: n }) => `${count(n)}: ${words}`).join('; ')}.</span>`
      }</dd></div>`,
  )}</dl>`;
}

function day(date: string | null): string {
  return date === null ? 'no last day' : spokenDate(date);
}

function changes({ changes: all, draft }: ImpactSummary): Html {
  return html`<p>${draft.words}</p>
${
  all.length === 0
    ? html`<p>The draft changes nothing in what the law decides.</p>`
    : html`<ul class="provisions">${all.map(
        ({
          provision,
          how,
          cite: where,
          says,
          days,
          words,
          cases,
          classes: counts,
        }) => html`<li><div><h3>${cite(where)} ${code(provision)}</h3>
<p><strong>${says.join(' ')}</strong></p>
<p class="quiet">${how === 'added' ? 'The draft adds' : 'In force'}: ${words}</p>
<p>${days.map(({ day: from, words: begins }) => html`From ${spokenDate(from)} ${begins}. `)}</p></div>
<dl><dt>cases</dt><dt>harder</dt><dt>freed</dt><dd>${count(cases)}</dd><dd>${count(counts['newly-barred'] + counts['newly-needs-approval'] + counts['must-leave-earlier'])}</dd><dd>${count(counts.freed)}</dd></dl></li>`,
      )}</ul>`
}
<p class="quiet">Sources of the draft: ${draft.sources.join('; ')}. Circulated on ${spokenDate(draft.circulatedOn)}.</p>`;
}

/** By the month in which the standing authorisation ends: whoever must go before that is told by the table of last days. */
function months({ byEnding }: ImpactSummary): Html {
  if (byEnding.length === 0) return html`<p>No case that changes says when its permit ends.</p>`;
  const [most] = [...byEnding].sort((a, b) => b.cases - a.cases);
  const sentence = `Of ${plural(
    sum(byEnding, ({ cases }) => cases),
    'case',
  )} that change or may change and rest on a permit, most permits end in ${spokenMonth(most?.month ?? '')}: ${count(most?.cases ?? 0)}.`;
  return html`${chart(sentence, ({ isNarrow }) => drawing(byEnding, isNarrow))}
${folded(
  'Month by month',
  table(
    'Permits of cases that change or may change, by the month in which they end',
    [{ title: 'Month' }, { title: 'Cases', number: true }],
    byEnding.map(({ month, cases }) => [spokenMonth(month), count(cases)]),
  ),
  byEnding.length > 36 ? 'long' : 'short',
)}`;
}

function drawing(byEnding: ImpactSummary['byEnding'], isNarrow: boolean) {
  const calendar = calendarOf(
    byEnding.map(({ month }) => month),
    isNarrow ? 10 : 20,
  );
  const labels = new Map(calendar.periods.map(({ key, label }) => [key, label]));
  const bars = calendar.periods.map(({ key }) => ({
    key,
    cases: sum(
      byEnding.filter(({ month }) => calendar.of(month) === key),
      ({ cases }) => cases,
    ),
  }));
  return {
    height: isNarrow ? 220 : 260,
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
    marks: [barY(bars, { x: 'key', y: 'cases', fill: () => FILL.barred, stroke: 'var(--edge)' }), ruleY([0], { stroke: 'var(--edge)' })],
  };
}

function employers({ employers: all, moreEmployers }: ImpactSummary): Html {
  const named = all.filter(({ employer }) => employer !== null);
  if (named.length === 0) return html`<p>No case that changes names an employer.</p>`;
  const rest =
    moreEmployers.employers === 0
      ? null
      : html`<p>${plural(moreEmployers.employers, 'further employer')} with ${plural(moreEmployers.affected, 'case')} ${moreEmployers.employers === 1 ? 'is' : 'are'} not listed.</p>`;
  const listing = (caption: string, those: typeof named): Html =>
    table(
      caption,
      [
        { title: 'Employer', wide: true },
        { title: 'Change, or may', number: true },
        { title: 'Cases', number: true },
      ],
      those.map(({ employer, affected, cases }) => [given(employer ?? ''), count(affected), count(cases)]),
    );
  const [first, others] = [named.slice(0, EMPLOYERS_SHOWN), named.slice(EMPLOYERS_SHOWN)];
  return html`${listing('Cases that change or may change, by employer', first)}${
    others.length === 0
      ? null
      : folded(plural(others.length, 'other employer'), listing('The same for the other employers', others), 'long')
  }${rest}`;
}

function examples({ examples: all, changes: reached }: ImpactSummary): Html {
  if (all.length === 0) return html`<p>No case changes.</p>`;
  return html`<p>Chosen by rule: the first of each kind, then the second. <code>impact.csv</code> lists every one.</p>
${table(
  'Some cases that change or may change',
  [{ title: 'Case', wide: true }, { title: 'What is asked' }, { title: 'Under the draft', wide: true }, { title: 'Paragraph' }],
  all.map((example) => {
    const [where] = reached.filter(({ provision }) => example.provisions.includes(provision));
    return [
      html`${example.id === null ? `Row ${count(example.row)}` : given(example.id)}${example.employer === null ? null : html` <small>${given(example.employer)}</small>`}`,
      ACT_WORDS[example.act],
      capital(exampleWords(example)),
      where === undefined ? null : cite(where.cite),
    ];
  }),
)}`;
}

function nameOf(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

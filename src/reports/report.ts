import type { CaseloadSummary } from '../caseload/summary.ts';
import { spokenDays } from './figures.ts';
import { given, html } from './html.ts';
import { pageHtml } from './page.ts';
import { caps } from './sections/cap.ts';
import { departures } from './sections/departures.ts';
import { employers } from './sections/employers.ts';
import { endings } from './sections/endings.ts';
import { law } from './sections/law.ts';
import { description, lede } from './sections/lede.ts';
import { missing } from './sections/missing.ts';
import { byAct, byLayer } from './sections/outcomes.ts';
import { provisions } from './sections/provisions.ts';
import { method, reading, rejects } from './sections/reading.ts';
import { samples } from './sections/samples.ts';
import { hostsWords } from './words.ts';

/**
 * `report.html`: one self-contained page made of the summary and of nothing else, the same bytes for the same summary on every machine.
 * It opens offline, holds no script, and prints on A4.
 *
 * Import this module only when a report is made: the charts bring a drawing library and a document, 0.15 s.
 */
export function reportHtml(summary: CaseloadSummary): string {
  const { asOf, source } = summary;
  const where = hostsWords(summary);
  const what = `Work permits${where === '' ? '' : `, ${where}`}`;
  const when = asOf === null ? '' : spokenDays(asOf);
  return pageHtml({
    title: `${what}${when === '' ? '' : `, ${when}`}: Resolute report`,
    description: description(summary),
    kind: 'Resolute · report on a caseload',
    heading: html`<h1>${what}</h1>
<p class="dateline">${when === '' ? null : html`${when} · `}${given(nameOf(source.file))}</p>`,
    lede: lede(summary),
    sections: [
      { id: 'law', title: 'What was decided, by which law', body: law(summary) },
      { id: 'acts', title: 'Outcome by act', body: byAct(summary) },
      { id: 'layers', title: 'Outcome by layer of law', body: byLayer(summary) },
      { id: 'departures', title: 'Who must leave, by when', body: departures(summary) },
      { id: 'employers', title: 'Permits by employer and month', body: employers(summary) },
      { id: 'endings', title: 'When standing authorisations end', body: endings(summary) },
      { id: 'cap', title: 'The cap over time', body: caps(summary) },
      { id: 'missing', title: 'What is not known', body: missing(summary) },
      { id: 'provisions', title: 'The provisions', body: provisions(summary) },
      { id: 'decisions', title: 'Decisions in words', body: samples(summary) },
      { id: 'rejects', title: 'Rows refused at the door', body: rejects(summary) },
      { id: 'reading', title: 'How the file was read', body: reading(summary) },
      { id: 'method', title: 'How to read this report', body: method(summary) },
    ],
    foot: html`<p>${summary.engine} · ${summary.law.map(({ regime, sha256 }, i) => html`${i === 0 ? '' : ' · '}${regime} ${sha256.slice(0, 12)}`)}</p>`,
  });
}

function nameOf(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

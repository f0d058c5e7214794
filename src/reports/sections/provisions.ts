import type { CaseloadSummary } from '../../caseload/summary.ts';
import { count } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { basisWords, cite, code } from '../words.ts';

/** Every provision that bites or may bite, in its plain words, with the number of cases. */
export function provisions({ provisions: all, announced }: CaseloadSummary): Html {
  const isAnnounced = new Set(announced.map(({ provision }) => provision));
  if (all.length === 0) return html`<p>No provision bites in any case, and none may.</p>`;
  return html`<p>A provision <em>bites</em> where its conditions hold and no exception of its own lifts it; it <em>may bite</em> where a fact is wanting; it <em>decides</em> where a case is barred, or needs approval, because of it.</p>
<ol class="provisions">${all.map(
    (provision) => html`<li>
<div><h3>${cite(provision.cite)}</h3>
<p>${provision.words}</p>
<p class="quiet">${provision.layer === 'un' ? 'United Nations' : 'Own measure of the host state'} · ${basisWords(provision.basis)} · ${code(provision.id)}</p>${isAnnounced.has(provision.id) ? html`<p><strong>Announced only: it obliges nobody to leave.</strong></p>` : null}</div>
<dl><div><dt>${isAnnounced.has(provision.id) ? 'said of' : 'bites'}</dt><dd>${count(provision.bites)}</dd></div><div><dt>${isAnnounced.has(provision.id) ? 'perhaps of' : 'may bite'}</dt><dd>${count(provision.unknown)}</dd></div><div><dt>decides</dt><dd>${count(provision.decides)}</dd></div></dl></li>
`,
  )}</ol>`;
}

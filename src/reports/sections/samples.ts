import type { CaseloadSummary } from '../../caseload/summary.ts';
import { spokenDate } from '../../values/dates.ts';
import { count } from '../figures.ts';
import { given, type Html, html } from '../html.ts';
import { ACT_WORDS, OUTCOME_WORDS, OUTCOMES, swatch } from '../words.ts';

const SHOWN = 3;

/** Three decisions in words: a reader sees what stands behind each number. */
export function samples({ samples: all }: CaseloadSummary): Html {
  if (all.length === 0) return html`<p>No case was decided.</p>`;
  return html`<p>Chosen by rule, the first of each kind. The words are those that <code>resolute check</code> gives for the case.</p>
<div class="samples">${chosen(all).map(
    ({ row, id, act, outcome, returnBy, words }) => html`<article>
<h3>${swatch(outcome)} ${OUTCOME_WORDS[outcome]}</h3>
<p class="quiet">Row ${count(row)}${id === null ? null : html`, ${given(id)}`}: ${ACT_WORDS[act]}${returnBy === null ? '' : `, by ${spokenDate(returnBy)}`}</p>
${words.map((sentence, i) => (i === 0 ? html`<p><strong>${sentence}</strong></p>` : html`<p>${sentence}</p>`))}</article>`,
  )}</div>`;
}

/** Decisions of as many outcomes as there are, the strongest first, filled up with others in the order given. */
function chosen(all: CaseloadSummary['samples']): CaseloadSummary['samples'] {
  const ofEach = OUTCOMES.flatMap((outcome) => all.find((sample) => sample.outcome === outcome) ?? []);
  return [...ofEach, ...all.filter((sample) => !ofEach.includes(sample))].slice(0, SHOWN);
}

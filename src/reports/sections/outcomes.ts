import type { CaseloadSummary, OutcomeCounts } from '../../caseload/summary.ts';
import { count, plural, share } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { type Column, table } from '../table.ts';
import { ACT_LABELS, ACT_WORDS, GAP_WORDS, hostsWords, OUTCOME_WORDS, OUTCOMES, outcomeCells, totalOf } from '../words.ts';
import { stacked } from './stacked.ts';

export const OUTCOME_COLUMNS: readonly Column[] = OUTCOMES.map((outcome) => ({ title: OUTCOME_WORDS[outcome], number: true }));

/** What comes out for each act that is asked for. */
export function byAct({ byAct: acts, outcomes }: CaseloadSummary): Html {
  if (acts.length === 0) return html`<p>No case was decided.</p>`;
  const [worst] = [...acts].sort((a, b) => b.outcomes.barred - a.outcomes.barred);
  const sentence =
    worst === undefined || worst.outcomes.barred === 0
      ? 'No act is barred in any case.'
      : `No act has more barred cases than ${ACT_WORDS[worst.act]}: ${count(worst.outcomes.barred)} of ${count(outcomes.barred)}.`;
  const bars = acts.map(({ act, outcomes }) => ({ label: ACT_LABELS[act], outcomes }));
  return html`${stacked(sentence, bars)}
${table(
  'Outcome by act',
  [{ title: 'Act' }, ...OUTCOME_COLUMNS, { title: 'Cases', number: true }],
  acts.map(({ act, outcomes }) => [
    html`${ACT_LABELS[act]} <small>${ACT_WORDS[act]}</small>`,
    ...outcomeCells(outcomes),
    count(totalOf(outcomes)),
  ]),
  ['All', ...outcomeCells(outcomes), count(totalOf(outcomes))],
)}`;
}

/** What each layer of law gives by itself, and who asks for more than whom. */
export function byLayer(summary: CaseloadSummary): Html {
  const { byLayer: layers, byGap, rows } = summary;
  if (rows.decided === 0) return html`<p>No case was decided.</p>`;
  const own = `${hostsWords(summary) || 'The host states'}, own measures`;
  const shown: readonly (readonly [string, string, OutcomeCounts])[] = [
    ['United Nations', 'United Nations', layers.un],
    ['Own measures', own, layers.national],
  ];
  return html`<p>What the Council requires and what a state added are decided apart; the stronger of the two is the outcome.</p>
${stacked(
  compared(layers.un.barred + layers.un['needs-approval'], layers.national.barred + layers.national['needs-approval']),
  shown.map(([label, , outcomes]) => ({ label, outcomes })),
)}
${table(
  'Outcome by layer of law',
  [{ title: 'Layer' }, ...OUTCOME_COLUMNS, { title: 'Cases', number: true }],
  shown.map(([, words, outcomes]) => [words, ...outcomeCells(outcomes), count(totalOf(outcomes))]),
)}
<h3>Who asks for more than whom</h3>
<dl class="gaps">${[...byGap]
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => GAPS.indexOf(a.gap) - GAPS.indexOf(b.gap))
    .map(
      ({ gap, cases }) => html`<div><dt><b>${count(cases)}</b> <span>${share(cases, rows.decided)}</span></dt>
<dd><strong>${GAP_WORDS[gap].title}.</strong> ${GAP_WORDS[gap].words}</dd></div>`,
    )}</dl>`;
}

const GAPS = Object.keys(GAP_WORDS);

function compared(un: number, national: number): string {
  if (un === 0 && national === 0) return 'Neither layer bars a case or makes it depend on an approval.';
  const the = `The Council\u2019s decisions alone bar, or make dependent on approval, ${plural(un, 'case')}; the measures of the states alone, ${count(national)}`;
  return `${the}.`;
}

import type { CaseloadSummary, OutcomeCounts } from '../caseload/summary.ts';
import type { Gap, Outcome } from '../decide/settle.ts';
import type { Basis, Citation } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { count } from './figures.ts';
import { type Html, html } from './html.ts';

/** From the strongest to none: the order of every bar, legend and table. */
export const OUTCOMES = ['barred', 'needs-approval', 'undecided', 'clear'] as const satisfies readonly Outcome[];

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  barred: 'Barred',
  'needs-approval': 'Needs approval',
  undecided: 'Undecided',
  clear: 'Clear',
};

export const OUTCOME_MEANS: Readonly<Record<Outcome, string>> = {
  barred: 'a provision in force forbids it',
  'needs-approval': 'open only if the Committee approves the case in advance',
  undecided: 'a fact or an open question is wanting',
  clear: 'nothing in force bars it',
};

export const ACT_LABELS: Readonly<Record<Act, string>> = {
  authorise: 'Authorise',
  renew: 'Renew',
  contract: 'New contract',
  employ: 'Employ on',
  remain: 'Remain',
};

/** What an act asks, for a table. */
export const ACT_WORDS: Readonly<Record<Act, string>> = {
  authorise: 'a first work authorisation',
  renew: 'the renewal of an authorisation',
  contract: 'a new contract of employment',
  employ: 'going on with the employment',
  remain: 'remaining in the host state',
};

export const GAP_WORDS: Readonly<Record<Gap | 'open', { readonly title: string; readonly words: string }>> = {
  'required-by-un': { title: 'The Council requires it', words: "The outcome is what the Council's decisions alone give." },
  'refused-though-allowed': {
    title: 'The state refuses what the Council allows',
    words:
      "The Council's paragraph reaches the case and an exception of its own lifts it; the state's own measure refuses it all the same.",
  },
  'national-only': { title: 'The state goes further', words: "The Council does not go so far; it is the state's own measure that does." },
  open: { title: 'Not settled', words: 'One of the two layers cannot be decided yet, so nobody can say who asks for more.' },
  none: { title: 'Nothing bars', words: 'Nothing in force bars these cases or makes them depend on an approval.' },
};

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  act: "the state's published law",
  report: "the state's own report",
  statement: "an official's statement",
};

export function basisWords(basis: Basis | null): string {
  return basis === null ? 'decision of the Council' : BASIS_WORDS[basis];
}

/** "S/RES/2397 (2017) ¶8"; a part that bears no number is named as it is. */
export function citeText({ instrument, paragraph }: Citation): string {
  return /^\d/.test(paragraph) ? `${instrument} \u00B6${paragraph}` : `${instrument}, ${paragraph}`;
}

export function cite(citation: Citation): Html {
  return html`<cite>${citeText(citation)
    .split(/(\d{4}-\d{2}-\d{2})/)
    .map((part, i) => (i % 2 === 1 ? html`<span class="day-in-line">${part}</span>` : part))}</cite>`;
}

/** A dotted name of the law or of a fact, which may be broken only after its dots. */
export function code(name: string): Html {
  return html`<code>${name.split('.').map((part, i) => html`${i === 0 ? null : html`.<wbr>`}${part}`)}</code>`;
}

/** The fact in words, without the name that the words may end with. */
export function factPhrase({ fact, words }: { readonly fact: string; readonly words: string }): string {
  const name = ` (${fact})`;
  return words.endsWith(name) ? words.slice(0, -name.length) : words;
}

/** A number with the swatch of its outcome before it, so that it can be told without its colour. */
export function swatch(kind: Outcome | 'settles'): Html {
  return html`<svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect class="fill-${kind}" x="1" y="1" width="14" height="14"/></svg>`;
}

export function legend(items: readonly (readonly [Outcome | 'settles', string])[]): Html {
  return html`<ul class="legend">${items.map(([kind, words]) => html`<li>${swatch(kind)} ${words}</li>`)}</ul>`;
}

export function outcomeLegend(present: OutcomeCounts): Html {
  return legend(OUTCOMES.filter((outcome) => present[outcome] > 0).map((outcome) => [outcome, OUTCOME_WORDS[outcome]] as const));
}

export function totalOf(outcomes: OutcomeCounts): number {
  return OUTCOMES.reduce((total, outcome) => total + outcomes[outcome], 0);
}

/** Cells of a table, one an outcome. */
export function outcomeCells(outcomes: OutcomeCounts): string[] {
  return OUTCOMES.map((outcome) => count(outcomes[outcome]));
}

/** The title in a phrase of the host states: "Mongolia", or how many there are. */
export function hostsWords({ hosts }: CaseloadSummary): string {
  const [only] = hosts;
  if (only === undefined) return '';
  return hosts.length === 1
    ? only.name
    : hosts.length <= 3
      ? hosts.map(({ name }) => name).join(', ')
      : `${count(hosts.length)} host states`;
}

import type { CaseloadSummary } from '../../caseload/summary.ts';
import { spokenDate } from '../../values/dates.ts';
import { chart, FILL } from '../chart.ts';
import { capital, count, listing, plural, share, spokenDays, sum } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { basisWords, cite, citeText, factPhrase, OUTCOME_MEANS, OUTCOME_WORDS, OUTCOMES, swatch } from '../words.ts';
import { segments } from './stacked.ts';

/** The sentence that matters, composed from the numbers, and the four numbers it rests on. */
export function lede(summary: CaseloadSummary): Html {
  return html`<div class="lede"><p class="sentence">${verdict(summary)}</p>
<p>${[departure(summary), announcement(summary)]}</p>
<p>${[deciding(summary), wanting(summary), protection(summary)]}</p></div>
${summary.rows.decided === 0 ? null : numbers(summary)}`;
}

function verdict({ rows, asOf, outcomes }: CaseloadSummary): string {
  if (rows.decided === 0 || asOf === null)
    return rows.read === 0 ? 'The file holds no case.' : `Of ${plural(rows.read, 'row')} read, none could be decided.`;
  const parts = OUTCOMES.filter((outcome) => outcomes[outcome] > 0).map((outcome) => PHRASES[outcome](outcomes[outcome]));
  return rows.decided === 1
    ? `The one case of ${spokenDays(asOf)} ${listing(parts).replace(/^1 /, '')}.`
    : `Of ${count(rows.decided)} cases of ${spokenDays(asOf)}, ${listing(parts)}.`;
}

const be = (number: number): string => (number === 1 ? 'is' : 'are');
const PHRASES = {
  barred: (n: number) => `${count(n)} ${be(n)} barred`,
  'needs-approval': (n: number) => `${count(n)} ${n === 1 ? 'needs' : 'need'} the Committee\u2019s approval in advance`,
  undecided: (n: number) => `${count(n)} ${be(n)} undecided while something is not known`,
  clear: (n: number) => `${count(n)} ${be(n)} clear`,
} as const;

function departure({ departures, rows }: CaseloadSummary): Html {
  if (rows.decided === 0) return html`Nothing follows from it for anybody. `;
  const [first] = departures;
  if (first === undefined) return html`<strong>No provision in force obliges anybody to leave.</strong> `;
  const overdue = sum(departures, (duty) => duty.overdue);
  const cases = sum(departures, (duty) => duty.cases);
  const past =
    overdue === 0
      ? ''
      : overdue === cases
        ? ' That day has passed in every one of them.'
        : ` The day has passed in ${count(overdue)} of them.`;
  return html`<strong>In ${plural(cases, 'case')} somebody must leave or stop work, ${
    departures.length === 1 ? 'by' : 'the first by'
  } ${spokenDate(first.by)}</strong> (${cite(first.cite)}).${past} `;
}

function announcement({ announced }: CaseloadSummary): string {
  const [first, ...more] = announced;
  if (first === undefined || first.cases === 0) return '';
  const others =
    more.length === 0 ? '' : `, and ${plural(more.length, 'other announcement stands', 'other announcements stand')} beside it`;
  return `A departure by ${spokenDate(first.by)} was announced for ${plural(first.cases, 'case')}${others}: it obliges nobody. `;
}

/** The provisions behind the numbers, those that decide most first. */
function deciding({ provisions }: CaseloadSummary): Html | null {
  const first = [...provisions].filter(({ decides }) => decides > 0).sort((a, b) => b.decides - a.decides);
  const shown = first.slice(0, 3);
  if (shown.length === 0) return null;
  const rest = first.length === shown.length ? '' : `, and ${plural(first.length - shown.length, 'other provision')}`;
  return html`What decides: ${shown.map(
    ({ cite: where, decides, basis }, i) =>
      html`${i === 0 ? '' : '; '}${cite(where)}${basis === null ? '' : `, ${basisWords(basis)},`} in ${plural(decides, 'case')}`,
  )}${rest}. `;
}

function wanting({ missing, outcomes }: CaseloadSummary): string {
  const [most] = [...missing].sort((a, b) => b.settles - a.settles);
  if (outcomes.undecided === 0 || most === undefined || most.settles === 0) return '';
  return `One fact alone, ${factPhrase(most)}, would settle ${count(most.settles)} of the ${plural(outcomes.undecided, 'undecided case')}. `;
}

function protection(summary: CaseloadSummary): string {
  const number = summary.protected;
  return number === 0
    ? ''
    : `${capital(plural(number, 'case'))} ${number === 1 ? 'concerns a person' : 'concern people'} whom nobody may order to leave.`;
}

function numbers({ outcomes, rows }: CaseloadSummary): Html {
  const sentence = `All ${plural(rows.decided, 'decided case')} in one bar: ${OUTCOMES.map((outcome) => `${count(outcomes[outcome])} ${OUTCOME_WORDS[outcome].toLowerCase()}`).join(', ')}.`;
  return html`<div class="whole">${chart(sentence, ({ isNarrow }) => ({
    height: isNarrow ? 22 : 28,
    margin: 1,
    axis: null,
    x: { domain: [0, 1] },
    color: { type: 'identity' },
    marks: segments([{ label: '', outcomes }], { fills: FILL, withLabels: false, room: 340 }),
  }))}
<dl class="tiles">${OUTCOMES.map(
    (outcome) => html`<div><dt>${swatch(outcome)} ${OUTCOME_WORDS[outcome]}</dt>
<dd><b>${count(outcomes[outcome])}</b> <span>${share(outcomes[outcome], rows.decided)}</span></dd>
<dd class="means">${OUTCOME_MEANS[outcome]}</dd></div>`,
  )}</dl></div>`;
}

/** "by 22 December 2019 (S/RES/2397 (2017) ¶8)" for the head of a document. */
export function description(summary: CaseloadSummary): string {
  const [first] = summary.departures;
  return first === undefined
    ? verdict(summary)
    : `${verdict(summary)} First departure by ${spokenDate(first.by)} (${citeText(first.cite)}).`;
}

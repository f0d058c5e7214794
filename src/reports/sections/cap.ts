import { areaY, type Markish, rect, ruleX, text } from '@observablehq/plot';
import type { CapSeries, CaseloadSummary } from '../../caseload/summary.ts';
import { daysBetween, type IsoDate, spokenDate } from '../../values/dates.ts';
import { chart } from '../chart.ts';
import { interval } from '../figures.ts';
import { type Html, html } from '../html.ts';
import { calendarOf } from '../periods.ts';
import { folded, table } from '../table.ts';
import { ACT_WORDS, cite, citeText, code } from '../words.ts';
import { wholeOnly } from './endings.ts';

/** The number of standing authorisations over time against the number of its day, between what is certain and what is possible. */
export function caps({ caps: all, hosts }: CaseloadSummary): Html {
  if (all.length === 0)
    return html`<p>Nothing can be counted day by day: that takes a file with the history of authorisations from the day of the cap on, and a provision that caps their number.</p>`;
  return html`${all.map((series) => cap(series, hosts.find(({ host }) => host === series.host)?.name ?? series.host))}`;
}

function cap(series: CapSeries, host: string): Html {
  const { days, baseline, baselineOn } = series;
  const [first] = days;
  const stood = baseline[1] === 1 ? 'authorisation' : 'authorisations';
  const body = html`<p>${passed(series)} On ${spokenDate(baselineOn)} there stood ${interval(baseline)} ${stood} in ${host}; that is the number not to be passed (${cite(series.cite)} ${code(series.provision)}). ${countedWords(series)}</p>`;
  if (first === undefined) return html`${body}<p>No day after it is in the file.</p>`;
  return html`${body}
${chart(
  `Standing authorisations day by day against the ${interval(baseline)} of ${spokenDate(baselineOn)} (${citeText(series.cite)}): between the lower edge, which is certain, and the upper, which is possible where a fact is unknown.`,
  ({ isNarrow }) => drawing(series, first.day, isNarrow),
)}
${folded(
  'The count day by day',
  table(
    `Standing authorisations in ${host} under ${series.provision}`,
    [{ title: 'From' }, { title: 'Standing', number: true }, { title: `More than on ${spokenDate(baselineOn)}`, number: true }],
    days.map(({ day, standing, over }) => [spokenDate(day), interval(standing), interval(over)]),
  ),
  days.length > 40 ? 'long' : 'short',
)}`;
}

const countedWords = ({ counted }: CapSeries): string =>
  counted.by === 'permit number'
    ? 'Each permit is counted once, by its number.'
    : `The file has no permit numbers: what is counted are its cases of one act, ${ACT_WORDS[counted.act]}.`;

function passed({ firstCertain, firstPossible }: CapSeries): Html {
  if (firstPossible === null && firstCertain === null)
    return html`<strong>The number was passed on no day that the file speaks of.</strong>`;
  if (firstCertain === null)
    return html`<strong>The number was perhaps passed on ${spokenDate(firstPossible ?? '')}, and on no day for certain.</strong>`;
  const perhaps = firstPossible === null || firstPossible === firstCertain ? '' : `, perhaps as early as ${spokenDate(firstPossible)}`;
  return html`<strong>The number was first passed on ${spokenDate(firstCertain)}${perhaps}.</strong>`;
}

/** Days are counted from the first one: a number on a plain axis has no time zone. */
function drawing({ days, baseline, baselineOn, firstCertain, firstPossible }: CapSeries, first: IsoDate, isNarrow: boolean) {
  const at = (day: IsoDate): number => daysBetween(first, day);
  const last = days.at(-1)?.day ?? first;
  // The last count goes on a little, so that a step on the last day can be seen.
  const end = Math.max(at(last) + Math.max(1, Math.ceil(at(last) / 60)), 1);
  const steps = [...days.map(({ day, standing }) => ({ x: at(day), low: standing[0], high: standing[1] }))];
  const tail = steps.at(-1);
  if (tail !== undefined) steps.push({ ...tail, x: end });
  const all = [...baseline, ...days.flatMap(({ standing }) => standing)];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = Math.max(1, (high - low) * 0.15);
  const ticks = ticksOf(days, first, end, isNarrow ? 4 : 9);
  const marks: Markish[] = [
    rect([0], {
      x1: 0,
      x2: end,
      y1: baseline[0],
      y2: Math.max(baseline[1], baseline[0] + 1e-9),
      fill: 'var(--tone-2)',
      stroke: 'var(--ink)',
      strokeDasharray: '4 3',
    }),
    areaY(steps, {
      x: 'x',
      y1: 'low',
      y2: 'high',
      curve: 'step-after',
      fill: 'url(#pattern-undecided)',
      stroke: 'var(--barred)',
      strokeWidth: 2,
    }),
    text([`${interval(baseline)} on ${spokenDate(baselineOn)}`], {
      x: end,
      y: baseline[1],
      dy: -8,
      textAnchor: 'end',
      fontWeight: 600,
      stroke: 'var(--halo)',
      strokeWidth: 5,
      fill: 'var(--ink)',
    }),
  ];
  const line = (day: IsoDate | null, words: string, dy: number): Markish[] =>
    day === null
      ? []
      : [
          ruleX([at(day)], { stroke: 'var(--ink)' }),
          text([words], {
            x: at(day),
            frameAnchor: 'bottom',
            dy,
            dx: 5,
            textAnchor: 'start',
            stroke: 'var(--halo)',
            strokeWidth: 5,
            fill: 'var(--ink)',
          }),
        ];
  marks.push(...line(firstPossible === firstCertain ? null : firstPossible, 'perhaps passed', -24), ...line(firstCertain, 'passed', -8));
  return {
    height: isNarrow ? 240 : 300,
    marginLeft: isNarrow ? 48 : 60,
    marginRight: 6,
    marginTop: 24,
    marginBottom: 40,
    x: { domain: [0, end], ticks: [...ticks.keys()], tickFormat: (day: number) => ticks.get(day) ?? '', label: null },
    y: {
      domain: [Math.max(0, Math.floor(low - room)), Math.ceil(high + room)],
      ticks: 5,
      tickFormat: wholeOnly,
      tickSize: 0,
      grid: true,
      label: null,
    },
    marks,
  };
}

/** Beginnings of months, quarters or years that lie in the chart, as days from the first. */
function ticksOf(days: CapSeries['days'], first: IsoDate, end: number, most: number): Map<number, string> {
  const calendar = calendarOf(
    days.map(({ day }) => day.slice(0, 7)),
    most,
  );
  const ticks = new Map<number, string>();
  for (const { start, label } of calendar.periods) {
    const day = daysBetween(first, start);
    if (day >= 0 && day <= end) ticks.set(day, label);
  }
  return ticks;
}

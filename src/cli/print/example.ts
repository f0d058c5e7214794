import { join } from 'node:path';
import type { CaseloadSummary, OutcomeCounts } from '../../caseload/summary.ts';
import type { Compiled } from '../../decide/compile.ts';
import { citeWords } from '../../decide/words/decision.ts';
import { ACTS } from '../../law/vocabulary.ts';
import { spokenDate } from '../../values/dates.ts';
import type { Paper } from '../paper.ts';
import { number, pad } from './numbers.ts';

export interface ExampleView {
  readonly december: CaseloadSummary;
  readonly february: CaseloadSummary;
  readonly out: string;
  readonly later: string;
  readonly law: Compiled;
}

/** What a newcomer sees first: the Mongolian case, decided. */
export function printExample(view: ExampleView, paper: Paper): void {
  const { december } = view;
  paper.line();
  paper.line(paper.style('bold', '  Resolute · Mongolia, December 2017'));
  paper.line();
  paper.prose(
    `A ministry has ${number(december.rows.read)} questions on its desk on ${day(december)}: who of 1,190 workers from the DPRK, and of several hundred others, may be authorised, renewed, employed, and stay? All people are invented; the totals are the published ones.`,
    { indent: 2 },
  );
  paper.line();
  printCounts(december, paper);
  printLayers(december, paper);
  printWanted(december, paper);
  printDepartures(view, paper);
  printSamples(december, paper);
  printNext(view, paper);
}

const HEADS = ['clear', 'barred', 'needs approval', 'undecided'];

function row(label: string, counts: OutcomeCounts): string {
  return `  ${pad(label, 18)}${[counts.clear, counts.barred, counts['needs-approval'], counts.undecided].map((count) => (count === 0 ? '·' : number(count)).padStart(15)).join('')}`;
}

function printCounts({ rows, byAct, outcomes }: CaseloadSummary, paper: Paper): void {
  paper.line(paper.style('dim', `  ${pad(`${number(rows.decided)} decided`, 18)}${HEADS.map((head) => head.padStart(15)).join('')}`));
  for (const act of ACTS) {
    const counts = byAct.find((entry) => entry.act === act)?.outcomes;
    if (counts !== undefined) paper.line(row(act, counts));
  }
  paper.line(paper.style('bold', row('all', outcomes)));
}

function printLayers({ byLayer, rows }: CaseloadSummary, paper: Paper): void {
  paper.line();
  paper.line(row('by the Council', byLayer.un));
  paper.line(row("by the state's own", byLayer.national));
  paper.line();
  paper.prose(
    `${number(rows.rejected)} rows were refused at the door, each with its reason in rejects.csv: "Korea" for a nationality, days that do not exist, contradictions. None is lost and none is guessed.`,
    { indent: 2 },
  );
  paper.line();
}

function printWanted({ missing, outcomes }: CaseloadSummary, paper: Paper): void {
  paper.line(paper.style('bold', `  Undecided for want of a fact: ${number(outcomes.undecided)}`));
  for (const { words, undecided } of missing.filter((fact) => fact.undecided > 0))
    paper.prose(words, { indent: 2, bullet: `${number(undecided).padStart(4)}  ` });
  paper.line();
}

function printDepartures({ december, february }: ExampleView, paper: Paper): void {
  paper.line(paper.style('bold', '  Who must leave by when'));
  const required = december.departures.reduce((sum, { cases }) => sum + cases, 0);
  paper.prose(`On ${day(december)}: ${required === 0 ? 'nobody' : `${number(required)} cases`}.`, { indent: 2 });
  for (const { by, cases, against } of december.announced)
    paper.prose(
      `Officials told a news agency that all leave by ${spokenDate(by)}. That is announced and required by nobody (${number(cases)} cases). ${against ?? ''}`,
      { indent: 4 },
    );
  paper.prose(`The same people on ${day(february)}, after the Council's resolution of 22 December and the state's own report:`, {
    indent: 2,
  });
  for (const { by, act, cases, cite } of february.departures)
    paper.prose(`${act === 'employ' ? 'work ends' : 'stay ends'} by ${spokenDate(by)}  (${citeWords(cite)})`, {
      indent: 2,
      bullet: `${number(cases).padStart(7)}  `,
    });
  paper.prose(`protected: return is prohibited or an assessment is pending. Nobody of them may be ordered to leave.`, {
    indent: 2,
    bullet: `${number(february.protected).padStart(7)}  `,
  });
  paper.line();
}

/** One of each kind that a newcomer should meet: refused though the Council allows it, in need of approval, undecided. */
function printSamples({ samples }: CaseloadSummary, paper: Paper): void {
  const wanted = [
    samples.find(({ outcome, act, gap }) => outcome === 'barred' && act === 'renew' && gap === 'refused-though-allowed'),
    samples.find(({ outcome }) => outcome === 'needs-approval'),
    samples.find(({ outcome }) => outcome === 'undecided'),
  ].filter((sample) => sample !== undefined);
  paper.line(paper.style('bold', '  Three decisions'));
  for (const { id, words } of wanted) {
    const [verdict = '', ...reasons] = words;
    paper.line();
    paper.line(paper.style('dim', `  ${id ?? ''}`));
    paper.prose(verdict, { indent: 2 });
    for (const reason of reasons) paper.prose(reason, { indent: 4, bullet: '• ' });
  }
  paper.line();
}

function printNext({ out, later }: ExampleView, paper: Paper): void {
  paper.line(paper.style('bold', '  The report'));
  paper.line(`  ${join(out, 'report.html')}`);
  paper.line(`  ${join(later, 'report.html')}`);
  paper.line();
  paper.line(paper.style('bold', '  Try next'));
  paper.line('  npx resolute check examples/cases/renewal.json');
  paper.line('      one case, and why');
  paper.line('  npx resolute law show un.2375.17');
  paper.line('      a paragraph, its exceptions and open questions');
  paper.line('  npx resolute impact examples/mongolia-2017/december-2017.csv --draft un-2397-12-months --as-of 2017-12-22');
  paper.line('      12 months instead of 24: what would have changed');
  paper.line();
}

function day({ asOf }: CaseloadSummary): string {
  return asOf === null ? 'no day' : spokenDate(asOf.first);
}

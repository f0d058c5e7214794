import { join } from 'node:path';
import { citeWords } from '../../decide/words/decision.ts';
import type { ComparedFile } from '../../impact/impact-of-file.ts';
import { exampleWords, ledeOf } from '../../impact/lede.ts';
import type { ChangeCounts, ImpactSummary } from '../../impact/summary.ts';
import { casesOf } from '../../impact/words.ts';
import { displayWidth, type Paper } from '../paper.ts';
import { printMapping } from './caseload.ts';
import { number, pad } from './numbers.ts';

const LINES_MAX = 6;
const REJECTS_MAX = 3;
/** Where nothing is known to change a few of the open cases say enough. */
const OPEN_EXAMPLES = 3;

/** What a draft would change: the sentence that matters, the table, where it comes from, whom it meets, and where everything lies. */
export function printImpact({ summary, files }: ComparedFile, out: string | undefined, paper: Paper): void {
  const { draft, notice, why } = summary;
  paper.line();
  paper.prose(`${paper.style('bold', draft.title)} ${paper.style('dim', `(${draft.id})`)}`, { indent: 2 });
  paper.line();
  const [first = '', ...more] = ledeOf(summary);
  paper.prose(paper.style('bold', first), { indent: 2 });
  for (const sentence of more) paper.prose(sentence, { indent: 2 });
  paper.line();
  paper.prose(paper.style('yellow', notice), { indent: 2 });
  paper.line();
  if (why.length > 0) {
    heading('Why nothing changes', paper);
    for (const sentence of why) paper.prose(sentence, { indent: 2, bullet: '- ' });
    paper.line();
  }
  printTable(summary, paper);
  printChanges(summary, paper);
  if (why.length === 0) {
    printMonths('By the last day under the draft', summary.byNewDay, paper);
    printMonths('By the month in which the permit ends', summary.byEnding, paper);
    printEmployers(summary, paper);
  }
  printExamples(summary, paper);
  printMapping(summary, paper);
  printRejects(summary, paper);
  if (out === undefined)
    paper.prose(paper.style('dim', 'Nothing was written; --out <folder> writes the list of these permits.'), { indent: 2 });
  else {
    heading('Results', paper);
    for (const file of files) paper.line(`  ${join(out, file)}`);
  }
  paper.line();
}

function heading(text: string, paper: Paper): void {
  paper.line(paper.style('bold', `  ${text}`));
}

/** Classes down, acts across; an act that the file does not ask about has no column. */
function printTable({ classes, byAct, rows }: ImpactSummary, paper: Paper): void {
  if (rows.compared === 0) return;
  const columns = [
    ...byAct.map(({ act, classes: counts }) => ({ head: act as string, of: (kind: keyof typeof counts) => counts[kind] })),
    { head: 'all', of: (kind: string) => classes.find((entry) => entry.class === kind)?.cases ?? 0 },
  ];
  const width = Math.max(...classes.map(({ title }) => title.length));
  const widths = columns.map(({ head, of }) => Math.max(head.length, ...classes.map((entry) => number(of(entry.class)).length)) + 2);
  paper.line(paper.style('dim', `  ${pad('', width)}${columns.map(({ head }, at) => head.padStart(widths[at] ?? 0)).join('')}`));
  for (const { class: kind, title } of classes) {
    const cells = columns.map(({ of }, at) => (of(kind) === 0 ? '·' : number(of(kind))).padStart(widths[at] ?? 0));
    paper.line(`  ${pad(title, width)}${cells.join('')}`);
  }
  paper.line();
  const split = classes.flatMap(({ title, details }) => {
    const told = details.filter(({ detail }) => detail !== 'not-reached');
    if (told.length === 0 || (details.length === 1 && title !== 'undecided')) return [];
    return [`${title}, ${told.map(({ cases, words }) => `${number(cases)}: ${words}`).join('; ')}.`];
  });
  for (const sentence of split) paper.prose(paper.style('dim', sentence), { indent: 2 });
  if (split.length > 0) paper.line();
}

/** Provisions of one paragraph that are changed alike are told together. */
function printChanges({ changes }: ImpactSummary, paper: Paper): void {
  heading('What the draft changes', paper);
  const told = new Map<string, ChangeCounts[]>();
  for (const change of changes) {
    const key = `${citeWords(change.cite)}: ${change.says.join(' ')}`;
    told.set(key, [...(told.get(key) ?? []), change]);
  }
  for (const [sentence, group] of told)
    paper.prose(`${sentence} ${group.map(({ provision, cases }) => `${provision}: ${casesOf(cases)}`).join('; ')}.`, {
      indent: 2,
      bullet: '- ',
    });
  if (changes.length === 0) paper.line('  Nothing in what the law decides.');
  paper.line();
}

function printMonths(title: string, months: ImpactSummary['byNewDay'], paper: Paper): void {
  if (months.length === 0) return;
  heading(title, paper);
  const most = Math.max(...months.map(({ cases }) => cases));
  const shown = months.slice(0, 2 * LINES_MAX);
  const width = Math.max(...shown.map(({ cases }) => number(cases).length));
  for (const { month, cases } of shown)
    paper.line(
      `  ${month}  ${number(cases).padStart(width)}  ${paper.style('dim', '▇'.repeat(Math.max(1, Math.round((cases / most) * 30))))}`,
    );
  if (months.length > shown.length) paper.line(`  and ${months.length - shown.length} months more`);
  paper.line();
}

function printEmployers({ employers, moreEmployers }: ImpactSummary, paper: Paper): void {
  const named = employers.filter(({ employer }) => employer !== null);
  if (named.length === 0) return;
  heading('Employers whose cases change, or may change', paper);
  const shown = named.slice(0, LINES_MAX);
  const width = Math.max(...shown.map(({ employer }) => displayWidth(employer ?? '')));
  for (const { employer, affected, cases } of shown)
    paper.line(`  ${pad(employer ?? '', width)}  ${number(affected).padStart(6)} of ${casesOf(cases)}`);
  const rest = named.length - shown.length + moreEmployers.employers;
  if (rest > 0) paper.line(paper.style('dim', `  and ${number(rest)} more`));
  paper.line();
}

function printExamples({ examples: all, changes, why }: ImpactSummary, paper: Paper): void {
  const examples = why.length === 0 ? all : all.slice(0, OPEN_EXAMPLES);
  if (examples.length === 0) return;
  const what = examples.length === 1 ? 'One example' : `${COUNT_WORDS[examples.length] ?? number(examples.length)} examples`;
  heading(why.length === 0 ? what : `${what} of what stays open`, paper);
  for (const example of examples) {
    const cites = [
      ...new Set(changes.filter(({ provision }) => example.provisions.includes(provision)).map(({ cite }) => citeWords(cite))),
    ];
    const who = [example.id ?? `row ${number(example.row)}`, example.employer].filter((part) => part !== null).join(', ');
    paper.prose(`${who} (${example.act}): ${exampleWords(example)}${cites.length === 0 ? '' : ` (${cites.join('; ')})`}`, {
      indent: 2,
      bullet: '- ',
    });
  }
  paper.line();
}

const COUNT_WORDS = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

function printRejects({ rejects, rows }: ImpactSummary, paper: Paper): void {
  if (rows.rejected === 0) return;
  heading(`${number(rows.rejected)} of ${number(rows.read)} rows could not be compared`, paper);
  for (const { field, reason, remedy, rows: count } of rejects.slice(0, REJECTS_MAX))
    paper.prose(`${field}, ${number(count)}: ${reason} ${remedy}`, { indent: 2, bullet: '- ' });
  if (rejects.length > REJECTS_MAX) paper.line('  - and others; with --out rejects.csv has each row.');
  paper.line();
}

import { join } from 'node:path';
import type { DecidedFile } from '../../caseload/decide-file.ts';
import type { CaseloadSummary, OutcomeCounts } from '../../caseload/summary.ts';
import { citeWords } from '../../decide/words/decision.ts';
import { EN } from '../../decide/words/en.ts';
import { ACTS } from '../../law/vocabulary.ts';
import { spokenDate } from '../../values/dates.ts';
import { displayWidth, type Paper } from '../paper.ts';
import { number, pad } from './numbers.ts';

/** How a file was understood, whatever was then done with it. */
interface ReadFile {
  readonly mapping: readonly { readonly column: string; readonly fact: string; readonly how: string }[];
  readonly unusedColumns: readonly string[];
}

/** How the columns of the file were understood: only where that needed understanding. */
export function printMapping(summary: ReadFile, paper: Paper): void {
  const told = summary.mapping.filter(({ how }) => how !== 'name');
  if (told.length > 0) {
    paper.line(paper.style('bold', 'How the columns were read'));
    const width = Math.max(...told.map(({ column }) => displayWidth(column)));
    for (const { column, fact, how } of told)
      paper.line(
        `  ${pad(column, width)}  → ${fact}${how === 'constant' ? '  (the same for all rows)' : how === 'mapping file' ? '  (mapping file)' : ''}`,
      );
    paper.line();
  }
  if (summary.unusedColumns.length > 0) {
    paper.prose(`Not used: ${summary.unusedColumns.join(', ')}.`);
    paper.line();
  }
}

/** What came out, calmly: the counts, what is missing, who must leave, what was rejected, and where everything lies. */
export function printCaseload({ summary, files }: DecidedFile, out: string, paper: Paper): void {
  const { rows, byAct, outcomes } = summary;
  paper.line(
    `${paper.style('bold', `${number(rows.decided)} of ${number(rows.read)} rows decided`)}, ${number(rows.rejected)} rejected${summary.asOf === null ? '' : `; the law of ${days(summary.asOf)}`}.`,
  );
  paper.line();
  if (rows.decided > 0) {
    const width = Math.max(5, ...ACTS.map((act) => act.length));
    paper.line(paper.style('dim', `  ${pad('', width)}${HEADS.map((head) => head.padStart(16)).join('')}`));
    for (const { act, outcomes: counts } of byAct) paper.line(`  ${pad(act, width)}${cells(counts)}`);
    paper.line(paper.style('bold', `  ${pad('all', width)}${cells(outcomes)}`));
    paper.line();
  }
  printMissing(summary, paper);
  printDepartures(summary, paper);
  printRejects(summary, paper);
  paper.line(paper.style('bold', 'Results'));
  for (const file of files) paper.line(`  ${join(out, file)}`);
}

const HEADS = ['clear', 'needs approval', 'barred', 'undecided'];

function cells(counts: OutcomeCounts): string {
  return [counts.clear, counts['needs-approval'], counts.barred, counts.undecided].map((count) => number(count).padStart(16)).join('');
}

function printMissing({ missing, outcomes, notes }: CaseloadSummary, paper: Paper): void {
  const wanted = missing.filter(({ undecided }) => undecided > 0);
  if (wanted.length > 0) {
    paper.line(paper.style('bold', `What is missing in the ${rowsOf(outcomes.undecided, 'undecided ')}`));
    for (const { words, undecided, settles } of wanted.slice(0, 6))
      paper.prose(
        `${words}: ${rowsOf(undecided)}${settles === 0 ? '' : settles === undecided ? '' : `, of which ${number(settles)} lack nothing else`}`,
        {
          indent: 2,
          bullet: '- ',
        },
      );
    paper.line();
  }
  for (const { field, reason, rows } of notes.slice(0, 6)) paper.prose(`${field}, ${rowsOf(rows)}: ${reason}`, { indent: 2, bullet: '- ' });
  if (notes.length > 0) paper.line();
}

function printDepartures({ departures, announced }: CaseloadSummary, paper: Paper): void {
  if (departures.length === 0 && announced.length === 0) return;
  paper.line(paper.style('bold', 'Who must leave or stop work'));
  for (const { by, act, cases, overdue, cite } of departures)
    paper.prose(
      `${rowsOf(cases)} (${EN.acts[act]}) by ${spokenDate(by)}${overdue === 0 ? '' : `, ${number(overdue)} of them overdue`}: ${citeWords(cite)}`,
      { indent: 2, bullet: '- ' },
    );
  for (const { by, cases, words } of announced)
    paper.prose(`Announced for ${spokenDate(by)} and required by nobody, ${rowsOf(cases)}: ${words}`, { indent: 2, bullet: '- ' });
  paper.line();
}

function printRejects({ rejects, rows }: CaseloadSummary, paper: Paper): void {
  if (rejects.length === 0) return;
  paper.line(paper.style('bold', `Why ${rowsOf(rows.rejected)} ${rows.rejected === 1 ? 'was' : 'were'} rejected`));
  for (const { field, reason, remedy, rows: count } of rejects.slice(0, 6))
    paper.prose(`${field}, ${number(count)}: ${reason} ${remedy}`, { indent: 2, bullet: '- ' });
  if (rejects.length > 6) paper.line('  - and others: rejects.csv has each row.');
  paper.line();
}

function days({ first, last }: { readonly first: string; readonly last: string }): string {
  return first === last ? spokenDate(first) : `${spokenDate(first)} to ${spokenDate(last)}`;
}

function rowsOf(count: number, kind = ''): string {
  return `${number(count)} ${kind}${count === 1 ? 'row' : 'rows'}`;
}

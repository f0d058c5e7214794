import type { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { isRecord, printTable, said } from './print.ts';

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (answer: unknown): Fields => (isRecord(answer) ? answer : {});
const rowsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A version of a regime: what stands in it, by name; `--json` has every word. */
export function printLaw(answer: unknown, paper: Paper): void {
  const { regime, sha256, law } = fieldsOf(answer);
  paper.line();
  paper.line(`  ${paper.style('bold', said(regime))}`);
  paper.line(`  ${said(sha256)}`);
  for (const [name, value] of Object.entries(fieldsOf(law))) {
    const rows = rowsOf(value);
    if (rows.length === 0) continue;
    paper.line();
    paper.line(`  ${rows.length} ${name}`);
    for (const { id, words } of rows) paper.prose(`${said(id)}${isRecord(words) ? `: ${said(words.en)}` : ''}`, { indent: 4 });
  }
  paper.line();
}

export function printLawChanges(answer: unknown, paper: Paper): void {
  const changes = rowsOf(fieldsOf(answer).changes);
  paper.line();
  if (changes.length === 0) paper.line('  The two versions say the same.');
  for (const { change, part, id, fields } of changes) {
    paper.prose(`${said(part)} ${said(id)}: ${said(change)}`, { indent: 2 });
    for (const { field, before, after } of rowsOf(fields))
      paper.prose(`${said(field)}: ${said(before)} → ${said(after)}`, { indent: 6, bullet: '• ' });
  }
  paper.line();
}

export function printLawEffect(answer: unknown, paper: Paper): void {
  const impact = fieldsOf(fieldsOf(answer).impact);
  paper.line();
  if (impact.draft === undefined) paper.line('  The register has not been compared under this draft yet.');
  else {
    const { draft, day, compared, changed, notice } = impact;
    paper.prose(
      `Under ${said(draft)}, on ${said(day)}: ${number(Number(changed))} of ${number(Number(compared))} answers would be others. ${said(notice)}`,
      { indent: 2 },
    );
    for (const rows of [rowsOf(impact.outcomes), rowsOf(impact.lastDays)])
      if (rows.length > 0) {
        paper.line();
        printTable(rows, paper, ['act', 'before', 'after', 'cases']);
      }
  }
  paper.line();
}

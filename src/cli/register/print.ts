import { displayWidth, type Paper, wrap } from '../paper.ts';
import { kebab } from './input-flags.ts';

/** What a use case or a query gave, for a person: a list as a table, a record as its fields, unknown as unknown. */
export function printAnswer(
  answer: unknown,
  { isDryRun, summary }: { readonly isDryRun: boolean; readonly summary: string },
  paper: Paper,
): void {
  paper.line();
  if (isDryRun) paper.prose(paper.style('yellow', 'A dry run: this is what would come out. Nothing was changed.'), { indent: 2 });
  if (isRecord(answer) && Array.isArray(answer.items)) printList(answer.items, answer, paper);
  else if (isRecord(answer)) printFields(answer, paper, 2);
  else paper.prose(`${summary}: ${said(answer)}`, { indent: 2 });
  if (isRecord(answer) && answer.status === 'waiting') {
    paper.line();
    paper.prose('It waits for a second person. Nothing has changed yet.', { indent: 2 });
  }
  paper.line();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const COLUMNS_MAX = 7;
/** What tells rows apart comes first, ids last. */
const FIRST = ['number', 'name', 'status', 'outcome', 'act', 'nationalities', 'validFrom', 'validTo', 'lastDay', 'by'];

function printList(items: readonly unknown[], { next }: Record<string, unknown>, paper: Paper): void {
  const rows = items.filter(isRecord);
  if (rows.length === 0) {
    paper.line('  Nothing that you may read.');
    return;
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => name !== 'version' && rows.some((row) => isShort(row[name])),
  );
  const isNumbered = rows.some((row) => typeof row.number === 'string');
  const rank = (name: string): number =>
    name === 'id' && !isNumbered ? -1 : FIRST.includes(name) ? FIRST.indexOf(name) : name === 'id' ? FIRST.length + 1 : FIRST.length;
  const chosen = names.sort((a, b) => rank(a) - rank(b)).slice(0, COLUMNS_MAX);
  const table = [chosen.map(words), ...rows.map((row) => chosen.map((name) => said(row[name])))];
  const widths = chosen.map((_, at) => Math.max(...table.map((cells) => displayWidth(cells[at] ?? ''))));
  const fitting = columnsThatFit(widths, paper.width - 2);
  table.forEach((cells, at) => {
    const line = cells
      .slice(0, fitting)
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))))
      .join('  ')
      .trimEnd();
    paper.line(`  ${at === 0 ? paper.style('dim', line) : line}`);
  });
  paper.line();
  paper.line(`  ${rows.length} shown${typeof next === 'string' ? `; more with --cursor ${next}` : ', the last of them'}.`);
}

/** As many columns as the terminal holds; `--json` has all. */
function columnsThatFit(widths: readonly number[], room: number): number {
  let used = 0;
  for (const [at, width] of widths.entries()) {
    used += width + (at === 0 ? 0 : 2);
    if (used > room) return Math.max(1, at);
  }
  return widths.length;
}

function isShort(value: unknown): boolean {
  return value !== null && value !== undefined && said(value).length <= 40;
}

function printFields(record: Record<string, unknown>, paper: Paper, indent: number): void {
  const width = Math.max(...Object.keys(record).map((name) => displayWidth(words(name)))) + 2;
  for (const [name, value] of Object.entries(record)) {
    const label = `${' '.repeat(indent)}${paper.style('dim', words(name).padEnd(width))}`;
    if (isRecord(value) && Object.keys(value).length > 0) {
      paper.line(label.trimEnd());
      printFields(value, paper, indent + 2);
    } else if (Array.isArray(value) && value.some(isRecord)) {
      paper.line(`${label}${value.length}`);
      for (const item of value) {
        if (isRecord(item)) printFields(item, paper, indent + 2);
        paper.line();
      }
    } else {
      const [first = '', ...rest] = wrap(said(value), Math.max(20, paper.width - indent - width));
      paper.line(`${label}${first}`);
      for (const part of rest) paper.line(`${' '.repeat(indent + width)}${part}`);
    }
  }
}

function words(name: string): string {
  return kebab(name).replaceAll('-', ' ');
}

function said(value: unknown): string {
  if (value === null || value === undefined) return '–'; // nothing is recorded: neither yes nor no
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(said).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

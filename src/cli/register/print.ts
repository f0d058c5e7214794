import { displayWidth, type Paper, wrap } from '../paper.ts';
import { kebab } from './input-flags.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A list as a table, a record as its fields, nothing recorded as `–`. */
export function printAnswer(answer: unknown, paper: Paper, columns?: readonly string[]): void {
  paper.line();
  if (isRecord(answer) && Array.isArray(answer.items)) printList(answer.items.filter(isRecord), answer.next, paper, columns);
  else if (isRecord(answer)) {
    const [only, another] = Object.values(answer);
    if (another === undefined && Array.isArray(only) && only.some(isRecord)) printTable(only.filter(isRecord), paper, columns);
    else printFields(answer, paper, 2);
  } else paper.prose(said(answer), { indent: 2 });
  paper.line();
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function printList(rows: readonly Fields[], next: unknown, paper: Paper, columns?: readonly string[]): void {
  if (rows.length === 0) {
    paper.line('  Nothing that you may read.');
    return;
  }
  printTable(rows, paper, columns);
  paper.line();
  if (typeof next === 'string') {
    paper.line(`  The first ${rows.length}; the next with`);
    paper.line(`  --cursor ${next}`);
  } else paper.line(rows.length === 1 ? '  That is the only one.' : `  These ${rows.length} are all.`);
}

/** What tells rows apart comes first, ids last. */
const FIRST = ['number', 'name', 'status', 'outcome', 'act', 'validFrom', 'validTo', 'lastDay', 'by'];
const GAP = 2;

/** @param columns in this order; those that no row fills are left out, and so is what has no room: `--json` has all */
export function printTable(rows: readonly Fields[], paper: Paper, columns?: readonly string[]): void {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.some((row) => isShort(row[name])));
  const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : name === 'id' ? FIRST.length + 1 : FIRST.length);
  const chosen =
    columns?.filter((name) => names.includes(name)) ?? names.filter((name) => name !== 'version').sort((a, b) => rank(a) - rank(b));
  const table = [chosen.map(words), ...rows.map((row) => chosen.map((name) => said(row[name])))];
  const widths = chosen.map((_, at) => Math.max(...table.map((cells) => displayWidth(cells[at] ?? ''))));
  const fitting = columnsThatFit(widths, paper.width - 2);
  const last = fitting - 1;
  const room = paper.width - 2 - widths.slice(0, last).reduce((sum, width) => sum + width + GAP, 0);
  for (const [at, cells] of table.entries()) {
    const before = cells
      .slice(0, last)
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)) + GAP));
    const [first = '', ...rest] = wrap(cells[last] ?? '', Math.max(20, room));
    const line = `${before.join('')}${first}`.trimEnd();
    paper.line(`  ${at === 0 ? paper.style('dim', line) : line}`);
    for (const part of rest) paper.line(`${' '.repeat(paper.width - room)}${part}`);
  }
}

/** As many columns as the terminal holds; the last one may be wrapped down to 20. */
function columnsThatFit(widths: readonly number[], room: number): number {
  let used = 0;
  for (const [at, width] of widths.entries()) {
    const least = at === widths.length - 1 ? Math.min(width, 20) : width;
    if (used + least > room) return Math.max(1, at);
    used += width + GAP;
  }
  return widths.length;
}

function isShort(value: unknown): boolean {
  return value !== null && value !== undefined && said(value) !== '' && !isRecord(value);
}

/** Every field by its name; what lies within one is indented, and many of a kind are a table. */
export function printFields(record: Fields, paper: Paper, indent: number): void {
  const width = Math.max(0, ...Object.keys(record).map((name) => displayWidth(words(name)))) + 2;
  for (const [name, value] of Object.entries(record)) {
    const label = `${' '.repeat(indent)}${paper.style('dim', words(name).padEnd(width))}`;
    if (isRecord(value) && Object.keys(value).length > 0) {
      paper.line(label.trimEnd());
      printFields(value, paper, indent + 2);
    } else if (Array.isArray(value) && value.some(isRecord)) {
      paper.line(`${label}${value.length}`);
      for (const item of value.filter(isRecord)) {
        printFields(item, paper, indent + 2);
        paper.line();
      }
    } else {
      const [first = '', ...rest] = wrap(said(value), Math.max(20, paper.width - indent - width));
      paper.line(`${label}${first}`);
      for (const part of rest) paper.line(`${' '.repeat(indent + width)}${part}`);
    }
  }
}

export function words(name: string): string {
  return /^[A-Z]$/.test(name) ? name : kebab(name).replaceAll('-', ' ');
}

export function said(value: unknown): string {
  if (value === null || value === undefined) return '–'; // nothing is recorded: neither yes nor no
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(said).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

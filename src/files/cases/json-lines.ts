import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Case } from '../../decide/case.ts';
import type { Door } from '../../decide/door.ts';
import type { CaseProblem } from '../../decide/problems.ts';
import type { Fact, Vocabulary } from '../../law/vocabulary.ts';
import { readCopy } from '../table/csv/load.ts';
import { CsvWriter } from '../table/csv/write.ts';
import { TableTrouble } from '../table/errors.ts';
import { wholeLines } from '../table/lines.ts';
import type { LoadedTable, OpenTable, TableColumn } from '../table/open.ts';
import { ambiguousNote, isAmbiguousNationality } from '../table/spelling.ts';
import { sqlName } from '../table/sql.ts';
import type { Workbench } from '../table/workbench.ts';
import type { Note } from './dictionary.ts';

export interface LoadedLines {
  readonly open: OpenTable;
  readonly loaded: LoadedTable;
  /** Labels that stood in the lines (`employer` may also be the group of facts: then it is that). */
  readonly header: readonly string[];
  readonly notes: readonly Note[];
}

export interface LineWishes {
  /** Values for all lines, by dotted name, whatever a line says. */
  readonly constants: readonly (readonly [string, unknown])[];
  readonly ambiguous: 'reject' | 'unknown';
  readonly problem: (row: number, problem: CaseProblem) => Promise<void>;
}

/** What a case in JSON gives beside its facts, for the report: `labels: { employer, sector, permit }`. */
const LABELS = ['employer', 'sector', 'permit'] as const;

/**
 * Takes each line of JSON through the door of every case, and lays those that pass into a table; what is wrong with the others is told at
 * once. An empty line is no row.
 */
export async function loadLines(
  bench: Workbench,
  file: string,
  vocabulary: Vocabulary,
  door: Door,
  questions: readonly string[],
  wishes: LineWishes,
): Promise<LoadedLines> {
  const copy = join(bench.folder, 'lines.csv');
  const out = new CsvWriter(copy);
  const hash = createHash('sha256');
  const notes = new Map<string, number>();
  let read = 0;
  let line = 0;
  const takeLine = async (text: string): Promise<void> => {
    line++;
    if (text.trim() === '') return;
    read++;
    let input: unknown;
    try {
      input = JSON.parse(text);
    } catch {
      await wishes.problem(read, notJson(text, line));
      return;
    }
    const { input: given, labels } = withoutLabels(
      withConstants(wishes.ambiguous === 'unknown' ? withoutAmbiguous(input, notes) : input, wishes.constants),
    );
    const { case: admitted, problems } = door.inspect(given);
    for (const problem of problems) await wishes.problem(read, problem);
    if (problems.length === 0)
      await out.write([
        String(read),
        admitted.id ?? '',
        ...cellsOf(vocabulary, admitted),
        ...questions.map((id) => String(admitted.assumed[id] ?? '')),
        ...labels,
      ]);
  };
  for await (const piece of wholeLines(file, (bytes) => hash.update(bytes))) {
    bench.heed();
    if (!isUtf8(piece))
      throw new TableTrouble(file, `${file} has bytes after line ${line} that are no UTF-8.`, 'JSON Lines are written in UTF-8.');
    const lines = piece.toString('utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const text of lines) await takeLine(text);
  }
  await out.close();
  if (read === 0) throw new TableTrouble(file, `${file} has no line that is not empty.`, 'Write one case in JSON on each line.');
  const names = ['id', ...vocabulary.facts.map((fact) => fact.name), ...questions.map((id) => `interpretation.${id}`), ...LABELS];
  await readCopy(bench, copy, 'sheet', ['row', ...names.map((_, i) => `c${i}`)]);
  const columns = names.map(
    (name, i): TableColumn =>
      columnOf(
        vocabulary.facts.find((fact) => fact.name === name),
        name,
        `c${i}`,
      ),
  );
  const loaded: LoadedTable = { from: 'sheet', row: sqlName('row'), read, broken: [], sha256: hash.digest('hex'), reader: 'exact' };
  return {
    open: { format: 'jsonl', columns, direct: null, load: async () => loaded },
    loaded,
    header: names,
    notes: [...notes].map(([value, rows]) => ({ field: 'worker.nationalities', value, reason: ambiguousNote(value), rows })),
  };
}

function columnOf(fact: Fact | undefined, name: string, cell: string): TableColumn {
  // The text form of an approval cannot hold every name of a committee, so it travels as JSON.
  if (fact?.type === 'approvals')
    return { name, type: 'approvals', sql: `from_json(${cell}, '[{"committee":"VARCHAR","approvedOn":"DATE"}]')` };
  return { name, type: 'text', sql: cell };
}

function cellsOf(vocabulary: Vocabulary, { values }: Case): readonly string[] {
  return vocabulary.facts.map((fact, i) => {
    const value = values[i];
    if (value === null || value === undefined) return '';
    if (fact.type === 'countries') return (value as readonly string[]).join('|');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

/** Takes a nationality that may be either of two states out of the case, so that it is unknown, and counts it. */
function withoutAmbiguous(input: unknown, notes: Map<string, number>): unknown {
  const { worker, ...rest } = input as { readonly worker?: unknown };
  const { nationalities, ...person } = (worker ?? {}) as { readonly nationalities?: unknown };
  const given = Array.isArray(nationalities) ? (nationalities as readonly unknown[]) : [nationalities];
  const ambiguous = given.find((name) => typeof name === 'string' && isAmbiguousNationality(name));
  if (typeof ambiguous !== 'string') return input;
  notes.set(ambiguous, (notes.get(ambiguous) ?? 0) + 1);
  return { ...rest, worker: person };
}

function withConstants(input: unknown, constants: readonly (readonly [string, unknown])[]): unknown {
  if (constants.length === 0 || typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const filled: Record<string, unknown> = { ...input };
  for (const [name, value] of constants) {
    const [head = '', field] = name.split('.');
    filled[head] = field === undefined ? value : { ...(filled[head] as object | undefined), [field]: value };
  }
  return filled;
}

/** `labels` beside the case is carried for the report and is no fact; without it the case is left as it is. */
function withoutLabels(input: unknown): { readonly input: unknown; readonly labels: readonly string[] } {
  if (typeof input !== 'object' || input === null || !('labels' in input)) return { input, labels: LABELS.map(() => '') };
  const { labels, ...rest } = input as { readonly labels: unknown } & Readonly<Record<string, unknown>>;
  if (typeof labels !== 'object' || labels === null) return { input, labels: LABELS.map(() => '') };
  return {
    input: rest,
    labels: LABELS.map((name) => {
      const value = (labels as Readonly<Record<string, unknown>>)[name];
      return typeof value === 'string' ? value : '';
    }),
  };
}

function notJson(text: string, line: number): CaseProblem {
  return {
    code: 'type',
    field: 'case',
    value: text.length > 60 ? `${text.slice(0, 57)}…` : text,
    reason: `Line ${line} is no JSON.`,
    remedy: 'Write one whole case on each line.',
  };
}

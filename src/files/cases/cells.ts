import type { CaseProblem } from '../../decide/problems.ts';
import type { Fact } from '../../law/vocabulary.ts';
import type { ColumnUse } from '../table/mapping.ts';
import { readCell } from '../table/spelling.ts';
import type { Cell } from '../table/workbench.ts';

/** A row as the door of a case wants it, with what could not even be brought to the door. */
export interface RowInput {
  readonly input: Readonly<Record<string, unknown>>;
  readonly problems: readonly CaseProblem[];
}

/** Where one field of a case comes from in a row. */
export interface FieldSource {
  readonly name: string;
  /** The fact; `null` for the key and for assumed answers. */
  readonly fact: Fact | null;
  readonly use: ColumnUse;
  /** Whether the cell is text, and so may need reading; a typed one of Parquet is taken as it is. */
  readonly isText: boolean;
}

/** Builds the case of one row for the one door that all cases pass, from cells as they stand in the file. */
export function rowInput(
  fields: readonly FieldSource[],
  cells: readonly Cell[],
  constants: readonly (readonly [string, unknown])[],
): RowInput {
  const input: Record<string, unknown> = {};
  const problems: CaseProblem[] = [];
  for (const [name, value] of constants) put(input, name, value);
  fields.forEach(({ name, fact, use, isText }, at) => {
    const cell = cells[at] ?? null;
    if (cell === null || cell === '') return;
    if (fact === null) put(input, name, name === 'id' ? String(cell) : boolOf(String(cell)));
    else if (!isText || typeof cell !== 'string') put(input, name, cell);
    else {
      const reading = readCell(fact, cell, use.manner);
      const exact = reading.problem === null && reading.text !== null ? exactCell(fact, reading.text) : { value: null, problem: null };
      const problem = reading.problem ?? exact.problem;
      if (problem !== null) problems.push({ ...problem, field: name, value: cell });
      if (exact.value !== null) put(input, name, exact.value);
    }
  });
  return { input, problems };
}

/** A text in the exact form as a value of JSON; what has no such form stays text, and the door refuses it. */
export function exactCell(
  fact: Fact,
  text: string,
): { readonly value: unknown; readonly problem: Omit<CaseProblem, 'field' | 'value'> | null } {
  switch (fact.type) {
    case 'bool':
      return { value: boolOf(text), problem: null };
    case 'integer':
      return { value: /^-?[0-9]+$/.test(text) ? Number(text) : text, problem: null };
    case 'countries':
      return { value: text.split('|').map((code) => (code === '' ? null : code)), problem: null };
    case 'approvals':
      return approvalsOf(text);
    default:
      return { value: text, problem: null };
  }
}

function approvalsOf(text: string): ReturnType<typeof exactCell> {
  if (text === 'none') return { value: [], problem: null };
  const parts = text.split('|').map((part) => part.split(':'));
  if (parts.some((part) => part.length !== 2))
    return {
      value: null,
      problem: {
        code: 'value',
        reason: 'An approval is a committee and a day.',
        remedy: 'Write 1718:2017-10-02, several joined by |; `1718:` where the day is not known; none where there is no approval.',
      },
    };
  return { value: parts.map(([committee = '', day = '']) => ({ committee: committee || null, approvedOn: day || null })), problem: null };
}

function boolOf(text: string): unknown {
  return text === 'true' ? true : text === 'false' ? false : text;
}

function put(input: Record<string, unknown>, name: string, value: unknown): void {
  const dot = name.indexOf('.');
  if (dot < 0) {
    input[name] = value;
    return;
  }
  const group = name.slice(0, dot);
  input[group] ??= {};
  (input[group] as Record<string, unknown>)[name.slice(dot + 1)] = value;
}

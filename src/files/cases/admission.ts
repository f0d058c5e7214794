import type { Case } from '../../decide/case.ts';
import type { Door } from '../../decide/door.ts';
import type { CaseProblem } from '../../decide/problems.ts';
import type { Programme } from '../../decide/programme.ts';
import type { Fact } from '../../law/vocabulary.ts';
import { ColumnTrouble } from '../table/errors.ts';
import type { ColumnUse, TableMapping } from '../table/mapping.ts';
import { labelsOf } from '../table/mapping.ts';
import type { LoadedTable, OpenTable } from '../table/open.ts';
import { EXACT } from '../table/spelling.ts';
import { sqlName, sqlText } from '../table/sql.ts';
import type { Cell, Workbench } from '../table/workbench.ts';
import { type FieldSource, rowInput } from './cells.ts';
import { constantValue } from './constants.ts';
import { dictionaryOf, type Note } from './dictionary.ts';
import { agreesSql, textFactSql, typedFactSql } from './fact-sql.ts';

/** The rows of a table at the door, as SQL; and for single rows all that is wrong with each. */
export interface Admission {
  /**
   * SELECT of all rows: `row` where its number is known, each fact that has a source, typed, under its dotted name, `id`, assumed answers,
   * labels; then IS_GOOD and, where that is false, CELLS. The facts of such a row mean nothing.
   */
  readonly rows: string;
  /** SELECT of the facts of the rows that pass. */
  readonly admitted: string;
  /** SELECT of number and cells of given rows among the first hundred thousand. */
  readonly cellsOf: (rows: readonly number[]) => string;
  /** What is wrong with a row, by the door of every case. */
  readonly problemsOf: (cells: readonly Cell[]) => readonly CaseProblem[];
  readonly caseOf: (cells: readonly Cell[]) => Case;
  /** Names of the facts, keys, answers and labels among the columns. */
  readonly columns: ReadonlySet<string>;
  readonly notes: readonly Note[];
  /** Whether `rows` has the number of each row; else the rows tell it by their order. */
  readonly hasNumber: boolean;
  /** Whether `rows` has the order of the file: a plain scan does, a join need not. */
  readonly isOrdered: boolean;
}

/** Whether the row passes the door; never NULL. */
export const IS_GOOD = 'resolute is good';
/** The cells of a row that does not, as texts; NULL for one that does. */
export const CELLS = 'resolute cells';
/** Rows among which `cellsOf` looks: a whole file would have to be read again. */
export const FIRST_ROWS = 100_000;

/** Lays the door over a loaded table. @throws ColumnTrouble for a column whose type cannot hold its fact, or a constant that the door refuses */
export async function admissionOf(
  bench: Workbench,
  programme: Programme,
  door: Door,
  mapping: TableMapping,
  open: OpenTable,
  loaded: Pick<LoadedTable, 'from' | 'row'>,
): Promise<Admission> {
  const { vocabulary } = programme;
  const factOf = (name: string): Fact | undefined => vocabulary.facts.find((fact) => fact.name === name);
  const constants = mapping.constants.map(({ name, text }) => {
    const value = constantValue(vocabulary, door, name, text);
    const fact = factOf(name) as Fact;
    return { name, json: value, sql: textFactSql(fact, sqlText(text)).value, type: SQL_TYPES[fact.type] };
  });
  const fields: FieldSource[] = [];
  /** The first only gives the list its type, also where there is no other. */
  const cells: string[] = ['CAST(NULL AS VARCHAR)'];
  const selects: string[] = [];
  const names = new Set<string>();
  const tests: string[] = [];
  /** What the lowest layer computes besides the columns of the file: each value once. */
  const computed: string[] = [];
  const values = new Map<string, string>();
  const notes: Note[] = [];
  let from = loaded.from;

  for (const { name, sql, type } of constants) {
    selects.push(`CAST(${sql} AS ${type}) AS ${sqlName(name)}`);
    values.set(name, sql);
    names.add(name);
  }
  for (const use of mapping.uses) {
    const column = open.columns[use.at];
    if (column === undefined || names.has(use.name)) continue;
    names.add(use.name);
    if (labelsOf(vocabulary).includes(use.name)) {
      selects.push(`nullif(trim(CAST(${column.sql} AS VARCHAR)), '') AS ${sqlName(use.name)}`);
      continue;
    }
    const fact = factOf(use.name) ?? null;
    const isText = column.type === 'text';
    fields.push({ name: use.name, fact, use, isText });
    cells.push(isText ? column.sql : `to_json(${column.sql})::VARCHAR`);
    if (fact === null) {
      const isKey = use.name === 'id';
      const text = `CAST(${column.sql} AS VARCHAR)`;
      const bool = textFactSql(ANSWER, text);
      selects.push(`${isKey ? text : bool.value} AS ${sqlName(use.name)}`);
      if (!isKey) tests.push(bool.isGood(`(${bool.value})`));
      continue;
    }
    let sql = typedFactSql(fact, column);
    if (sql === null) throw wrongType(use, fact, column.type);
    if (isText && use.manner !== EXACT) {
      const words = await dictionaryOf(bench, loaded.from, column.sql, fact, use);
      from += words.join;
      notes.push(...words.notes);
      sql = textFactSql(fact, words.text);
      tests.push(words.isGood);
    }
    const value = sqlName(`resolute value ${use.at}`);
    computed.push(`${sql.value} AS ${value}`);
    selects.push(`${value} AS ${sqlName(use.name)}`);
    values.set(use.name, value);
    const isGood = sql.isGood(value);
    if (isGood !== 'true') tests.push(isGood);
    if (fact.required === true) tests.push(`${value} IS NOT NULL`);
  }
  const assessment = values.get('worker.protectionAssessment');
  const prohibited = values.get('worker.returnProhibited');
  if (assessment !== undefined && prohibited !== undefined) tests.push(agreesSql(`(${assessment})`, `(${prohibited})`));

  const isGood = tests.length === 0 ? 'true' : tests.map((test) => `(${test})`).join(' AND ');
  const cellNames = cells.map((_, i) => sqlName(`resolute cell ${i}`));
  const number = loaded.row === null ? [] : [`${loaded.row} AS "row"`];
  const lowest = `(SELECT *${loaded.row?.startsWith('rowid') ? ', rowid' : ''}, ${['true AS "resolute row"', ...computed].join(', ')} FROM ${from})`;
  const cellList = `[${cells.join(', ')}]`;
  const fixed = constants.map(({ name, json }) => [name, json] as const);
  const inputOf = (row: readonly Cell[]) =>
    rowInput(
      fields,
      fields.map(({ isText }, at) => (isText ? (row[at + 1] ?? null) : parsed(row[at + 1] ?? null))),
      fixed,
    );
  return {
    rows: `SELECT * EXCLUDE (${cellNames.join(', ')}), CASE WHEN NOT ${sqlName(IS_GOOD)} THEN [${cellNames.join(', ')}] END AS ${sqlName(CELLS)}
      FROM (SELECT ${[...number, ...selects, ...cells.map((cell, i) => `${cell} AS ${cellNames[i]}`)].join(', ')}, (${isGood}) AS ${sqlName(IS_GOOD)} FROM ${lowest})`,
    admitted: `SELECT ${selects.join(', ')} FROM ${lowest} WHERE ${isGood}`,
    cellsOf: (rows) => `SELECT "row", cells FROM (SELECT ${loaded.row ?? 'row_number() OVER ()'} AS "row", ${cellList} AS cells
      FROM (SELECT *${loaded.row?.startsWith('rowid') ? ', rowid' : ''} FROM ${loaded.from} LIMIT ${FIRST_ROWS})) WHERE "row" IN (${rows.join(', ')}) ORDER BY 1`,
    problemsOf: (row) => {
      const { input, problems } = inputOf(row);
      // A cell that could not be read is told once, and not as a missing one too.
      const atDoor = door
        .inspect(input)
        .problems.filter(({ code, field }) => code !== 'missing' || !problems.some((own) => own.field === field));
      return [...problems, ...atDoor];
    },
    caseOf: (row) => door.admit(inputOf(row).input),
    columns: names,
    notes,
    hasNumber: loaded.row !== null,
    isOrdered: from === loaded.from,
  };
}

/** An assumed answer is read as a boolean fact is. */
const ANSWER: Fact = { name: 'interpretation', type: 'bool', question: { en: '' }, words: { is: { en: '' } } };

const SQL_TYPES = {
  bool: 'BOOLEAN',
  date: 'DATE',
  integer: 'INTEGER',
  text: 'VARCHAR',
  country: 'VARCHAR',
  countries: 'VARCHAR[]',
  approvals: 'STRUCT(committee VARCHAR, "approvedOn" DATE)[]',
} as const;

function wrongType(use: ColumnUse, fact: Fact, type: OpenTable['columns'][number]['type']): ColumnTrouble {
  const is = typeof type === 'object' ? type.other : type;
  const wanted = {
    bool: 'BOOLEAN',
    date: 'DATE',
    integer: 'a whole number',
    text: 'text',
    country: 'text',
    countries: 'a list of texts',
    approvals: 'a list of STRUCT(committee VARCHAR, approvedOn DATE)',
  }[fact.type];
  return new ColumnTrouble(
    `The column \`${use.column}\` has the type ${is}, which cannot hold \`${fact.name}\`.`,
    `Write it as ${wanted}, or as text in the form of a CSV cell.`,
    { field: use.column },
  );
}

function parsed(cell: Cell): Cell {
  return typeof cell === 'string' ? (JSON.parse(cell) as Cell) : cell;
}

import type { Case } from '../decide/case.ts';
import type { Door } from '../decide/door.ts';
import type { CaseProblem } from '../decide/problems.ts';
import type { Programme } from '../decide/programme.ts';
import { ColumnTrouble } from '../files/table/errors.ts';
import type { ColumnUse, TableMapping } from '../files/table/mapping.ts';
import { labelsOf } from '../files/table/mapping.ts';
import type { LoadedTable, OpenTable } from '../files/table/open.ts';
import { EXACT } from '../files/table/spelling.ts';
import { sqlName, sqlText } from '../files/table/sql.ts';
import type { Cell, Workbench } from '../files/table/workbench.ts';
import type { Fact } from '../law/vocabulary.ts';
import { type FieldSource, rowInput } from './cells.ts';
import { constantValue } from './constants.ts';
import { dictionaryOf, type Note } from './dictionary.ts';
import { agreesSql, textFactSql, typedFactSql } from './fact-sql.ts';

/** The rows of a table at the door: those that pass as a typed SELECT, the others with all that is wrong with each. */
export interface Admission {
  /** SELECT of the rows that pass: `row`, each fact that has a source, typed, under its dotted name, `id`, assumed answers, labels. */
  readonly admitted: string;
  /** SELECT of the rows that are not in the table `decided`, in their order: the number and the cells for `problemsOf`. */
  readonly refused: string;
  /** SELECT of the same for given rows. */
  readonly cellsOf: (rows: readonly number[]) => string;
  /** What is wrong with a row, by the door of every case. */
  readonly problemsOf: (cells: readonly Cell[]) => readonly CaseProblem[];
  readonly caseOf: (cells: readonly Cell[]) => Case;
  /** Names of the columns of `admitted`. */
  readonly columns: ReadonlySet<string>;
  readonly constants: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  /** Whether `admitted` gives the rows in the order of the file: a plain scan does, a join need not. */
  readonly isOrdered: boolean;
}

/** Lays the door over a loaded table. @throws ColumnTrouble for a column whose type cannot hold its fact, or a constant that the door refuses */
export async function admissionOf(
  bench: Workbench,
  programme: Programme,
  door: Door,
  mapping: TableMapping,
  open: OpenTable,
  loaded: LoadedTable,
): Promise<Admission> {
  const { vocabulary } = programme;
  const factOf = (name: string): Fact | undefined => vocabulary.facts.find((fact) => fact.name === name);
  const constants = mapping.constants.map(({ name, text }) => {
    const value = constantValue(vocabulary, door, name, text);
    const fact = factOf(name) as Fact;
    return { name, json: value, sql: textFactSql(fact, sqlText(text)).value, type: SQL_TYPES[fact.type] };
  });
  const fields: FieldSource[] = [];
  const cells: string[] = [];
  const selects: string[] = [`${loaded.row} AS "row"`];
  const names = new Set<string>();
  const tests: string[] = [];
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
    cells.push(isText ? `CAST(${column.sql} AS VARCHAR)` : `to_json(${column.sql})::VARCHAR`);
    if (fact === null) {
      const isKey = use.name === 'id';
      const text = `nullif(CAST(${column.sql} AS VARCHAR), '')`;
      const bool = textFactSql(ANSWER, `CAST(${column.sql} AS VARCHAR)`);
      selects.push(`${isKey ? text : bool.value} AS ${sqlName(use.name)}`);
      if (!isKey) tests.push(bool.isGood);
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
    selects.push(`${sql.value} AS ${sqlName(use.name)}`);
    values.set(use.name, sql.value);
    if (sql.isGood !== 'true') tests.push(sql.isGood);
    if (fact.required === true)
      tests.push(`${isText ? `nullif(${column.sql}, '')` : column.sql} IS NOT NULL AND (${sql.value}) IS NOT NULL`);
  }
  const assessment = values.get('worker.protectionAssessment');
  const prohibited = values.get('worker.returnProhibited');
  if (assessment !== undefined && prohibited !== undefined) tests.push(agreesSql(`(${assessment})`, `(${prohibited})`));

  const isGood = tests.length === 0 ? 'true' : tests.map((test) => `(${test})`).join(' AND ');
  const cellSelect = `SELECT ${[loaded.row, ...cells].join(', ')} FROM ${from}`;
  const fixed = constants.map(({ name, json }) => [name, json] as const);
  const inputOf = (row: readonly Cell[]) =>
    rowInput(
      fields,
      fields.map(({ isText }, at) => (isText ? (row[at] ?? null) : parsed(row[at] ?? null))),
      fixed,
    );
  return {
    admitted: `SELECT ${selects.join(', ')} FROM ${from} WHERE ${isGood}`,
    refused: `${cellSelect} WHERE ${loaded.row} NOT IN (SELECT "row" FROM decided) ORDER BY 1`,
    cellsOf: (rows) => `${cellSelect} WHERE ${loaded.row} IN (${rows.join(', ')}) ORDER BY 1`,
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
    constants: Object.fromEntries(mapping.constants.map(({ name, text }) => [name, text])),
    notes,
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

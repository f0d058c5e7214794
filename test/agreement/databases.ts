import { DuckDBInstance } from '@duckdb/node-api';
import type { Approval, Case, FactValue } from '../../src/decide/case.ts';
import { quoted, text } from '../../src/decide/sql/sheet.ts';
import type { DialectName, SourceOptions } from '../../src/decide/sql/sql-of.ts';
import { POSTGRES_APPROVAL_TYPE } from '../../src/decide/sql/sql-of.ts';
import type { Vocabulary } from '../../src/law/vocabulary.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A database that holds a table `cases` of one's own. */
export interface Database {
  readonly name: string;
  readonly dialect: DialectName;
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
}

export async function duckdb(): Promise<Database> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  return {
    name: 'DuckDB',
    dialect: 'duckdb',
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[],
  };
}

/** Any client of PostgreSQL that answers rows as objects and a DATE as text. */
export function postgresql(name: string, client: { query: (sql: string) => Promise<{ readonly rows: unknown[] }> }): Database {
  return {
    name,
    dialect: 'postgresql',
    run: async (sql) => {
      await client.query(sql);
    },
    rows: async (sql) => (await client.query(sql)).rows as Row[],
  };
}

/** Where the cases of a database stand, and the columns of its assumptions. */
export function sourceIn(database: Database, questions: readonly string[]): SourceOptions {
  const columns = Object.fromEntries(questions.map((id) => [`interpretation.${id}`, quoted(`interpretation.${id}`)]));
  return { dialect: database.dialect, from: 'agreement.cases', columns };
}

/** Fills the table anew; rows are numbered from 0 in `id`. */
export async function load(
  database: Database,
  vocabulary: Vocabulary,
  questions: readonly string[],
  cases: readonly Case[],
): Promise<void> {
  const isDuck = database.dialect === 'duckdb';
  const types: Record<string, string> = {
    bool: 'BOOLEAN',
    date: 'DATE',
    integer: 'INTEGER',
    countries: isDuck ? 'VARCHAR[]' : 'text[]',
    approvals: isDuck ? 'STRUCT(committee VARCHAR, "approvedOn" DATE)[]' : 'agreement.approval[]',
  };
  const columns = [
    'id INTEGER',
    ...vocabulary.facts.map((fact) => `${quoted(fact.name)} ${types[fact.type] ?? 'VARCHAR'}`),
    ...questions.map((id) => `${quoted(`interpretation.${id}`)} BOOLEAN`),
  ];
  await database.run('DROP SCHEMA IF EXISTS agreement CASCADE');
  await database.run('CREATE SCHEMA agreement');
  if (!isDuck) await database.run(POSTGRES_APPROVAL_TYPE.replace('approval', 'agreement.approval'));
  await database.run(`CREATE TABLE agreement.cases (${columns.join(', ')})`);
  const rows = cases.map(({ values, assumed }, index) =>
    [
      String(index),
      ...values.map((value, at) => literal(value, vocabulary.facts[at]?.type ?? 'text', isDuck)),
      ...questions.map((id) => String(assumed[id] ?? null)),
    ].join(', '),
  );
  for (let start = 0; start < rows.length; start += 500)
    await database.run(
      `INSERT INTO agreement.cases VALUES ${rows
        .slice(start, start + 500)
        .map((row) => `(${row})`)
        .join(', ')}`,
    );
}

function literal(value: FactValue, type: string, isDuck: boolean): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return type === 'date' ? `DATE ${text(value)}` : text(value);
  const elements = (value as readonly (string | Approval | null)[]).map((element) => {
    if (element === null) return 'NULL';
    if (typeof element === 'string') return text(element);
    const [committee, on] = [element.committee, element.approvedOn].map((field) => (field === null ? 'NULL' : text(field)));
    return isDuck
      ? `{committee: ${committee}, "approvedOn": CAST(${on} AS DATE)}`
      : `ROW(${committee}, CAST(${on} AS DATE))::agreement.approval`;
  });
  const list = `[${elements.join(', ')}]`;
  if (isDuck)
    return type === 'approvals' ? `CAST(${list} AS STRUCT(committee VARCHAR, "approvedOn" DATE)[])` : `CAST(${list} AS VARCHAR[])`;
  return `ARRAY${list}::${type === 'approvals' ? 'agreement.approval[]' : 'text[]'}`;
}

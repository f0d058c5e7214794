import { type Door, doorOf } from '../../decide/door.ts';
import type { Programme } from '../../decide/programme.ts';
import { bothOf, isCsvComplaint } from '../table/csv/load.ts';
import type { Encoding } from '../table/encoding.ts';
import { type MappingWishes, mapColumns, type TableMapping } from '../table/mapping.ts';
import { type LoadedTable, type OpenTable, openCsv, openParquet } from '../table/open.ts';
import { EXACT } from '../table/spelling.ts';
import { sqlName } from '../table/sql.ts';
import type { Workbench } from '../table/workbench.ts';
import { type Admission, admissionOf, CELLS, IS_GOOD } from './admission.ts';
import { constantsFor } from './constants.ts';
import type { Note } from './dictionary.ts';
import { loadLines } from './json-lines.ts';
import type { Rejects } from './rejects.ts';

export interface JudgeWishes {
  readonly file: string;
  readonly format: OpenTable['format'];
  readonly mapping: MappingWishes;
  readonly encoding?: Encoding;
  /** For tests: the exact reader even where the fast one would do. */
  readonly exactly?: boolean;
}

/** A SELECT over the rows of a file: the law itself, or the rows as they are where several laws are laid over them. */
export type Statement = (rows: {
  /** What stands after FROM. */
  readonly from: string;
  /** Columns that must come through. */
  readonly keep: readonly string[];
  /** Where each fact is found. */
  readonly columns: Readonly<Record<string, string | null>>;
}) => string;

export interface Judging {
  readonly programme: Programme;
  readonly statement: Statement;
}

/** A file whose rows were all judged. They lie in the table `judged`, those that were decided in the view `decided`. */
export interface Judged {
  readonly admission: Admission;
  readonly mapping: TableMapping;
  readonly loaded: Pick<LoadedTable, 'read' | 'broken' | 'sha256' | 'reader'>;
  /** What was left unknown while the file was loaded. */
  readonly notes: readonly Note[];
  /** Where the SQL of the law finds each fact. */
  readonly columns: Readonly<Record<string, string | null>>;
}

/** Reads a file, takes each row to the door and lays a statement over those that pass, in one pass where the file allows it. */
export async function judge(bench: Workbench, law: Judging, wishes: JudgeWishes, rejects: Rejects): Promise<Judged> {
  const { vocabulary, questions } = law.programme;
  const open = questions.map(({ id }) => id);
  const door = doorOf(vocabulary, open);
  if (wishes.format === 'jsonl') return await judgeLines(bench, law, wishes, door, rejects);
  const table = await opened(bench, law, wishes);
  const mapping = mapColumns(
    table.columns.map(({ name }) => name),
    vocabulary,
    open,
    wishes.mapping,
  );
  const isExact = mapping.uses.every(({ manner }) => manner === EXACT);
  const direct = isExact && wishes.exactly !== true ? await judgeDirectly(bench, law, door, mapping, table) : null;
  if (direct !== null) return direct;
  const loaded = await table.load({ exactly: wishes.exactly ?? false });
  const admission = await admissionOf(bench, law.programme, door, mapping, table, loaded);
  const columns = await judgeRows(bench, law, admission);
  return { admission, mapping, loaded, notes: [], columns };
}

async function opened(bench: Workbench, { programme }: Judging, { file, format, encoding }: JudgeWishes): Promise<OpenTable> {
  const { vocabulary } = programme;
  if (format === 'csv') return await openCsv(bench, file, vocabulary, encoding);
  return await openParquet(bench, file, [
    ...new Set(vocabulary.facts.flatMap(({ name }) => (name.includes('.') ? [name.split('.')[0] ?? ''] : []))),
  ]);
}

/**
 * Judges a CSV file while it is being read, without a table of its cells, and looks at its bytes beside that.
 * @returns null where the file turns out not to be plain; nothing is left of the attempt then
 */
async function judgeDirectly(bench: Workbench, law: Judging, door: Door, mapping: TableMapping, table: OpenTable): Promise<Judged | null> {
  if (table.direct === null) return null;
  const { from, scan: look } = table.direct;
  const admission = await admissionOf(bench, law.programme, door, mapping, table, { from, row: null });
  const work = judgeRows(bench, law, admission).catch((error: unknown) => {
    if (isCsvComplaint(error)) return null;
    throw error;
  });
  const [scan, columns] = await bothOf(look(), work);
  const [count] = columns === null ? [] : await bench.rows<{ n: string }>('SELECT count(*) AS n FROM judged');
  if (columns !== null && scan.isPlain && Number(count?.n) === scan.read)
    return { admission, mapping, loaded: { read: scan.read, broken: [], sha256: scan.sha256, reader: 'fast' }, notes: [], columns };
  await bench.run('DROP VIEW IF EXISTS decided; DROP TABLE IF EXISTS judged');
  return null;
}

async function judgeLines(bench: Workbench, law: Judging, wishes: JudgeWishes, door: Door, rejects: Rejects): Promise<Judged> {
  const { vocabulary, questions } = law.programme;
  const open = questions.map(({ id }) => id);
  const constants = constantsFor(vocabulary, door, wishes.mapping);
  const lines = await loadLines(bench, wishes.file, vocabulary, door, open, {
    constants: constants.map(({ name, value }) => [name, value] as const),
    ambiguous: wishes.mapping.ambiguous ?? 'reject',
    problem: (row, problem) => rejects.add(row, problem),
  });
  const { uses } = mapColumns(lines.header, vocabulary, open);
  const mapping: TableMapping = { uses, constants: [], unused: [] };
  const admission = await admissionOf(bench, law.programme, door, mapping, lines.open, lines.loaded);
  const columns = await judgeRows(bench, law, admission);
  const filled = constants.map(({ name, text }) => ({ name, text, from: 'flag' as const }));
  return { admission, mapping: { uses: [], constants: filled, unused: [] }, loaded: lines.loaded, notes: lines.notes, columns };
}

/** What is carried through the deciding for counting: the table keeps nothing else of a row. */
const CARRIED = {
  host: 'VARCHAR',
  act: 'VARCHAR',
  asOf: 'DATE',
  employer: 'VARCHAR',
  sector: 'VARCHAR',
  permit: 'VARCHAR',
  'permit.validFrom': 'DATE',
  'permit.validTo': 'DATE',
};

async function judgeRows(bench: Workbench, { programme, statement }: Judging, admission: Admission): Promise<Judged['columns']> {
  const columns = sourcesOf(programme, admission);
  const absent = Object.entries(CARRIED).filter(([name]) => !admission.columns.has(name));
  const from = `(SELECT *${absent.map(([name, type]) => `, CAST(NULL AS ${type}) AS ${sqlName(name)}`).join('')} FROM (${admission.rows})) AS rows_of_file`;
  const row = admission.hasNumber ? ['row'] : [];
  await bench.run(`CREATE TABLE judged AS ${statement({ from, columns, keep: [...row, ...Object.keys(CARRIED), IS_GOOD, CELLS] })}`);
  const number = admission.hasNumber ? '' : 'rowid + 1 AS "row", ';
  await bench.run(`CREATE VIEW decided AS SELECT ${number}* FROM judged WHERE ${sqlName(IS_GOOD)};
    CREATE VIEW refused AS SELECT ${admission.hasNumber ? '"row"' : 'rowid + 1 AS "row"'}, ${sqlName(CELLS)} AS cells FROM judged WHERE NOT ${sqlName(IS_GOOD)}`);
  return columns;
}

/** In a column of the rows, or nowhere. */
function sourcesOf({ vocabulary, questions }: Programme, { columns }: Admission): Judged['columns'] {
  const names = ['id', ...vocabulary.facts.map(({ name }) => name)];
  const answers = questions.map(({ id }) => `interpretation.${id}`).filter((name) => columns.has(name));
  return Object.fromEntries([...names, ...answers].map((name) => [name, columns.has(name) ? sqlName(name) : null]));
}

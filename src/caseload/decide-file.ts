import type { Compiled } from '../decide/compile.ts';
import { doorOf } from '../decide/door.ts';
import { ENGINE } from '../decide/engine.ts';
import { sqlOf } from '../decide/sql/sql-of.ts';
import { hostName } from '../decide/words/decision.ts';
import type { Encoding } from '../files/table/encoding.ts';
import { fileTrouble, Interrupted } from '../files/table/errors.ts';
import { type MappingWishes, mapColumns, type TableMapping } from '../files/table/mapping.ts';
import { formatOf, type LoadedTable, type OpenTable, openCsv, openParquet } from '../files/table/open.ts';
import { sqlName, sqlText } from '../files/table/sql.ts';
import { Workbench } from '../files/table/workbench.ts';
import type { Vocabulary } from '../law/vocabulary.ts';
import { ResoluteError } from '../values/errors.ts';
import { type Admission, admissionOf } from './admission.ts';
import { capsOf } from './caps.ts';
import { constantsFor } from './constants.ts';
import { countsOf } from './counts.ts';
import type { Note } from './dictionary.ts';
import { employersOf } from './employers.ts';
import { loadLines } from './json-lines.ts';
import { Rejects } from './rejects.ts';
import { type ResultFile, Results } from './results.ts';
import { samplesOf } from './samples.ts';
import type { CaseloadSummary } from './summary.ts';

export interface FileWishes {
  readonly file: string;
  /** The folder for the results; it is made where it does not exist. */
  readonly out: string;
  readonly formats: readonly ('csv' | 'parquet')[];
  readonly mapping: MappingWishes;
  readonly encoding?: Encoding;
  /** Makes `report.html` of the summary. */
  readonly report?: (summary: CaseloadSummary) => string;
  readonly signal?: AbortSignal;
  /** What is being done, and how far it is (0 to 100; -1 where nobody knows). */
  readonly onProgress?: (stage: Stage, percent: number) => void;
  /** How the file is understood, as soon as that is known. */
  readonly onMapping?: (mapping: TableMapping, columns: OpenTable['columns']) => void;
  /** For tests: the exact reader even where the fast one would do. */
  readonly exactly?: boolean;
  readonly threads?: number;
}

export type Stage = 'read' | 'decide' | 'check' | 'count' | 'write';

export interface DecidedFile {
  readonly summary: CaseloadSummary;
  /** Names of the files that now lie in the folder. */
  readonly files: readonly ResultFile[];
  readonly reader: LoadedTable['reader'];
}

/**
 * Decides a whole file: every row is either decided or rejected with its reasons, and the results appear together when all is done.
 * @throws TableTrouble, ColumnTrouble for a file or header that cannot be understood; Interrupted when `signal` fires
 */
export async function decideFile(law: Compiled, wishes: FileWishes): Promise<DecidedFile> {
  const format = await formatOf(wishes.file);
  const results = await Results.in(wishes.out, wishes.file);
  let bench: Workbench | null = null;
  let isDone = false;
  try {
    bench = await Workbench.open(wishes.out, {
      signal: wishes.signal,
      ...(wishes.threads === undefined ? {} : { threads: wishes.threads }),
    });
    const decided = await decideOn(bench, law, wishes, results, format);
    isDone = true;
    return decided;
  } catch (error) {
    if (wishes.signal?.aborted === true) throw new Interrupted();
    if (error instanceof ResoluteError) throw error;
    throw fileTrouble(wishes.out, error);
  } finally {
    await bench?.close();
    if (!isDone) await results.discard();
  }
}

async function decideOn(
  bench: Workbench,
  law: Compiled,
  wishes: FileWishes,
  results: Results,
  format: OpenTable['format'],
): Promise<DecidedFile> {
  const { programme } = law;
  const { vocabulary } = programme;
  const questions = programme.questions.map(({ id }) => id);
  const door = doorOf(vocabulary, questions);
  const stage = (name: Stage): (() => void) => watch(bench, name, wishes.onProgress);
  const rejects = await Rejects.to(results.partial('rejects.csv'));

  let done = stage('read');
  const {
    open,
    mapping,
    loaded,
    notes,
    filled = [],
  } = format === 'jsonl'
    ? await linesOf(bench, wishes, vocabulary, questions, door, rejects)
    : await tableOf(bench, wishes, vocabulary, questions, format);
  const admission = await admissionOf(bench, programme, door, mapping, open, loaded);
  done();

  done = stage('decide');
  const columns = sourcesOf(admission, vocabulary, questions);
  await decideRows(bench, law, admission, columns);
  const [counted] = await bench.rows<{ n: string }>('SELECT count(*) AS n FROM decided');
  const decided = Number(counted?.n ?? 0);
  done();

  done = stage('check');
  await rejectRows(bench, admission, loaded, rejects, decided);
  const rejectKinds = await rejects.close();
  done();

  done = stage('count');
  const counts = await countsOf(bench, programme, (code) => hostName(code, programme));
  const summary: CaseloadSummary = {
    source: { file: wishes.file, format, sha256: loaded.sha256 },
    law: programme.law.regimes.map(({ regime, sha256 }) => ({ regime: regime.id, title: regime.title.en, sha256 })),
    engine: ENGINE,
    rows: { read: loaded.read, decided, rejected: rejects.rows },
    mapping: [
      ...(format === 'jsonl' ? [] : mapping.uses.map(({ column, name, how }) => ({ column, fact: name, how }))),
      ...[...mapping.constants, ...filled].map(({ name, text }) => ({ column: text, fact: name, how: 'constant' as const })),
    ],
    unusedColumns: mapping.unused,
    notes: [...notes, ...admission.notes],
    ...counts,
    ...(await employersOf(bench)),
    rejects: rejectKinds,
    caps:
      counts.asOf === null
        ? []
        : await capsOf(
            bench,
            programme,
            admission,
            columns,
            counts.asOf.last,
            counts.hosts.map(({ host }) => host),
          ),
    samples: await samplesOf(bench, law, admission),
  };
  done();

  done = stage('write');
  await writeDecisions(bench, results, wishes.formats, admission.isOrdered);
  await results.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  if (wishes.report !== undefined) await results.write('report.html', wishes.report(summary));
  bench.heed();
  const files = await results.publish();
  done();
  return { summary, files, reader: loaded.reader };
}

interface Understood {
  readonly open: OpenTable;
  readonly mapping: TableMapping;
  readonly loaded: LoadedTable;
  /** What was left unknown while the file was loaded. */
  readonly notes: readonly Note[];
  /** Values for all rows that were put into them while the file was loaded. */
  readonly filled?: TableMapping['constants'];
}

async function tableOf(
  bench: Workbench,
  wishes: FileWishes,
  vocabulary: Vocabulary,
  questions: readonly string[],
  format: 'csv' | 'parquet',
): Promise<Understood> {
  const groups = [...new Set(vocabulary.facts.flatMap(({ name }) => (name.includes('.') ? [name.split('.')[0] ?? ''] : [])))];
  const open =
    format === 'csv' ? await openCsv(bench, wishes.file, vocabulary, wishes.encoding) : await openParquet(bench, wishes.file, groups);
  const mapping = mapColumns(
    open.columns.map(({ name }) => name),
    vocabulary,
    questions,
    wishes.mapping,
  );
  wishes.onMapping?.(mapping, open.columns);
  return { open, mapping, notes: [], loaded: await open.load({ exactly: wishes.exactly ?? false }) };
}

async function linesOf(
  bench: Workbench,
  wishes: FileWishes,
  vocabulary: Vocabulary,
  questions: readonly string[],
  door: ReturnType<typeof doorOf>,
  rejects: Rejects,
): Promise<Understood> {
  const constants = constantsFor(vocabulary, door, wishes.mapping);
  const { open, loaded, header, notes } = await loadLines(bench, wishes.file, vocabulary, door, questions, {
    constants: constants.map(({ name, value }) => [name, value] as const),
    ambiguous: wishes.mapping.ambiguous ?? 'reject',
    problem: (row, problem) => rejects.add(row, problem),
  });
  const mapping = mapColumns(header, vocabulary, questions);
  const filled = constants.map(({ name, text }) => ({ name, text, from: 'flag' as const }));
  return { open, loaded, notes, mapping, filled };
}

/** Where the SQL of the law finds each fact: in a column of the admitted rows, or nowhere. */
function sourcesOf({ columns }: Admission, vocabulary: Vocabulary, questions: readonly string[]): Readonly<Record<string, string | null>> {
  const names = ['id', ...vocabulary.facts.map(({ name }) => name), ...questions.map((id) => `interpretation.${id}`)];
  return Object.fromEntries(
    names.flatMap((name): [string, string | null][] =>
      columns.has(name) ? [[name, sqlName(name)]] : name.startsWith('interpretation.') ? [] : [[name, null]],
    ),
  );
}

async function decideRows(
  bench: Workbench,
  { programme }: Compiled,
  admission: Admission,
  columns: Readonly<Record<string, string | null>>,
): Promise<void> {
  const carried: Readonly<Record<string, string>> = {
    employer: 'VARCHAR',
    sector: 'VARCHAR',
    'permit.validFrom': 'DATE',
    'permit.validTo': 'DATE',
  };
  const absent = Object.entries(carried).filter(([name]) => !admission.columns.has(name));
  const from = `(SELECT *${absent.map(([name, type]) => `, CAST(NULL AS ${type}) AS ${sqlName(name)}`).join('')} FROM (${admission.admitted})) AS admitted`;
  const statement = sqlOf(programme, {
    dialect: 'duckdb',
    from,
    columns,
    keep: ['row', 'host', 'act', 'asOf', ...Object.keys(carried)],
    settleProtection: true,
  });
  await bench.run(`CREATE TABLE decided AS ${statement}`);
}

/** Tells what is wrong with every row that was not decided, broken records and refused cases in the order of the file. */
async function rejectRows(bench: Workbench, admission: Admission, loaded: LoadedTable, rejects: Rejects, decided: number): Promise<void> {
  const broken = [...loaded.broken];
  const tellBrokenBefore = async (row: number): Promise<void> => {
    while (broken[0] !== undefined && broken[0].row < row) {
      const { row: at, line, text, broken: what } = broken.shift() as (typeof broken)[number];
      await rejects.add(at, {
        field: 'line',
        value: text.length > 60 ? `${text.slice(0, 57)}…` : text,
        reason: `Line ${line}: ${what.reason}`,
        remedy: what.remedy,
      });
    }
  };
  if (decided + broken.length + rejects.rows < loaded.read)
    for await (const piece of bench.stream(admission.refused)) {
      bench.heed();
      for (const [row, ...cells] of piece) {
        await tellBrokenBefore(Number(row));
        const problems = admission.problemsOf(cells);
        // INVARIANT: a row that SQL refused is refused by the door too; were it not, it would be lost in silence.
        if (problems.length === 0) throw new Error(`The two doors disagree on row ${String(row)}: ${JSON.stringify(cells)}`);
        for (const problem of problems) await rejects.add(Number(row), problem);
      }
    }
  await tellBrokenBefore(Number.POSITIVE_INFINITY);
  if (decided + rejects.rows !== loaded.read)
    throw new Error(`Of ${loaded.read} rows ${decided} were decided and ${rejects.rows} rejected: some are lost.`);
}

const DECISION_COLUMNS = `"row", id, outcome, un, "national", gap, "returnBy", protected, nullif(missing, '') AS missing, nullif(provisions, '') AS provisions`;

/** In the order of the file: a join with the words of a column may have turned it, a plain scan has not. */
async function writeDecisions(bench: Workbench, results: Results, formats: FileWishes['formats'], isOrdered: boolean): Promise<void> {
  for (const format of formats) {
    const options = format === 'csv' ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION zstd';
    await bench.run(
      `COPY (SELECT ${DECISION_COLUMNS} FROM decided${isOrdered ? '' : ' ORDER BY "row"'}) TO ${sqlText(results.partial(`decisions.${format}`))} (${options})`,
    );
  }
}

/** Asks DuckDB a few times a second how far it is, while somebody watches. */
function watch(bench: Workbench, stage: Stage, onProgress: FileWishes['onProgress']): () => void {
  if (onProgress === undefined) return () => undefined;
  onProgress(stage, -1);
  const timer = setInterval(() => onProgress(stage, bench.progress()), 100);
  return () => {
    clearInterval(timer);
    onProgress(stage, 100);
  };
}

import type { Compiled } from '../decide/compile.ts';
import { ENGINE } from '../decide/engine.ts';
import { sqlOf } from '../decide/sql/sql-of.ts';
import { hostName } from '../decide/words/decision.ts';
import { type Judged, type JudgeWishes, judge, type Statement } from '../files/cases/judge.ts';
import { rejectRows } from '../files/cases/reject-rows.ts';
import { Rejects } from '../files/cases/rejects.ts';
import { Results } from '../files/cases/results.ts';
import { fileTrouble, Interrupted } from '../files/table/errors.ts';
import { formatOf, type LoadedTable } from '../files/table/open.ts';
import { sqlText } from '../files/table/sql.ts';
import { watch } from '../files/table/watch.ts';
import { Workbench } from '../files/table/workbench.ts';
import { ResoluteError } from '../values/errors.ts';
import { capsOf, capTerms } from './caps.ts';
import { countsOf } from './counts.ts';
import { employersOf } from './employers.ts';
import { samplesOf } from './samples.ts';
import type { CaseloadSummary } from './summary.ts';

export interface FileWishes extends Omit<JudgeWishes, 'format'> {
  /** The folder for the results; it is made where it does not exist. */
  readonly out: string;
  readonly formats: readonly ('csv' | 'parquet')[];
  /** Makes `report.html` of the summary. */
  readonly report?: (summary: CaseloadSummary) => string;
  readonly signal?: AbortSignal;
  /** What is being done, and how far it is (0 to 100; -1 where nobody knows). */
  readonly onProgress?: (stage: Stage, percent: number) => void;
  readonly threads?: number;
}

/** Everything that deciding a file may leave in its folder. */
const RESULT_FILES = ['decisions.csv', 'decisions.parquet', 'rejects.csv', 'summary.json', 'report.html'] as const;
type ResultFile = (typeof RESULT_FILES)[number];

export type Stage = 'decide' | 'check' | 'count' | 'write';

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
  const results = await Results.in(wishes.out, wishes.file, RESULT_FILES);
  let bench: Workbench | null = null;
  let isDone = false;
  try {
    bench = await Workbench.open(wishes.out, {
      signal: wishes.signal,
      ...(wishes.threads === undefined ? {} : { threads: wishes.threads }),
    });
    const decided = await decideOn(bench, law, { ...wishes, format }, results);
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

/** The law as the statement that judges the rows. */
function statementOf({ programme }: Compiled): Statement {
  const terms = capTerms(programme);
  return ({ from, keep, columns }) => sqlOf(programme, { dialect: 'duckdb', from, keep, columns, terms, settleProtection: true });
}

async function decideOn(
  bench: Workbench,
  law: Compiled,
  wishes: FileWishes & JudgeWishes,
  results: Results<ResultFile>,
): Promise<DecidedFile> {
  const during = async <T>(stage: Stage, work: () => Promise<T>): Promise<T> => {
    const done = watch(bench, stage, wishes.onProgress);
    try {
      return await work();
    } finally {
      done();
    }
  };
  const rejects = await Rejects.to(results.partial('rejects.csv'));
  const judged = await during('decide', () => judge(bench, { programme: law.programme, statement: statementOf(law) }, wishes, rejects));
  const rejected = await during('check', async () => {
    await rejectRows(bench, judged, rejects);
    return await rejects.close();
  });
  const summary = await during('count', () => summed(bench, law, wishes, judged, rejects.rows, rejected));
  return await during('write', async () => {
    await writeDecisions(bench, results, wishes.formats, judged.admission.isOrdered);
    await results.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
    if (wishes.report !== undefined) await results.write('report.html', wishes.report(summary));
    bench.heed();
    return { summary, files: await results.publish(), reader: judged.loaded.reader };
  });
}

async function summed(
  bench: Workbench,
  law: Compiled,
  { file, format }: JudgeWishes,
  { admission, mapping, loaded, notes }: Judged,
  rejectedRows: number,
  rejects: CaseloadSummary['rejects'],
): Promise<CaseloadSummary> {
  const { programme } = law;
  const counts = await countsOf(bench, programme, (code) => hostName(code, programme));
  const hosts = counts.hosts.map(({ host }) => host);
  return {
    source: { file, format, sha256: loaded.sha256 },
    law: programme.law.regimes.map(({ regime, sha256 }) => ({ regime: regime.id, title: regime.title.en, sha256 })),
    engine: ENGINE,
    rows: { read: loaded.read, decided: loaded.read - rejectedRows, rejected: rejectedRows },
    mapping: [
      ...mapping.uses.map(({ column, name, how }) => ({ column, fact: name, how })),
      ...mapping.constants.map(({ name, text }) => ({ column: text, fact: name, how: 'constant' as const })),
    ],
    unusedColumns: mapping.unused,
    notes: [...notes, ...admission.notes],
    ...counts,
    ...(await employersOf(bench)),
    rejects,
    caps: counts.asOf === null ? [] : await capsOf(bench, programme, admission.columns, counts.asOf.last, hosts),
    samples: await samplesOf(bench, law, admission),
  };
}

const DECISION_COLUMNS = `"row", id, outcome, un, "national", gap, "returnBy", protected, nullif(missing, '') AS missing, nullif(provisions, '') AS provisions`;

/** In the order of the file: a join with the words of a column may have turned it, a plain scan has not. */
async function writeDecisions(
  bench: Workbench,
  results: Results<ResultFile>,
  formats: FileWishes['formats'],
  isOrdered: boolean,
): Promise<void> {
  for (const format of formats) {
    const options = format === 'csv' ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION zstd';
    await bench.run(
      `COPY (SELECT ${DECISION_COLUMNS} FROM decided${isOrdered ? '' : ' ORDER BY "row"'}) TO ${sqlText(results.partial(`decisions.${format}`))} (${options})`,
    );
  }
}

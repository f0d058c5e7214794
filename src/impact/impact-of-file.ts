import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINE } from '../decide/engine.ts';
import { type Programme, programmeOf } from '../decide/programme.ts';
import { sqlOf } from '../decide/sql/sql-of.ts';
import { type Judged, type JudgeWishes, judge } from '../files/cases/judge.ts';
import { rejectRows } from '../files/cases/reject-rows.ts';
import { type RejectKind, Rejects } from '../files/cases/rejects.ts';
import { Results } from '../files/cases/results.ts';
import { fileTrouble, Interrupted } from '../files/table/errors.ts';
import { formatOf } from '../files/table/open.ts';
import { sqlText } from '../files/table/sql.ts';
import { watch } from '../files/table/watch.ts';
import { Workbench } from '../files/table/workbench.ts';
import { overlay } from '../law/draft.ts';
import type { Law } from '../law/regime.ts';
import { ResoluteError } from '../values/errors.ts';
import { changesBetween } from './changes.ts';
import { compareSql } from './compare-sql.ts';
import { countsOf } from './counts.ts';
import { listingsOf, ON_THE_LIST } from './listings.ts';
import type { ImpactSummary } from './summary.ts';
import { NOTICE } from './words.ts';

export interface ImpactWishes extends Omit<JudgeWishes, 'format'> {
  /** The id of the draft that is laid over the law. */
  readonly draft: string;
  /** The folder for the results; without it nothing is left anywhere. */
  readonly out?: string;
  /** Makes `impact.html` of the summary. */
  readonly report?: (summary: ImpactSummary) => string;
  readonly signal?: AbortSignal;
  /** What is being done, and how far it is (0 to 100; -1 where nobody knows). */
  readonly onProgress?: (stage: ImpactStage, percent: number) => void;
  readonly threads?: number;
}

export type ImpactStage = 'read' | 'law' | 'draft' | 'check' | 'count' | 'write';

/** Everything that a comparison may leave in its folder. */
const IMPACT_FILES = ['impact.csv', 'impact.json', 'rejects.csv', 'impact.html'] as const;
type ImpactFile = (typeof IMPACT_FILES)[number];

export interface ComparedFile {
  readonly summary: ImpactSummary;
  /** Names of the files that now lie in the folder; empty where none was named. */
  readonly files: readonly ImpactFile[];
}

/**
 * Compares a whole file under the law in force and under a draft laid over it. It compares and never decides: nothing that is written here is a
 * decision, and the law under the draft has a hash that no decision carries.
 * @throws UnknownDraft before the file is read; TableTrouble, ColumnTrouble for a file that cannot be understood; Interrupted when `signal` fires
 */
export async function impactOfFile(law: Law, wishes: ImpactWishes): Promise<ComparedFile> {
  const drafted = overlay(law, wishes.draft);
  const format = await formatOf(wishes.file);
  const results = wishes.out === undefined ? null : await Results.in(wishes.out, wishes.file, IMPACT_FILES);
  const beside = wishes.out ?? tmpdir();
  let bench: Workbench | null = null;
  let isDone = false;
  try {
    bench = await Workbench.open(beside, {
      signal: wishes.signal,
      ...(wishes.threads === undefined ? {} : { threads: wishes.threads }),
    });
    const compared = await compareOn(bench, law, drafted, { ...wishes, format }, results);
    isDone = true;
    return compared;
  } catch (error) {
    if (wishes.signal?.aborted === true) throw new Interrupted();
    if (error instanceof ResoluteError) throw error;
    throw fileTrouble(beside, error);
  } finally {
    await bench?.close();
    if (!isDone) await results?.discard();
  }
}

async function compareOn(
  bench: Workbench,
  law: Law,
  drafted: Law,
  wishes: ImpactWishes & JudgeWishes,
  results: Results<ImpactFile> | null,
): Promise<ComparedFile> {
  const during = async <T>(stage: ImpactStage, work: () => Promise<T>): Promise<T> => {
    const done = watch(bench, stage, wishes.onProgress);
    try {
      return await work();
    } finally {
      done();
    }
  };
  const programme = programmeOf(law);
  const changes = changesBetween(law, drafted);
  const rejects = await Rejects.to(results?.partial('rejects.csv') ?? join(bench.folder, 'rejects.csv'));
  // The rows are read and typed once; both laws are then laid over the same table.
  const judged = await during('read', () => judge(bench, { programme, statement: ({ from }) => `SELECT * FROM ${from}` }, wishes, rejects));
  await during('law', () => settle(bench, programme, judged, 'law_in_force'));
  await during('draft', async () => {
    await settle(bench, programmeOf(drafted), judged, 'under_draft');
    const keep = [...KEPT, 'id'];
    await bench.run(`CREATE TABLE compared AS ${compareSql(changes, { before: 'law_in_force', after: 'under_draft', keep })}`);
  });
  const rejected = await during('check', async () => {
    await rejectRows(bench, judged, rejects);
    return await rejects.close();
  });
  const summary = await during(
    'count',
    async (): Promise<ImpactSummary> => ({
      ...about(law, drafted, wishes, judged, rejects.rows),
      ...(await countsOf(bench, changes, programme)),
      ...(await listingsOf(bench)),
      ...readAs(judged, rejected),
    }),
  );
  if (results === null) return { summary, files: [] };
  return await during('write', async () => {
    await bench.run(`COPY (${LIST}) TO ${sqlText(results.partial('impact.csv'))} (FORMAT csv, HEADER true)`);
    await results.write('impact.json', `${JSON.stringify(summary, null, 2)}\n`);
    if (wishes.report !== undefined) await results.write('impact.html', wishes.report(summary));
    bench.heed();
    return { summary, files: await results.publish() };
  });
}

/** What is read beside the answers: where the case stands, whose permit it is, and when that ends. */
const KEPT = ['row', 'host', 'act', 'asOf', 'employer', 'permit.validTo'];

/** One law over the staged rows. */
async function settle(bench: Workbench, programme: Programme, { columns }: Judged, table: string): Promise<void> {
  const statement = sqlOf(programme, { dialect: 'duckdb', from: 'decided', columns, keep: KEPT, settleProtection: true });
  await bench.run(`CREATE TABLE ${table} AS ${statement}`);
}

function about(
  law: Law,
  drafted: Law,
  { file, format, draft }: ImpactWishes & JudgeWishes,
  { loaded }: Judged,
  rejected: number,
): Pick<ImpactSummary, 'notice' | 'draft' | 'source' | 'law' | 'engine' | 'rows'> {
  return {
    notice: NOTICE,
    draft: draftOf(law, draft),
    source: { file, format, sha256: loaded.sha256 },
    law: law.regimes.map(({ regime, sha256 }, at) => ({ regime: regime.id, sha256, underDraft: drafted.regimes[at]?.sha256 ?? sha256 })),
    engine: ENGINE,
    rows: { read: loaded.read, compared: loaded.read - rejected, rejected },
  };
}

function readAs(
  { mapping, notes, admission }: Judged,
  rejects: readonly RejectKind[],
): Pick<ImpactSummary, 'mapping' | 'unusedColumns' | 'notes' | 'rejects'> {
  return {
    mapping: [
      ...mapping.uses.map(({ column, name, how }) => ({ column, fact: name, how })),
      ...mapping.constants.map(({ name, text }) => ({ column: text, fact: name, how: 'constant' as const })),
    ],
    unusedColumns: mapping.unused,
    notes: [...notes, ...admission.notes],
    rejects,
  };
}

/** `impact.csv`: the permits that change, or may change, in the order of the file. */
const LIST = `SELECT "row", id, employer, class, "outcomeBefore", "outcomeAfter", "returnByBefore", "returnByAfter", nullif(provisions, '') AS provisions,
  nullif("missingBefore", '') AS "missingBefore", nullif("missingAfter", '') AS "missingAfter", detail, act, "asOf", protected
  FROM compared WHERE ${ON_THE_LIST} ORDER BY "row"`;

function draftOf(law: Law, id: string): ImpactSummary['draft'] {
  for (const { regime } of law.regimes)
    for (const draft of regime.drafts)
      if (draft.id === id)
        return {
          id,
          status: draft.status,
          regime: regime.id,
          title: draft.title.en,
          circulatedOn: draft.circulatedOn,
          words: draft.words.en,
          sources: draft.sources,
        };
  throw new Error(`The draft ${id} was laid over the law and is not in it.`);
}

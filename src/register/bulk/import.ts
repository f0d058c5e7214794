import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { type Actor, requireMay } from '../../access/actor.ts';
import { appendBulk } from '../../audit/bulk.ts';
import type { EventDraft } from '../../audit/event.ts';
import { TableTrouble } from '../../files/table/errors.ts';
import { formatOf, type OpenTable, openCsv, openParquet } from '../../files/table/open.ts';
import { Workbench } from '../../files/table/workbench.ts';
import type { Desk } from '../../office/desk.ts';
import { newId } from '../../office/ids.ts';
import { type Office, transact } from '../../office/office.ts';
import { copyIn } from '../../store/copy.ts';
import { type ImportColumns, importColumns } from './columns.ts';
import { Known } from './known.ts';
import { draftOf } from './lines.ts';
import { registerImport } from './register-import.ts';
import { problemsWithin, type RowProblem, RowReader } from './sheet-row.ts';
import { MADE, type NumberedRow, TakeIn } from './take-in.ts';

export interface ImportWishes {
  /** CSV (any of the encodings and delimiters that `resolute decide` reads) or Parquet. */
  readonly file: string;
  /** The name that people know it by; the file's own unless given. */
  readonly name?: string;
  /** Header to field, where a header is not understood by itself. */
  readonly map?: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
  readonly key?: string | null;
  /** Of the file, where it came over the network: the same key with another file is then another request. */
  readonly sha256?: string;
  /** Called for each rejected row, in their order; the summary keeps the first hundred. */
  readonly onReject?: (reject: RowReject) => void | Promise<void>;
  readonly onProgress?: (stage: 'read' | 'write', done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface RowReject extends RowProblem {
  /** The data record, from 1, the header not counted. */
  readonly row: number;
}

export interface ImportSummary {
  readonly import: string;
  readonly dryRun: boolean;
  readonly file: string;
  readonly sha256: string | null;
  /** read = imported + rejected, always. */
  readonly rows: { readonly read: number; readonly imported: number; readonly rejected: number };
  readonly made: Readonly<Record<(typeof MADE)[number], number>>;
  readonly columns: readonly { readonly column: string; readonly field: string }[];
  readonly unusedColumns: readonly string[];
  /** What was left unknown on purpose, and in how many rows. */
  readonly notes: readonly { readonly field: string; readonly reason: string; readonly rows: number }[];
  readonly rejects: readonly RowReject[];
  readonly rejectsNotShown: number;
}

const SHOWN = 100;
const PIECE = 5_000;

/**
 * Takes a sheet of permits into the register: workers, employers, contracts, permits and departures, each with its event in the log.
 * One transaction: a sheet is in the register as a whole or not at all; a row that cannot be taken in is rejected with its reason,
 * and the others go in. The log's head is locked while the rows are written, so other writers wait: import when the office is quiet.
 * It records what other papers say was granted. Whatever begins after today is refused, since that is for an application.
 * @throws NotAllowed, TableTrouble, ColumnTrouble
 */
export async function importPermits(office: Office, actor: Actor, wishes: ImportWishes): Promise<ImportSummary> {
  requireMay(actor, 'import.run');
  // A folder of its own: what lies in it names people until the import ends.
  const place = await mkdtemp(join(office.store.folder ?? tmpdir(), 'import-'));
  const bench = await Workbench.open(place, { signal: wishes.signal });
  try {
    const { file, dryRun = false, key = null } = wishes;
    const table = await opened(bench, office, file);
    const columns = importColumns(
      table.columns.map(({ name }) => name),
      wishes.map,
    );
    try {
      const { result } = await transact(
        office,
        actor,
        {
          key: dryRun ? null : key,
          name: 'import.permits',
          input: { file: wishes.name ?? basename(file), map: wishes.map ?? {}, sha256: wishes.sha256 ?? null },
        },
        async (desk) => {
          const summary = await takenIn(desk, bench, table, columns, wishes);
          if (dryRun) throw new Tried(summary);
          return summary;
        },
      );
      return result;
    } catch (error) {
      if (error instanceof Tried) return error.summary;
      throw error;
    }
  } finally {
    await bench.close();
    await rm(place, { recursive: true, force: true });
  }
}

/** Ends the transaction of a dry run. */
class Tried extends Error {
  readonly summary: ImportSummary;
  constructor(summary: ImportSummary) {
    super('dry run');
    this.summary = summary;
  }
}

async function opened(bench: Workbench, office: Office, file: string): Promise<OpenTable> {
  const format = await formatOf(file);
  if (format === 'jsonl')
    throw new TableTrouble(file, `${file} has JSON Lines; an import reads CSV or Parquet.`, 'Save the sheet as CSV (UTF-8) or Parquet.');
  const { law } = await office.law(office.store.db);
  return format === 'parquet'
    ? openParquet(bench, file, ['worker', 'employer', 'contract', 'permit', 'departure'])
    : openCsv(bench, file, law.vocabulary);
}

async function takenIn(
  desk: Desk,
  bench: Workbench,
  table: OpenTable,
  { uses, unused }: ImportColumns,
  wishes: ImportWishes,
): Promise<ImportSummary> {
  const loaded = await table.load();
  const id = newId();
  const known = new Known(desk.tx);
  const takeIn = new TakeIn(desk, known, id, bench.folder);
  const reader = new RowReader(uses);
  const rejects: RowReject[] = [];
  let [rejected, done] = [0, 0];
  const reject = async (row: number, problems: readonly RowProblem[]): Promise<void> => {
    rejected += 1;
    for (const problem of problems) {
      if (rejects.length < SHOWN) rejects.push({ row, ...problem });
      await wishes.onReject?.({ row, ...problem });
    }
  };
  const take = async (rows: readonly JudgedRow[]): Promise<void> => {
    await known.learn(rows.map(({ cells }) => cells));
    const good: NumberedRow[] = [];
    for (const item of rows) {
      const problems = item.problems.length > 0 ? item.problems : known.claim(item);
      if (problems.length === 0) good.push(item);
      else await reject(item.row, problems);
    }
    await takeIn.take(good);
    wishes.onProgress?.('read', done, loaded.read);
  };
  const selected = uses.map(({ at }) => textSql(table, at));
  let waiting: JudgedRow[] = [];
  for await (const piece of bench.stream(`SELECT ${[loaded.row ?? 'NULL', ...selected].join(', ')} FROM ${loaded.from}`)) {
    bench.heed();
    for (const [row, ...cells] of piece) {
      done += 1;
      const number = row === null ? done : Number(row);
      const problems: RowProblem[] = [];
      const read = reader.read(cells as readonly (string | null)[], problems);
      if (problems.length === 0) problems.push(...problemsWithin(read, desk.today));
      waiting.push({ row: number, cells: read, problems });
    }
    if (waiting.length < PIECE) continue;
    await take(waiting);
    waiting = [];
  }
  await take(waiting);
  for (const { row, line } of loaded.broken)
    await reject(row, [
      {
        field: '',
        value: '',
        reason: `Line ${line} cannot be read as a record.`,
        remedy: 'Mend its quotation marks and the number of its cells.',
      },
    ]);
  await takeIn.close();
  const summary: ImportSummary = {
    import: id,
    dryRun: wishes.dryRun === true,
    file: wishes.name ?? basename(wishes.file),
    sha256: loaded.sha256,
    rows: { read: loaded.read, imported: loaded.read - rejected, rejected },
    made: takeIn.made,
    columns: uses.map(({ column, field }) => ({ column, field: field.name })),
    unusedColumns: unused,
    notes: [
      ...[...reader.notes].map(([note, rows]) => ({ field: note.split('\t')[0] ?? '', reason: note.split('\t')[1] ?? '', rows })),
      ...[...takeIn.unknownSectors].map(([word, rows]) => ({
        field: 'employer.sector',
        reason: `\`${word}\` is no sector that we know; it was left unknown.`,
        rows,
      })),
    ],
    rejects,
    rejectsNotShown: 0,
  };
  if (wishes.dryRun !== true) await filed(desk, takeIn, summary, wishes);
  return summary;
}

interface JudgedRow extends NumberedRow {
  readonly problems: readonly RowProblem[];
}

/** Everything that waited goes into the tables, then into the log, which is locked from there to the commit. */
async function filed(desk: Desk, takeIn: TakeIn, summary: ImportSummary, { onProgress }: ImportWishes): Promise<void> {
  const { office, tx } = desk;
  for (const made of MADE) {
    await copyIn(office.store, tx, takeIn.into(made), takeIn.pieces(made));
    onProgress?.('write', MADE.indexOf(made) + 1, MADE.length + 1);
  }
  const departed = takeIn.departed;
  if (departed.length > 0)
    await sql`update worker set status = 'departed', version = version + 1, "trueOn" = greatest("trueOn", left_on)
      from unnest(${departed.map(([id]) => id)}::uuid[], ${departed.map(([, day]) => day)}::date[]) as gone (gone_id, left_on) where id = gone_id`.execute(
      tx,
    );
  const versions = await versionsOf(
    desk,
    departed.map(([id]) => id),
  );
  async function* drafts(): AsyncGenerator<EventDraft> {
    for await (const line of takeIn.events()) yield draftOf(line);
    for (const [worker, day] of departed)
      yield {
        id: newId(),
        record: { kind: 'worker', id: worker },
        version: versions.get(worker) ?? 2,
        kind: 'departed',
        trueOn: day,
        actor: desk.actor.account,
        person: worker,
        data: { set: { status: 'departed' }, import: summary.import },
        sealed: null,
      };
  }
  await desk.create(
    registerImport,
    {
      event: 'imported',
      set: {
        file: summary.file,
        sha256: summary.sha256,
        rowsRead: summary.rows.read,
        rowsImported: summary.rows.imported,
        rowsRejected: summary.rows.rejected,
      },
      more: { made: { ...summary.made } },
    },
    summary.import,
  );
  await appendBulk(office.store, tx, drafts(), office.clock.now());
  onProgress?.('write', MADE.length + 1, MADE.length + 1);
}

async function versionsOf({ tx }: Desk, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; version: number }>`select id, version from worker where id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** A cell as text, whatever Parquet made of it; a list joined as in CSV. */
function textSql(table: OpenTable, at: number): string {
  const column = table.columns[at];
  if (column === undefined) return 'NULL';
  if (column.type === 'text') return column.sql;
  if (column.type === 'texts') return `array_to_string(${column.sql}, '|')`;
  return `CAST(${column.sql} AS VARCHAR)`;
}

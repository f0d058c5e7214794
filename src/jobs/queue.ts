import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { Json } from '../values/canonical.ts';
import { JobGivenUp, JobHasEnded } from './errors.ts';
import type { JobKind, JobRun, JobState, Step } from './job.ts';

/** Processes that may die over a job before it is given up: work that ends every process must not end the service for ever. */
const TAKES_MAX = 5;

const COLUMNS = sql.raw('id, name, input, actor, state, cursor, done, total, asked, started, heartbeat, ended, worker, result, error');
const UNFINISHED = sql.raw(`state in ('queued', 'running')`);

export interface JobWish {
  readonly id: string;
  readonly input: Json;
  readonly actor: Json;
}

/** Asks for work, in the transaction of the act that makes it necessary: no act is kept without its work, and none the other way. */
export async function enqueue(tx: Db, { name, lane }: Pick<JobKind, 'name' | 'lane'>, { id, input, actor }: JobWish): Promise<void> {
  await sql`insert into job_run (id, name, lane, input, actor) values (${id}, ${name}, ${lane}, ${json(input)}, ${json(actor)})`.execute(
    tx,
  );
}

export async function readJob(db: Db, id: string): Promise<JobRun | null> {
  const { rows } = await sql<JobRun>`select ${COLUMNS} from job_run where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Jobs from the newest on. @param before the id where the last page ended */
export async function listJobs(
  db: Db,
  { state, before, limit }: { readonly state: JobState | null; readonly before: string | null; readonly limit: number },
): Promise<readonly JobRun[]> {
  const { rows } = await sql<JobRun>`select ${COLUMNS} from job_run
    where state = coalesce(${state}, state)
      and number < coalesce((select number from job_run where id = ${before}::uuid), 9223372036854775807)
    order by number desc limit ${limit}`.execute(db);
  return rows;
}

/** Whether a job of this name has not ended yet. */
export async function isUnderWay(db: Db, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from job_run where name = ${name} and ${UNFINISHED} limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Ends a job between two of its steps; the step that runs now is waited for. What it has done so far stays.
 * @returns the job as it stood, or `null` where there is none
 * @throws JobHasEnded `job.has-ended`
 */
export async function cancel(tx: Db, id: string): Promise<JobRun | null> {
  const { rows } = await sql<JobRun>`select ${COLUMNS} from job_run where id = ${id} for update`.execute(tx);
  const [run] = rows;
  if (run === undefined) return null;
  if (run.state !== 'queued' && run.state !== 'running') throw new JobHasEnded(id, run.state);
  await sql`update job_run set state = 'cancelled', ended = clock_timestamp() where id = ${id}`.execute(tx);
  return run;
}

/**
 * Takes the next job for a worker: one that nobody has begun, or whose worker gave no sign of life for as long as a lease. A worker in
 * the middle of a step holds the lock of the row, however long the step takes, and is passed over. All time is the database's own.
 * @param lease seconds; 0 where no other process can be alive
 */
export async function take(db: Db, worker: string, names: readonly string[], lease: number): Promise<JobRun | null> {
  const { rows } = await sql<JobRun & { takes: number }>`update job_run set
      state = case when takes >= ${TAKES_MAX} then 'failed' else 'running' end,
      ended = case when takes >= ${TAKES_MAX} then clock_timestamp() end,
      takes = takes + 1, worker = ${worker}, started = coalesce(started, clock_timestamp()), heartbeat = clock_timestamp()
    where id = (
      select id from job_run as next
      where ${UNFINISHED} and name = any(${names}::text[])
        and (state = 'queued' or worker is not distinct from ${worker} or heartbeat <= clock_timestamp() - make_interval(secs => ${lease}))
        and not exists (select 1 from job_run as earlier where earlier.lane = next.lane and earlier.number < next.number
          and earlier.state in ('queued', 'running'))
      order by number for update skip locked limit 1)
    returning ${COLUMNS}, takes`.execute(db);
  const [run] = rows;
  if (run === undefined) return null;
  if (run.state === 'failed') await fail(db, run.id, worker, new JobGivenUp(run.id, run.takes - 1));
  return run;
}

/**
 * One step of a job that this worker has taken: its work, its cursor and its progress in one transaction.
 * @returns the job after the step, or `null` where it is no longer this worker's
 */
export async function step(tx: Db, kind: JobKind, id: string, worker: string): Promise<JobRun | null> {
  // A process that freezes in the middle keeps the row locked until its connection ends; the server ends an idle one for it.
  await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(tx);
  const { rows } = await sql<JobRun>`select ${COLUMNS} from job_run
    where id = ${id} and worker = ${worker} and state = 'running' for update`.execute(tx);
  const [run] = rows;
  if (run === undefined) return null;
  const after: Step = await kind.step(tx, run);
  const isLast = after.result !== undefined;
  const written = await sql<JobRun>`update job_run set cursor = ${json(after.cursor)}, done = ${after.done}, total = ${after.total},
      takes = 0, heartbeat = clock_timestamp(),
      state = ${isLast ? 'done' : 'running'}, ended = ${isLast ? sql`clock_timestamp()` : sql`null`}, result = ${json(after.result ?? null)}
    where id = ${id} returning ${COLUMNS}`.execute(tx);
  return written.rows[0] ?? null;
}

/** Gives an unfinished job back, so that the next worker need not wait for the lease. */
export async function release(db: Db, worker: string): Promise<void> {
  await sql`update job_run set state = 'queued', takes = 0 where worker = ${worker} and state = 'running'`.execute(db);
}

/** Ends a job whose step went wrong, in words without a person's data: only our own errors speak. */
export async function fail(db: Db, id: string, worker: string, error: { readonly code: string; readonly message: string }): Promise<void> {
  await sql`update job_run set state = 'failed', ended = clock_timestamp(), error = ${`${error.code}: ${error.message}`}
    where id = ${id} and worker = ${worker} and state in ('running', 'failed')`.execute(db);
}

function json(value: Json): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`;
}

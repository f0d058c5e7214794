import { z } from 'zod';
import { type Actor, may } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { JOB_STATES, type JobRun } from '../../jobs/job.ts';
import { listJobs, readJob as readRun } from '../../jobs/queue.ts';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { PAGING } from '../reading/shape.ts';

const Instant = z.string().nullable();

const Job = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(JOB_STATES),
  done: z.int(),
  total: z.int().nullable(),
  startedBy: Id,
  asked: z.string(),
  started: Instant,
  heartbeat: Instant,
  ended: Instant,
  error: z.string().nullable(),
  /** What came of it, for those who may read decisions: how many answers changed tells of protection. */
  result: z.unknown().optional(),
});

export const readJob = query({
  name: 'job.read',
  action: 'job.read',
  summary: 'How far a job is, and what came of it',
  input: z.strictObject({ job: Id }),
  output: Job,
  run: async ({ db, actor }, { job }) => {
    const run = await readRun(db, job);
    if (run === null) throw new NoSuchRecord('job', job);
    return shown(actor, run);
  },
});

export const listJobsQuery = query({
  name: 'job.list',
  action: 'job.read',
  summary: 'The jobs, from the newest on',
  input: z.strictObject({ state: z.enum(JOB_STATES).optional(), cursor: PAGING.cursor, limit: PAGING.limit }),
  output: z.object({ items: z.array(Job), next: z.string().nullable() }),
  run: async ({ db, actor }, { state, cursor, limit }) => {
    const list = { name: 'job.list', state: state ?? null };
    const before = cursor === undefined ? null : afterOf(cursor, list);
    const runs = await listJobs(db, { state: state ?? null, before, limit: limit + 1 });
    const items = runs.slice(0, limit).map((run) => shown(actor, run));
    const last = items.at(-1);
    return { items, next: runs.length > limit && last !== undefined ? cursorAfter(last.id, list) : null };
  },
});

function shown(actor: Actor, run: JobRun): z.output<typeof Job> {
  const { id, name, state, done, total, asked, started, heartbeat, ended, error, result } = run;
  const startedBy = String((run.actor as { readonly account?: unknown } | null)?.account);
  return {
    id,
    name,
    state,
    done,
    total,
    startedBy,
    asked,
    started,
    heartbeat,
    ended,
    error,
    ...(may(actor, 'decision.read') ? { result } : {}),
  };
}

import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, requireMay } from '../../access/actor.ts';
import { compile } from '../../decide/compile.ts';
import type { JobKind, JobRun, Step } from '../../jobs/job.ts';
import { overlay } from '../../law/draft.ts';
import { ACTS } from '../../law/vocabulary.ts';
import { Desk } from '../../office/desk.ts';
import type { Office } from '../../office/office.ts';
import { query } from '../../office/use-case.ts';
import type { Db } from '../../store/db.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { Day, Id, Short } from '../fields.ts';
import { answersSql, numberOfLaw, versionsOf } from '../standing/answers.ts';
import { LANE } from '../standing/ask.ts';
import { asked, PERMIT_ACTS, type SubjectKind, type Within, within } from '../standing/cases.ts';
import { digestOfChanges, writeDraftChanges } from '../standing/changes.ts';
import { countHeadroom } from '../standing/headroom.ts';
import { OUTCOMES } from '../standing/read.ts';
import { endOfChunk, lawHeld } from '../standing/redecide.ts';
import { redecision } from '../standing/redecision.ts';

export const IMPACT = { name: 'law.impact', lane: LANE } as const;

const CHUNK = { server: 100_000, embedded: 1_000 } as const;

interface Cursor {
  readonly [name: string]: Json;
  readonly phase: SubjectKind | 'end';
  readonly after: string | null;
  readonly law: number;
  readonly day: IsoDate;
  readonly decided: number;
  readonly changed: number;
}

/**
 * Compares the register under the law in force and under a draft laid over it: the same statement over the same cases, twice. A draft
 * decides nothing: no answer of the register is touched. The headroom under a cap is counted once, by the law in force.
 */
export function impactKind(office: Office, { chunk = CHUNK[office.store.engine] }: { readonly chunk?: number } = {}): JobKind {
  return {
    ...IMPACT,
    step: async (tx, run) => {
      const cursor = (run.cursor as Cursor | null) ?? (await begin(tx, office));
      return cursor.phase === 'end' ? end(tx, office, run, cursor) : compareChunk(tx, office, run, cursor, cursor.phase, chunk);
    },
  };
}

async function begin(tx: Db, office: Office): Promise<Cursor> {
  const law = await numberOfLaw(tx, (await office.law(tx)).versions);
  return { phase: 'permit', after: null, law, day: office.clock.today(), decided: 0, changed: 0 };
}

async function compareChunk(tx: Db, office: Office, run: JobRun, cursor: Cursor, kind: SubjectKind, chunk: number): Promise<Step> {
  const { day } = cursor;
  const rest = { after: cursor.after, upTo: null, touchedOnly: false };
  const last = await endOfChunk(tx, kind, day, rest, chunk);
  const law = await lawHeld(tx, cursor.law);
  const which = { ...rest, upTo: last };
  if (kind === 'application') await countHeadroom(tx, law, office.host, day, which);
  const statement = (compiled: ReturnType<typeof compile>): string => answersSql(compiled, office.host, kind, day, which);
  const drafted = compile(overlay(law.law, draftOf(run)));
  const changed = await writeDraftChanges(tx, run.id, cursor.law, statement(law.compiled), statement(drafted));
  const compared = await countAnswers(tx, kind, day, which);
  const next: Cursor = {
    ...cursor,
    phase: last === null ? (kind === 'permit' ? 'application' : 'end') : kind,
    after: last,
    decided: cursor.decided + compared,
    changed: cursor.changed + changed,
  };
  return { cursor: next, done: run.done + compared, total: run.total };
}

async function countAnswers(tx: Db, kind: SubjectKind, day: IsoDate, which: Within): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(kind)} as s
    where ${sql.raw(asked(kind, day) + within(kind, which))}`.execute(tx);
  return (rows[0]?.n ?? 0) * (kind === 'permit' ? PERMIT_ACTS.length : 1);
}

function draftOf({ input }: JobRun): string {
  return String((input as { readonly draft?: unknown } | null)?.draft);
}

async function end(tx: Db, office: Office, run: JobRun, { law, day, decided, changed }: Cursor): Promise<Step> {
  const draft = draftOf(run);
  const digest = await digestOfChanges(tx, run.id);
  const laws = (await versionsOf(tx, law)) as unknown as Json;
  const desk = new Desk(tx, office, run.actor as unknown as Actor);
  const set = { scope: 'draft', day, laws, draft, decided, changed, digest, status: 'done' };
  await desk.create(redecision, { event: 'draft-compared', set }, run.id);
  await desk.file();
  return { cursor: null, done: run.done, total: run.done, result: { scope: 'draft', draft, day, decided, changed, digest } };
}

const Summary = z.object({
  notice: z.string(),
  draft: z.string(),
  job: Id,
  day: Day,
  compared: z.int(),
  changed: z.int(),
  outcomes: z.array(z.object({ act: z.enum(ACTS), before: z.enum(OUTCOMES), after: z.enum(OUTCOMES), cases: z.int() })),
  lastDays: z.array(z.object({ act: z.enum(ACTS), before: Day.nullable(), after: Day.nullable(), cases: z.int() })),
});

export const lawImpact = query({
  name: 'law.impact',
  action: 'decision.read',
  summary:
    'What a draft would change in the register, from the last comparison (start one with `job.start`); the cases are listed by `standing.changes`',
  input: z.strictObject({ draft: Short }),
  output: z.object({ impact: Summary.nullable() }),
  run: async ({ db, actor }, { draft }) => {
    requireMay(actor, 'job.read');
    const { rows } = await sql<{ id: string; day: string; decided: number; changed: number }>`
      select id, day, decided, changed from redecision where scope = 'draft' and draft = ${draft} and status = 'done'
      order by id desc limit 1`.execute(db);
    const [found] = rows;
    if (found === undefined) return { impact: null };
    const outcomes = await sql<z.output<typeof Summary>['outcomes'][number]>`
      select act, "outcomeBefore" as before, "outcomeAfter" as after, count(*) as cases from standing_change
      where job = ${found.id} and "outcomeBefore" <> "outcomeAfter" group by 1, 2, 3 order by 1, 2, 3`.execute(db);
    const lastDays = await sql<z.output<typeof Summary>['lastDays'][number]>`
      select act, "returnByBefore" as before, "returnByAfter" as after, count(*) as cases from standing_change
      where job = ${found.id} and "returnByBefore" is distinct from "returnByAfter" group by 1, 2, 3 order by 1, 2, 3`.execute(db);
    return {
      impact: {
        notice: 'A draft decides nothing: every answer of the register stays as the law in force gives it.',
        draft,
        job: found.id,
        day: found.day,
        compared: found.decided,
        changed: found.changed,
        outcomes: outcomes.rows,
        lastDays: lastDays.rows,
      },
    };
  },
});

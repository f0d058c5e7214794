import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import type { JobKind, JobRun, Step } from '../../jobs/job.ts';
import { Desk } from '../../office/desk.ts';
import { type LawInForce, lawOf } from '../../office/law.ts';
import type { Office } from '../../office/office.ts';
import type { Db } from '../../store/db.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { numberOfLaw, versionsOf, writeAnswers } from './answers.ts';
import { REDECIDE } from './ask.ts';
import { asked, LINE, PERMIT_ACTS, type SubjectKind, type Within, within } from './cases.ts';
import { digestOfChanges, writeChanges } from './changes.ts';
import { countHeadroom } from './headroom.ts';
import { redecision } from './redecision.ts';
import { keyNext, replaceTouched, restartNext, swap } from './tables.ts';
import { findTouched, sinceLeaf } from './touched.ts';

/**
 * Permits a step, by engine. A server translates the statement to machine code in each step, half a second that a large step wins back
 * twice; the embedded database serves the office between two steps.
 */
const CHUNK = { server: 500_000, embedded: 2_000 } as const;
/** Comparing costs a fifth of deciding, so its steps are longer: by so much. */
const COMPARED_AT_ONCE = 4;
/** More events of facts than this, and reading the whole register costs less than finding out what they reach. */
const EVENTS_MAX = 50_000;

/** Where the work stands. Law, day and leaf are settled by the first step: what comes after it is the next job's. */
interface Cursor {
  readonly [name: string]: Json;
  readonly phase: 'permit' | 'application' | 'key' | 'compare' | 'end';
  /** Up to where on its line (`LINE`) the phase is done; in the comparison the subject. */
  readonly after: string | null;
  readonly scope: 'whole' | 'touched';
  readonly law: number;
  readonly day: IsoDate;
  readonly leaf: number;
  readonly decided: number;
  readonly changed: number;
}

/**
 * Decides again what the law says of every permit that stands and every open application, and writes down what changed and why.
 * It changes no permit, no application and no decision: it only ever writes to tables of its own, and one entry to the log at the end.
 */
export function redecideKind(office: Office, { chunk = CHUNK[office.store.engine] }: { readonly chunk?: number } = {}): JobKind {
  return {
    ...REDECIDE,
    step: async (tx, run) => {
      const cursor = run.cursor as Cursor | null;
      if (cursor === null) return begin(tx, office, run);
      if (cursor.phase === 'permit' || cursor.phase === 'application') return decideChunk(tx, office, run, cursor, cursor.phase, chunk);
      if (cursor.phase === 'key') {
        await keyNext(tx);
        return { cursor: { ...cursor, phase: 'compare' }, done: run.done, total: cursor.decided * 2 }; // what was asked about may have grown
      }
      return cursor.phase === 'compare' ? compareChunk(tx, run, cursor, chunk) : end(tx, office, run, cursor);
    },
  };
}

async function begin(tx: Db, office: Office, run: JobRun): Promise<Step> {
  const law = await office.law(tx);
  const number = await numberOfLaw(tx, law.versions);
  const day = office.clock.today();
  const { rows } = await sql<{ leaf: number; day: IsoDate; law: number }>`select leaf, day, law from standing_head`.execute(tx);
  const [head] = rows;
  const since = await sinceLeaf(tx, head?.leaf ?? 0, EVENTS_MAX);
  const leaf = since.size;
  const isWhole =
    (run.input as { readonly scope?: string } | null)?.scope === 'whole' ||
    head === undefined ||
    head.law !== number ||
    head.day !== day ||
    since.touchesAll ||
    since.events >= EVENTS_MAX;
  await restartNext(tx);
  if (head === undefined || since.events >= EVENTS_MAX) await sql`delete from standing_touched`.execute(tx);
  else {
    const touched = await findTouched(tx, law, office.host, head.leaf, leaf);
    if (!isWhole && touched === 0) return nothingDue(tx, leaf);
  }
  if (!isWhole) await planForFew(tx);
  const only = (kind: SubjectKind): string => asked(kind, day) + within(kind, { after: null, upTo: null, touchedOnly: !isWhole });
  const counted = await sql<{
    n: number;
  }>`select ${PERMIT_ACTS.length}::integer * (select count(*) from permit as s where ${sql.raw(only('permit'))})
    + (select count(*) from application as s where ${sql.raw(only('application'))}) as n`.execute(tx);
  const scope = isWhole ? 'whole' : 'touched';
  // Every answer is given and then compared.
  return {
    cursor: { phase: 'permit', after: null, scope, law: number, day, leaf, decided: 0, changed: 0 } satisfies Cursor,
    done: 0,
    total: (counted.rows[0]?.n ?? 0) * 2,
  };
}

/** Some hundred rows of millions: looked up one by one, and not worth half a second of translation into machine code. */
async function planForFew(tx: Db): Promise<void> {
  await sql`set local jit = off`.execute(tx);
  await sql`set local random_page_cost = 1.1`.execute(tx);
  await sql`set local max_parallel_workers_per_gather = 0`.execute(tx);
}

/** Nothing was decided, so there is nothing to enter in the log. */
async function nothingDue(tx: Db, leaf: number): Promise<Step> {
  await sql`update standing_head set leaf = ${leaf}`.execute(tx);
  return { cursor: null, done: 0, total: 0, result: { scope: 'touched', decided: 0, changed: 0 } };
}

async function decideChunk(tx: Db, office: Office, run: JobRun, cursor: Cursor, kind: SubjectKind, chunk: number): Promise<Step> {
  const { day, scope, law: number } = cursor;
  const rest = { after: cursor.after, upTo: null, touchedOnly: scope === 'touched' };
  const last = await endOfChunk(tx, kind, day, rest, chunk);
  const which = { ...rest, upTo: last };
  const law = await lawHeld(tx, number);
  if (scope === 'touched') await planForFew(tx);
  if (kind === 'application') await countHeadroom(tx, law, office.host, day, which);
  const written = await writeAnswers(tx, law, number, office.host, kind, day, which);
  const next: Cursor['phase'] = kind === 'permit' ? 'application' : 'key';
  return {
    cursor: { ...cursor, phase: last === null ? next : kind, after: last, decided: cursor.decided + written },
    done: run.done + written,
    total: run.total,
  };
}

/** Where on its line the next chunk ends, or `null` where what is left is no more than one. A whole run counts those that stand no longer too: the index alone tells. */
export async function endOfChunk(tx: Db, kind: SubjectKind, day: IsoDate, rest: Within, chunk: number): Promise<string | null> {
  const line = sql.ref(`s.${LINE[kind]}`);
  const which = `${rest.touchedOnly ? asked(kind, day) : 'true'}${within(kind, rest)}`;
  const { rows } = await sql<{ at: string }>`select ${line} as at from ${sql.table(kind)} as s
    where ${sql.raw(which)} order by ${line} offset ${chunk - 1} limit 1`.execute(tx);
  return rows[0]?.at ?? null;
}

/** Both tables have their keys now, and are gone through side by side. */
async function compareChunk(tx: Db, run: JobRun, cursor: Cursor, chunk: number): Promise<Step> {
  const { after, decided } = cursor;
  const answers = chunk * PERMIT_ACTS.length * COMPARED_AT_ONCE;
  const isRest = run.done + answers >= decided * 2;
  const { rows } = isRest
    ? { rows: [] }
    : await sql<{ subject: string }>`select subject from standing_next where ${after === null ? sql`true` : sql`subject > ${after}::uuid`}
        order by subject, act offset ${answers - 1} limit 1`.execute(tx);
  const last = rows[0]?.subject ?? null;
  const changed = await writeChanges(tx, run.id, after, last);
  return {
    cursor: { ...cursor, phase: last === null ? 'end' : 'compare', after: last, changed: cursor.changed + changed },
    done: last === null ? decided * 2 : run.done + answers,
    total: run.total,
  };
}

/** Puts the new answers in the place of the old, and one entry into the log. */
async function end(tx: Db, office: Office, run: JobRun, { scope, day, law, leaf, decided, changed }: Cursor): Promise<Step> {
  if (scope === 'whole') await swap(tx);
  else await replaceTouched(tx);
  await sql`insert into standing_head (leaf, day, law, job) values (${leaf}, ${day}, ${law}, ${run.id})
    on conflict (single) do update set leaf = excluded.leaf, day = excluded.day, law = excluded.law, job = excluded.job`.execute(tx);
  const digest = await digestOfChanges(tx, run.id);
  const laws = (await versionsOf(tx, law)) as unknown as Json;
  const desk = new Desk(tx, office, run.actor as unknown as Actor);
  await desk.create(
    redecision,
    { event: 'register-redecided', set: { scope, day, laws, decided, changed, digest, status: 'done' } },
    run.id,
  );
  await desk.file();
  return { cursor: null, done: run.total ?? run.done, total: run.total, result: { scope, day, decided, changed, digest } };
}

/** The law of this run: that of its first step, whatever was published since. */
export async function lawHeld(tx: Db, number: number): Promise<LawInForce> {
  return lawOf(tx, await versionsOf(tx, number));
}

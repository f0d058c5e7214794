import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { enqueue, isUnderWay, type JobWish } from '../../jobs/queue.ts';
import { newId, SYSTEM_ACCOUNT } from '../../office/ids.ts';
import type { Office } from '../../office/office.ts';
import type { Db } from '../../store/db.ts';
import type { Json } from '../../values/canonical.ts';
import { numberOfLaw } from './answers.ts';
import { sinceLeaf } from './touched.ts';

/** All work on `standing` runs in one lane: it has one table to fill. */
export const LANE = 'standing';
export const REDECIDE = { name: 'register.redecide', lane: LANE } as const;

/** Resolute itself, for what follows from a date or from the log without anybody asking. */
export const SYSTEM: Actor = { account: SYSTEM_ACCOUNT, name: 'Resolute', roles: [], employer: null, scopes: null, via: 'job' };

/** Whoever starts a job acts through it; the account is what counts. */
export function jobWish(actor: Actor, input: Json): JobWish {
  const asked: Actor = { ...actor, via: 'job' };
  return { id: newId(), input, actor: asked as unknown as Json };
}

/** Asks for the whole register to be decided again, in the transaction of whatever makes that necessary. @returns the job */
export async function askToRedecide(tx: Db, actor: Actor): Promise<string> {
  const wish = jobWish(actor, { scope: 'whole' });
  await enqueue(tx, REDECIDE, wish);
  return wish.id;
}

/** How a running service paces itself: while everybody works, what they change is decided again together, not each on its own. */
export interface Pace {
  /** Seconds after the end of one work before events of facts call for the next; another law or another day never waits. */
  readonly restSeconds: number;
  /** The rest is at least so many times as long as the work was. */
  readonly restTimes: number;
}

export const AT_ONCE: Pace = { restSeconds: 0, restTimes: 0 };

/**
 * Asks for what is due by itself: the whole register where another law is in force or another day has come, else what the events since
 * reach. Called again and again by the service; it reads three rows and a piece of an index where nothing is due.
 * @returns the job, or `null`
 */
export async function redecideWhereDue(office: Office, { restSeconds, restTimes }: Pace = AT_ONCE): Promise<string | null> {
  const { db } = office.store;
  const { rows } = await sql<{ leaf: number; day: string; law: number; rests: boolean }>`
    select h.leaf, h.day, h.law,
      coalesce(r.ended + greatest(make_interval(secs => ${restSeconds}), ${restTimes}::integer * (r.ended - r.started)) > clock_timestamp(), false) as rests
    from standing_head as h left join job_run as r on r.id = h.job`.execute(db);
  const [head] = rows;
  if (head !== undefined && head.day === office.clock.today()) {
    const { size, events } = await sinceLeaf(db, head.leaf, 1);
    const law = events === 0 && size === head.leaf ? head.law : await numberOfLaw(db, (await office.law(db)).versions);
    if (law === head.law && events === 0) {
      // Entries that are no facts, such as our own: nobody looks at them twice.
      if (size > head.leaf) await sql`update standing_head set leaf = ${size} where leaf = ${head.leaf} and law = ${law}`.execute(db);
      return null;
    }
    if (law === head.law && head.rests) return null;
  }
  return office.store.transaction(async (tx) => {
    if (await isUnderWay(tx, REDECIDE.name)) return null; // asked again when it has ended
    const wish = jobWish(SYSTEM, { scope: 'due' });
    await enqueue(tx, REDECIDE, wish);
    return wish.id;
  });
}

import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Action } from '../../access/actions.ts';
import { requireMay } from '../../access/actor.ts';
import { query } from '../../office/use-case.ts';
import { DEFAULT_RETENTION } from '../../privacy/retention.ts';
import { Day, Id } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { LIMIT_MAX } from '../reading/shape.ts';

interface Kept {
  /** Rows `id, worker, since`: from which day the period runs; null while it has not begun. */
  readonly from: RawBuilder<unknown>;
  /** What somebody must be allowed besides: that there is something to keep may be the secret itself. */
  readonly needs?: Action;
}

/** Where each class stands in the register's own records. */
const KEPT: Readonly<Record<string, Kept>> = {
  // Whoever works or asks to has no end yet: an application is open, or a contract has no last day and nobody recorded that they left.
  worker: {
    from: sql`select w.id, w.id as worker, greatest(
        (select max("lastDay") from permit where worker = w.id), (select max("endsOn") from contract where worker = w.id),
        (select max("leftOn") from departure where worker = w.id)) as since
      from worker w where w.status <> 'erased'
        and not exists (select from application where worker = w.id and status in ('received', 'proposed', 'waiting'))
        and (w.status = 'departed' or not exists (select from contract where worker = w.id and status = 'recorded' and "endsOn" is null))`,
  },
  'refused-application': { from: sql`select id, worker, "trueOn" as since from application where status = 'refused'` },
  'withdrawn-application': { from: sql`select id, worker, "trueOn" as since from application where status = 'withdrawn'` },
  departure: { from: sql`select id, worker, "leftOn" as since from departure where status = 'confirmed'` },
  protection: {
    needs: 'hold.read',
    from: sql`select id, worker, "liftedOn" as since from protection_hold where status = 'lifted'
      union all select id, worker, "settledOn" from protection_assessment where outcome <> 'pending'`,
  },
  'committee-approval': {
    from: sql`select id, null::uuid as worker, "expiresOn" as since from committee_approval where answer <> 'pending'`,
  },
  // A reading has a number; it is given in the form of an id, as cursors are.
  'reading-of-personal-data': {
    needs: 'access.read-log',
    from: sql`select ('00000000-0000-0000-0000-' || lpad(to_hex(number), 12, '0'))::uuid as id, person as worker,
      (at at time zone 'UTC')::date as since from access_read`,
  },
};

/** The classes of records that have a period, in the order in which they are told. */
export const retentionClasses = (): readonly string[] => Object.keys(KEPT);

export const retentionDue = query({
  name: 'retention.due',
  action: 'retention.read',
  summary: 'List records whose period has ended, class by class, with the reason for the period; erasing is the act of a person',
  input: z.strictObject({
    class: z.enum(Object.keys(KEPT) as [string, ...string[]]),
    on: Day.optional().describe('On which day; today unless said'),
    cursor: z.string().max(200).optional().describe('`next` of the page before'),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  }),
  output: z.object({
    class: z.string(),
    years: z.int(),
    reason: z.string(),
    items: z.array(
      z.object({
        id: Id,
        worker: Id.nullable().describe('Whose it is: what an erasure names'),
        since: Day.describe('The day from which the period runs'),
        dueOn: Day.describe('The first day on which it may go'),
      }),
    ),
    next: z.string().nullable(),
  }),
  run: async ({ db, actor, day }, { class: recordClass, on = day, cursor, limit }) => {
    const rule = DEFAULT_RETENTION.find((candidate) => candidate.recordClass === recordClass);
    const kept = KEPT[recordClass];
    if (rule === undefined || kept === undefined) throw new TypeError(`${recordClass} has no period.`);
    if (kept.needs !== undefined) requireMay(actor, kept.needs);
    const list = { name: 'retention.due', class: recordClass, on };
    const after = cursor === undefined ? sql`` : sql`and id > ${afterOf(cursor, list)}::uuid`;
    // PostgreSQL clamps 29 February as our own calendar does; a period is over when its last day is.
    const due = sql`((since + make_interval(years => ${rule.years}::integer))::date + 1)`;
    const { rows } = await sql<{ id: string; worker: string | null; since: string; dueOn: string }>`
      select id, worker, since, ${due} as "dueOn" from (${kept.from}) as kept
      where since is not null and ${due} <= ${on}::date ${after} order by id limit ${limit + 1}`.execute(db);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last !== undefined ? cursorAfter(last.id, list) : null;
    return { class: recordClass, years: rule.years, reason: rule.reason, items, next };
  },
});

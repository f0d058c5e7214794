import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { DEFAULT_RETENTION } from '../../privacy/retention.ts';
import { Day, Id } from '../fields.ts';

/**
 * From which day the period of each class runs, in the register's own records. What has no such day yet is never due. Protection keeps its
 * own list, and readings are no records that a person erases.
 */
const FROM: Readonly<Record<string, RawBuilder<unknown>>> = {
  worker: sql`select w.id, greatest(
      (select max("lastDay") from permit where worker = w.id), (select max("endsOn") from contract where worker = w.id),
      (select max("leftOn") from departure where worker = w.id)) as since from worker w where w.status <> 'erased'`,
  'refused-application': sql`select id, "trueOn" as since from application where status = 'refused'`,
  'withdrawn-application': sql`select id, "trueOn" as since from application where status = 'withdrawn'`,
  departure: sql`select id, "leftOn" as since from departure where status = 'confirmed'`,
  'committee-approval': sql`select id, "expiresOn" as since from committee_approval where answer <> 'pending'`,
};

const CLASSES = Object.keys(FROM) as [string, ...string[]];

export const retentionDue = query({
  name: 'retention.due',
  action: 'retention.read',
  summary: 'List records whose period has ended, class by class, with the reason for the period; erasing is the act of a person',
  input: z.strictObject({
    class: z.enum(CLASSES),
    on: Day.optional().describe('On which day; today unless said'),
    after: Id.optional().describe('`next` of the page before'),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    class: z.string(),
    years: z.int(),
    reason: z.string(),
    items: z.array(z.object({ id: Id, since: Day, dueOn: Day })),
    next: Id.nullable(),
  }),
  run: async ({ db, day }, { class: recordClass, on = day, after, limit }) => {
    const rule = DEFAULT_RETENTION.find((candidate) => candidate.recordClass === recordClass);
    const from = FROM[recordClass];
    if (rule === undefined || from === undefined) throw new TypeError(`${recordClass} has no period.`);
    // PostgreSQL clamps 29 February as our own calendar does; a period is over when its last day is.
    const due = sql`((since + make_interval(years => ${rule.years}::integer))::date + 1)`;
    const { rows } = await sql<{ id: string; since: string; dueOn: string }>`
      select id, since, ${due} as "dueOn" from (${from}) as kept
      where since is not null and ${due} <= ${on}::date ${after === undefined ? sql`` : sql`and id > ${after}::uuid`}
      order by id limit ${limit + 1}`.execute(db);
    const items = rows.slice(0, limit);
    return {
      class: recordClass,
      years: rule.years,
      reason: rule.reason,
      items,
      next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    };
  },
});

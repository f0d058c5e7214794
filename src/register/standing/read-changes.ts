import { sql } from 'kysely';
import { z } from 'zod';
import { requireMay } from '../../access/actor.ts';
import { ACTS } from '../../law/vocabulary.ts';
import { query } from '../../office/use-case.ts';
import { Day, Id } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { PAGING } from '../reading/shape.ts';
import { and, bySubject, names, OUTCOMES, Versions, versionsByNumber } from './read.ts';
import { type ChangeRow, whyOf } from './why.ts';

const Side = z.object({
  outcome: z.enum(OUTCOMES),
  un: z.enum(OUTCOMES),
  national: z.enum(OUTCOMES),
  gap: z.string().nullable(),
  returnBy: Day.nullable(),
  protected: z.boolean(),
  missing: z.array(z.string()),
  provisions: z.array(z.string()),
  law: Versions,
});
type Side = z.output<typeof Side>;

const Changed = z.object({
  subject: Id,
  kind: z.enum(['permit', 'application']),
  changes: z.array(
    z.object({
      act: z.enum(ACTS),
      asOf: Day,
      causes: z.array(z.enum(['law', 'day', 'facts', 'draft'])),
      before: Side,
      after: Side,
      why: z.array(z.string()),
    }),
  ),
});

type Row = ChangeRow &
  Readonly<Record<'outcomeBefore' | 'outcomeAfter' | 'unBefore' | 'unAfter' | 'nationalBefore' | 'nationalAfter', Side['outcome']>> &
  Readonly<Record<'gapBefore' | 'gapAfter' | 'returnByBefore' | 'returnByAfter', string | null>> & {
    readonly subject: string;
    readonly kind: 'permit' | 'application';
    readonly act: (typeof ACTS)[number];
    readonly causes: ('law' | 'day' | 'facts' | 'draft')[];
    readonly lawBefore: number;
    readonly lawAfter: number;
  };

export const listChanges = query({
  name: 'standing.changes',
  action: 'decision.read',
  summary: 'What a job changed in the answers of the law, before and after, and why; it has changed nobody’s permit',
  input: z.strictObject({
    job: Id.optional().describe('The job that found them; the last one of the register where this is left out'),
    act: z.enum(ACTS).optional(),
    outcome: z.enum(OUTCOMES).optional().describe('As it is after the change'),
    cursor: PAGING.cursor,
    limit: PAGING.limit,
  }),
  output: z.object({ job: Id.nullable(), items: z.array(Changed), next: z.string().nullable() }),
  run: async ({ db, actor }, { job: asked, act, outcome, cursor, limit }) => {
    // What changed tells of holds; whoever stands outside of the office sees no job.
    requireMay(actor, 'job.read');
    const head = await sql<{ job: string }>`select job from standing_head`.execute(db);
    const job = asked ?? head.rows[0]?.job ?? null;
    if (job === null) return { job, items: [], next: null };
    const list = { name: 'standing.changes', job, act: act ?? null, outcome: outcome ?? null };
    const wanted = [
      sql`c.job = ${job}`,
      ...(act === undefined ? [] : [sql`c.act = ${act}`]),
      ...(outcome === undefined ? [] : [sql`c."outcomeAfter" = ${outcome}`]),
    ];
    const after = cursor === undefined ? [] : [sql`c.subject > ${afterOf(cursor, list)}::uuid`];
    const { rows } = await sql<Row>`with page as (
        select c.subject from standing_change as c where ${and([...wanted, ...after])} group by c.subject order by c.subject limit ${limit + 1})
      select c.* from page join standing_change as c on c.subject = page.subject where ${and(wanted)} order by c.subject, c.act`.execute(
      db,
    );
    const versions = await versionsByNumber(db);
    const groups = bySubject(rows);
    const items = groups.slice(0, limit).map((group) => ({
      subject: group[0].subject,
      kind: group[0].kind,
      changes: group.map((row) => ({
        act: row.act,
        asOf: row.asOf,
        causes: row.causes,
        before: sideOf(row, 'Before', versions.get(row.lawBefore) ?? []),
        after: sideOf(row, 'After', versions.get(row.lawAfter) ?? []),
        why: [...whyOf(row)],
      })),
    }));
    const last = items.at(-1);
    return { job, items, next: groups.length > limit && last !== undefined ? cursorAfter(last.subject, list) : null };
  },
});

function sideOf(row: Row, side: 'Before' | 'After', law: Side['law']): Side {
  return {
    outcome: row[`outcome${side}`],
    un: row[`un${side}`],
    national: row[`national${side}`],
    gap: row[`gap${side}`],
    returnBy: row[`returnBy${side}`],
    protected: row[`protected${side}`],
    missing: names(row[`missing${side}`]),
    provisions: names(row[`provisions${side}`]),
    law,
  };
}

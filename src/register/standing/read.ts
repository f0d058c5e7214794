import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { ACTS } from '../../law/vocabulary.ts';
import type { Reader } from '../../office/reader.ts';
import { query } from '../../office/use-case.ts';
import type { Db } from '../../store/db.ts';
import { decision } from '../decisions/decision.ts';
import { Day, Id } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { shownFields } from '../reading/masks.ts';
import { scopeOf } from '../reading/reach.ts';
import { PAGING } from '../reading/shape.ts';

export const OUTCOMES = ['clear', 'needs-approval', 'barred', 'undecided'] as const;
export const Versions = z.array(z.object({ regime: z.string(), sha256: z.string() }));

const Answer = z.object({
  act: z.enum(ACTS),
  asOf: Day,
  outcome: z.enum(OUTCOMES),
  un: z.enum(OUTCOMES).optional(),
  national: z.enum(OUTCOMES).optional(),
  gap: z.string().nullable().optional(),
  returnBy: Day.nullable().optional(),
  protected: z.boolean().optional(),
  missing: z.array(z.string()).optional(),
  provisions: z.array(z.string()).optional(),
  law: Versions,
});

const Standing = z.object({
  subject: Id,
  kind: z.enum(['permit', 'application']),
  worker: Id.optional(),
  employer: Id,
  answers: z.array(Answer),
});

interface Row {
  readonly subject: string;
  readonly kind: 'permit' | 'application';
  readonly worker: string;
  readonly employer: string;
  readonly act: z.output<typeof Answer>['act'];
  readonly asOf: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly un: (typeof OUTCOMES)[number];
  readonly national: (typeof OUTCOMES)[number];
  readonly gap: string | null;
  readonly returnBy: string | null;
  readonly protected: boolean;
  readonly missing: string;
  readonly provisions: string;
  readonly law: number;
}

export const listStanding = query({
  name: 'standing.list',
  action: 'decision.read',
  summary: 'What the law says of permits that stand and of open applications: whether work, stay and renewal are lawful, and until when',
  input: z.strictObject({
    subject: Id.optional().describe('One permit or application'),
    kind: z.enum(['permit', 'application']).optional(),
    act: z.enum(ACTS).optional(),
    outcome: z.enum(OUTCOMES).optional(),
    worker: Id.optional(),
    employer: Id.optional(),
    cursor: PAGING.cursor,
    limit: PAGING.limit,
  }),
  output: z.object({ day: Day.nullable(), items: z.array(Standing), next: z.string().nullable() }),
  run: async (reader, { cursor, limit, ...filters }) => {
    const { db } = reader;
    const list = { name: 'standing.list', ...filters };
    const { act, outcome, kind, subject, worker, employer } = filters;
    const seen = [
      ...reached(reader),
      ...(act === undefined ? [] : [sql`s.act = ${act}`]),
      ...(outcome === undefined ? [] : [sql`s.outcome = ${outcome}`]),
      ...(kind === undefined ? [] : [sql`s.kind = ${kind}`]),
      ...(subject === undefined ? [] : [sql`s.subject = ${subject}`]),
      ...(worker === undefined || !shownFields(reader.actor, decision).includes('worker')
        ? []
        : [sql`coalesce(p.worker, a.worker) = ${worker}`]),
      ...(employer === undefined ? [] : [sql`coalesce(p.employer, a.employer) = ${employer}`]),
    ];
    const after = cursor === undefined ? [] : [sql`s.subject > ${afterOf(cursor, list)}::uuid`];
    const { rows } = await sql<Row>`with page as (
        select s.subject from ${SUBJECTS} where ${and([...seen, ...after])} group by s.subject order by s.subject limit ${limit + 1})
      select s.*, coalesce(p.worker, a.worker) as worker, coalesce(p.employer, a.employer) as employer
      from page join ${SUBJECTS} on s.subject = page.subject where ${and(seen)} order by s.subject, s.act`.execute(db);
    const head = await sql<{ day: string }>`select day from standing_head`.execute(db);
    const versions = await versionsByNumber(db);
    const groups = bySubject(rows);
    const items = groups.slice(0, limit).map((group) => shown(reader, group, versions));
    const last = items.at(-1);
    return {
      day: head.rows[0]?.day ?? null,
      items,
      next: groups.length > limit && last !== undefined ? cursorAfter(last.subject, list) : null,
    };
  },
});

const SUBJECTS = sql`standing as s left join permit as p on s.kind = 'permit' and p.id = s.subject
  left join application as a on s.kind = 'application' and a.id = s.subject`;

/** The answers that this person may know of: those whose decisions they may read. Whoever stands outside sees no act that protection touches. */
function reached({ actor }: Reader): RawBuilder<unknown>[] {
  const scope = scopeOf(actor, decision);
  if (scope === 'all') return [];
  if (scope === 'none') return [sql`false`];
  return [
    ...(scope.acts === undefined ? [] : [sql`s.act = any(${[...scope.acts]}::text[])`]),
    ...(scope.employer === undefined ? [] : [sql`coalesce(p.employer, a.employer) = ${scope.employer}`]),
  ];
}

export function and(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** Rows that come in the order of their subjects, one group a subject. */
export function bySubject<R extends { readonly subject: string }>(rows: readonly R[]): readonly (readonly [R, ...R[]])[] {
  const groups: [R, ...R[]][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && last[0].subject === row.subject) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

export async function versionsByNumber(db: Db): Promise<ReadonlyMap<number, z.output<typeof Versions>>> {
  const { rows } = await sql<{ law: number; versions: string }>`select law, versions from standing_law`.execute(db);
  return new Map(rows.map(({ law, versions }) => [law, JSON.parse(versions) as z.output<typeof Versions>]));
}

/** The list of names that the statement joined. */
export function names(joined: string): string[] {
  return joined === '' ? [] : joined.split('|');
}

/** The fields of a decision that this person is shown, and no others. */
function shown(
  { actor }: Reader,
  rows: readonly [Row, ...Row[]],
  versions: ReadonlyMap<number, z.output<typeof Versions>>,
): z.output<typeof Standing> {
  const fields = shownFields(actor, decision);
  const [{ subject, kind, worker, employer }] = rows;
  const answers = rows.map(({ act, asOf, outcome, un, national, gap, returnBy, protected: isProtected, missing, provisions, law }) => ({
    act,
    asOf,
    outcome,
    ...(fields.includes('un') ? { un, national, gap } : {}),
    ...(fields.includes('protected') ? { returnBy, protected: isProtected, missing: names(missing), provisions: names(provisions) } : {}),
    law: versions.get(law) ?? [],
  }));
  return { subject, kind, ...(fields.includes('worker') ? { worker } : {}), employer, answers };
}

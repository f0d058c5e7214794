import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** The fields of an answer in which a change is a change. That the same is said for a later day is none. */
const FIELDS = ['outcome', 'un', 'national', 'gap', 'returnBy', 'protected', 'missing', 'provisions'] as const;

const BOTH = sql.join(FIELDS.flatMap((name) => [sql.ref(`${name}Before`), sql.ref(`${name}After`)]));
const VALUES = sql.join(FIELDS.flatMap((name) => [sql.ref(`o.${name}`), sql.ref(`n.${name}`)]));
const OTHERWISE = sql`(${sql.join(FIELDS.map((name) => sql.ref(`o.${name}`)))}) is distinct from (${sql.join(FIELDS.map((name) => sql.ref(`n.${name}`)))})`;

/**
 * Writes down where the answers in `standing_next` are other than those in `standing`, in one statement: before, after, and why it may be
 * so: another law, another day, facts that the log has since. What was not asked about before has not changed.
 * @param between subjects after the one and up to the other
 */
export async function writeChanges(tx: Db, job: string, after: string | null, upTo: string | null): Promise<number> {
  const causes = sql`array_remove(array[case when o.law <> n.law then 'law' end, case when o."asOf" <> n."asOf" then 'day' end,
    case when exists (select 1 from standing_touched as t where t.subject = n.subject) then 'facts' end], null)`;
  // A fact that came in while the work was under way is seen here before its entry in the log was accounted for.
  const why = sql`case when cardinality(${causes}) = 0 then array['facts'] else ${causes} end`;
  // Both tables were written in the order of their keys, and lie in memory: going through them side by side costs half of hashing one of
  // them, which is what the planner would do for fear of the disk.
  await sql`set local random_page_cost = 1.1`.execute(tx);
  await sql`set local enable_hashjoin = off`.execute(tx);
  await sql`set local jit = off`.execute(tx);
  const written = await sql`insert into standing_change (job, subject, act, kind, "asOf", causes, "lawBefore", "lawAfter", ${BOTH})
    select ${job}::uuid, n.subject, n.act, n.kind, n."asOf", ${why}, o.law, n.law, ${VALUES}
    from standing_next as n join standing as o on o.subject = n.subject and o.act = n.act
    where ${OTHERWISE}${range(after, upTo)}`.execute(tx);
  return Number(written.numAffectedRows ?? 0n);
}

/** The same between two statements over the same cases, for a draft. */
export async function writeDraftChanges(tx: Db, job: string, law: number, before: string, after: string): Promise<number> {
  const written = await sql`insert into standing_change (job, subject, act, kind, "asOf", causes, "lawBefore", "lawAfter", ${BOTH})
    select ${job}::uuid, n.id, n.act, n.kind, n."asOf", array['draft'], ${sql.lit(law)}, ${sql.lit(law)}, ${VALUES}
    from (${sql.raw(after)}) as n join (${sql.raw(before)}) as o on o.id = n.id and o.act = n.act
    where ${OTHERWISE}`.execute(tx);
  return Number(written.numAffectedRows ?? 0n);
}

function range(after: string | null, upTo: string | null): RawBuilder<unknown> {
  return sql`${after === null ? sql`` : sql` and n.subject > ${after}::uuid and o.subject > ${after}::uuid`}${upTo === null ? sql`` : sql` and n.subject <= ${upTo}::uuid and o.subject <= ${upTo}::uuid`}`;
}

/**
 * SHA-256 over all changes of a job, the same however the work was cut: each change a line of its fields as JSON, the lines in order of
 * subject and act hashed by the last byte of the subject's id (256 parts, so that no part grows beyond memory), the parts hashed in order.
 * @returns hexadecimal; of no changes the hash of nothing
 */
export async function digestOfChanges(tx: Db, job: string): Promise<string> {
  const fields = ['subject', 'act', 'asOf', 'causes', ...FIELDS.flatMap((name) => [`${name}Before`, `${name}After`])];
  const { rows } = await sql<{ digest: string }>`
    with part as (
      select get_byte(uuid_send(subject), 15) as at,
             sha256(convert_to(string_agg(jsonb_build_array(${sql.join(fields.map((name) => sql.ref(name)))})::text, e'\n' order by subject, act collate "C"), 'UTF8')) as hash
      from standing_change where job = ${job} group by 1)
    select encode(sha256(coalesce(string_agg(hash, ''::bytea order by at), ''::bytea)), 'hex') as digest from part`.execute(tx);
  return rows[0]?.digest ?? '';
}

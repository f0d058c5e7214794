import { sql } from 'kysely';
import { verifyLog } from '../../src/audit/verify/verify.ts';
import type { Office } from '../../src/office/office.ts';
import type { RecordKind } from '../../src/office/record.ts';
import { foldedRows, NOW } from '../../src/office/states.ts';
import { standingsThatDiffer } from '../../src/protection/standing.ts';
import { KINDS } from '../../src/register/kinds.ts';
import type { Db } from '../../src/store/db.ts';
import type { Acknowledged, Checked, CheckRequest } from './protocol.ts';

/** Looks at everything that must hold after a kill, at one moment of the database. */
export async function check(office: Office, { acknowledged, baselineOn }: CheckRequest): Promise<Checked> {
  const { store } = office;
  const verifiers = office.proof === null ? [] : [office.proof.signer.verifier];
  const outside = office.proof?.folder == null ? {} : { folder: office.proof.folder };
  const log = await verifyLog(store, { verifiers, ...outside, now: office.clock.now() });
  return store.transaction(
    async (tx) => {
      const problems = [
        ...log.problems.map(({ leaf, where, what }) => `log, entry ${leaf}, ${where}: ${what}`),
        ...(await notThere(tx, acknowledged)),
        ...(await statesThatDiffer(tx)),
        ...(await halfApplied(tx)),
        ...(await standingsThatDiffer(tx)).map((worker) => `the standing of ${worker} is not what its holds say`),
      ];
      const { baseline, fullest, fullestOn } = await underCap(tx, baselineOn);
      if (fullest > baseline) problems.push(`${fullest} permits stand on ${fullestOn}, and ${baseline} stood on ${baselineOn}`);
      const permits = await sql<{ id: string }>`select id from permit order by id`.execute(tx);
      return { problems, permits: permits.rows.map(({ id }) => id), events: log.size, fullest, baseline };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

async function notThere(tx: Db, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const tables = [...new Set(acknowledged.map(([table]) => table))];
  const problems: string[] = [];
  for (const table of tables) {
    const of = acknowledged.filter(([name]) => name === table);
    const { rows } = await sql<{ id: string; version: number; found: number | null }>`
      select a.id, a.version, t.version as found
      from unnest(${of.map(([, id]) => id)}::uuid[], ${of.map(([, , version]) => version)}::integer[]) as a (id, version)
      left join ${sql.table(table)} t on t.id = a.id where t.version is null or t.version < a.version`.execute(tx);
    for (const { id, version, found } of rows)
      problems.push(`version ${version} of ${table} ${id} was acknowledged and ${found === null ? 'it is not there' : `it has ${found}`}`);
  }
  return problems;
}

/** The state of each record beside the one that its events make: both ways, so that neither has more. */
async function statesThatDiffer(tx: Db): Promise<string[]> {
  const problems: string[] = [];
  for (const of of KINDS) {
    const columns = sql.join(['id', 'version', 'trueOn', ...Object.keys(of.columns)].map((name) => sql.ref(name)));
    const stands = sql`select ${columns} from ${sql.table(of.table)}`;
    const folded = sql`select ${columns} from (${foldedRows(of, NOW)}) as f`;
    const { rows } = await sql<{ id: string; side: string }>`
      (select id, 'state' as side from (${stands} except ${folded}) as a) union all (select id, 'events' from (${folded} except ${stands}) as b)`.execute(
      tx,
    );
    for (const { id, side } of rows) problems.push(`the ${side} of ${of.kind} ${id} say what the other does not`);
    problems.push(...(await versionsMissing(tx, of)));
  }
  return problems;
}

/** A record of version n has the events 1 to n, and so n leaves of the log. */
async function versionsMissing(tx: Db, of: RecordKind<object>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(of.table)} t left join
      (select record_id, count(*) as events, max(version) as last from log_event where record_kind = ${of.kind} group by record_id) e on e.record_id = t.id
    where e.events is distinct from t.version or e.last is distinct from t.version`.execute(tx);
  return rows.map(({ id }) => `${of.kind} ${id} lacks a leaf for one of its versions`);
}

/** What one act writes in several records is in all of them. */
async function halfApplied(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ what: string; id: string }>`
    select 'a permit without the decision that gave it' as what, id from permit p
      where not exists (select 1 from decision d where d.permit = p.id and d.taken = 'grant' and d.status = 'done')
    union all select 'a granting decision without its permit', id from decision d
      where taken = 'grant' and status = 'done' and not exists (select 1 from permit p where p.id = d.permit)
    union all select 'a granted application without its decision', id from application a
      where status = 'granted' and not exists (select 1 from decision d where d.id = a.decision and d.application = a.id and d.status = 'done')
    union all select 'a decision done whose application is not granted', d.id from decision d join application a on a.id = d.application
      where d.taken = 'grant' and d.status = 'done' and a.status <> 'granted'
    union all select 'a decision that waits without its proposal', d.id from decision d
      where d.status = 'waiting' and not exists (select 1 from office_proposal p where p.id = d.proposal and p.status = 'waiting')
    union all select 'a worker without the row of protection', id from worker w
      where not exists (select 1 from protection_standing s where s.worker = w.id)
    union all select 'a key that was used and has no answer', account from office_request where result is null`.execute(tx);
  return rows.map(({ what, id }) => `${what}: ${id}`);
}

/** The most permits that stand on any day after the baseline day: it can only be the first day of one of them. */
async function underCap(
  tx: Db,
  baselineOn: string,
): Promise<{ readonly baseline: number; readonly fullest: number; readonly fullestOn: string | null }> {
  const { rows } = await sql<{ baseline: number; fullest: number | null; on: string | null }>`
    select (select count(*) from permit where ${baselineOn}::date between "validFrom" and "lastDay") as baseline, most.permits as fullest, most.day as on
    from (select 1) as one left join lateral (
      select day, count(*) as permits from (select distinct "validFrom" as day from permit where "validFrom" > ${baselineOn}::date) as days
      join permit on day between "validFrom" and "lastDay" group by day order by 2 desc limit 1) as most on true`.execute(tx);
  const { baseline = 0, fullest = null, on = null } = rows[0] ?? {};
  return { baseline, fullest: fullest ?? 0, fullestOn: on };
}

import { sql } from 'kysely';
import { type Actor, requireMay } from '../../access/actor.ts';
import type { Office } from '../../office/office.ts';
import type { RecordKind } from '../../office/record.ts';
import { foldedRows, NOW } from '../../office/states.ts';
import { standingsThatDiffer } from '../../protection/standing.ts';
import type { Db } from '../../store/db.ts';
import { countedThatDiffer } from '../cap/kept.ts';
import { KINDS } from '../kinds.ts';
import { FIRST, sealedThatDiffer } from './sealed.ts';

/** Where a table says something else than the events do. No value is told: who looks after the service reads no case. */
export interface Difference {
  readonly kind: string;
  readonly id: string;
  /** `missing`: the events have a record that the table lacks; `too-many`: the other way round. */
  readonly what: 'field' | 'missing' | 'too-many' | 'sealed' | 'standing';
  /** The column; `counted` is what is kept of a permit for the counting under a cap. */
  readonly field: string | null;
}

export interface Comparison {
  /** Records whose states were made anew from the log. */
  readonly records: number;
  /** Sealed parts that were opened and compared, and those of persons who were erased, which nobody can open. */
  readonly sealed: number;
  readonly erased: number;
  readonly count: number;
  /** The first thousand. */
  readonly differences: readonly Difference[];
}

const NAMED_MAX = 1000;

/**
 * Makes the state of every record anew from the log and compares it with its table: a statement for each kind, nothing loaded whole.
 * The log itself is checked by `audit.verify`; together they say that the register is what was recorded.
 * @throws NotAllowed
 */
export async function rebuildAndCompare(office: Office, actor: Actor): Promise<Comparison> {
  requireMay(actor, 'register.rebuild');
  return compareWithLog(office);
}

/** Runs what must see one moment of the database. */
type AtOneMoment = <T>(act: (db: Db) => Promise<T>) => Promise<T>;

const READING = { isolation: 'repeatable read', readOnly: true } as const;

/**
 * As of one moment on a server. The embedded database has one connection, which serves others between two statements of ours: there each
 * kind is compared as of its own moment.
 */
export async function compareWithLog(office: Office): Promise<Comparison> {
  const { store } = office;
  if (store.engine === 'embedded') return compare(office, (act) => store.transaction(act, READING));
  return store.transaction((tx) => compare(office, (act) => act(tx)), READING);
}

async function compare({ keyring }: Office, atOneMoment: AtOneMoment): Promise<Comparison> {
  const found: Difference[] = [];
  let [records, sealed, erased, count] = [0, 0, 0, 0];
  const note = (differences: readonly Difference[], number = differences.length): void => {
    count += number;
    found.push(...differences.slice(0, Math.max(0, NAMED_MAX - found.length)));
  };
  const noteAll = (ids: readonly string[], what: Omit<Difference, 'id'>): void => note(ids.map((id) => ({ ...what, id })));
  for (const of of KINDS) {
    const states = await atOneMoment((db) => statesThatDiffer(db, of));
    records += states.records;
    note(states.differences, states.count);
    for (let after: string | null = of.sealed ? FIRST : null; after !== null; ) {
      const from: string = after;
      const parts = await atOneMoment((db) => sealedThatDiffer(db, keyring, of, from));
      sealed += parts.compared;
      erased += parts.erased;
      noteAll(parts.ids, { kind: of.kind, what: 'sealed', field: null });
      after = parts.last;
    }
  }
  noteAll(await atOneMoment(standingsThatDiffer), { kind: 'worker', what: 'standing', field: null });
  noteAll(await atOneMoment(countedThatDiffer), { kind: 'permit', what: 'field', field: 'counted' });
  return { records, sealed, erased, count, differences: found };
}

interface StatesCompared {
  readonly records: number;
  readonly count: number;
  readonly differences: readonly Difference[];
}

/**
 * One full join of the table with the fold; a field that differs is named by its column. The version is held against the number of events
 * too, so that one that is gone from their middle is seen.
 */
async function statesThatDiffer(db: Db, of: RecordKind<object>): Promise<StatesCompared> {
  const names = ['version', 'trueOn', ...Object.keys(of.columns)];
  const columns = (row: 't' | 'f') => sql.join(names.map((name) => sql.ref(`${row}.${name}`)));
  const differing = names.map((name) => sql`case when ${otherwise(name)} then ${name}::text end`);
  const sealedOtherwise = of.sealed
    ? sql`t."sealedAt" is distinct from e."sealedAt" or (t.sealed is null) <> (e."sealedAt" is null)`
    : sql`false`;
  const { rows } = await sql<{ records: number; total: number; id: string | null; here: boolean; should: boolean; fields: string[] }>`
    with d as (
      select coalesce(t.id, f.id) as id, t.id is not null as here, f.id is not null as should,
             array_remove(array[${sql.join(differing)}, case when ${sealedOtherwise} then 'sealedAt' end], null) as fields
      from ${sql.table(of.table)} t full join (${foldedRows(of, NOW)}) f on f.id = t.id
      left join (select record_id, count(*)::integer as events, max(version) filter (where sealed is not null) as "sealedAt"
                 from log_event where record_kind = ${of.kind} group by record_id) e on e.record_id = f.id
      where t.id is null or f.id is null or e.events <> t.version or ${sealedOtherwise}
         or row(${columns('t')}) is distinct from row(${columns('f')}))
    select (select count(*) from ${sql.table(of.table)}) as records, shown.*
    from (select 1) as one left join (
      select id, here, should, fields, sum(case when here and should then cardinality(fields) else 1 end) over ()::bigint as total
      from d order by id limit ${NAMED_MAX}) as shown on true
    order by shown.id`.execute(db);
  const differences = rows.flatMap(({ id, here, should, fields }): Difference[] => {
    if (id === null) return [];
    if (!here) return [{ kind: of.kind, id, what: 'missing', field: null }];
    if (!should) return [{ kind: of.kind, id, what: 'too-many', field: null }];
    return fields.map((field) => ({ kind: of.kind, id, what: 'field', field }));
  });
  return { records: rows[0]?.records ?? 0, count: Number(rows[0]?.total ?? 0), differences };
}

const otherwise = (name: string) =>
  name === 'version'
    ? sql`t.version is distinct from f.version or t.version is distinct from e.events`
    : sql`${sql.ref(`t.${name}`)} is distinct from ${sql.ref(`f.${name}`)}`;

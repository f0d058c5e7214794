import { sql } from 'kysely';
import { type Actor, requireMay } from '../../access/actor.ts';
import type { Office } from '../../office/office.ts';
import type { RecordKind } from '../../office/record.ts';
import { foldedRows, NOW } from '../../office/states.ts';
import { standingsThatDiffer } from '../../protection/standing.ts';
import type { Db } from '../../store/db.ts';
import { KINDS } from '../kinds.ts';
import { sealedThatDiffer } from './sealed.ts';

/** Where a table says something else than the events do. No value is told: who looks after the service reads no case. */
export interface Difference {
  readonly kind: string;
  readonly id: string;
  /** `missing`: the events have a record that the table lacks; `too-many`: the other way round. */
  readonly what: 'field' | 'missing' | 'too-many' | 'sealed' | 'standing';
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

/** As of one moment on a server; the embedded database serves others between two kinds. */
export async function compareWithLog(office: Office): Promise<Comparison> {
  const { store } = office;
  if (store.engine === 'embedded') return compareIn(store.db, office);
  return store.transaction((tx) => compareIn(tx, office), { isolation: 'repeatable read', readOnly: true });
}

async function compareIn(db: Db, office: Office): Promise<Comparison> {
  const found: Difference[] = [];
  let [records, sealed, erased, count] = [0, 0, 0, 0];
  const note = (differences: readonly Difference[]): void => {
    count += differences.length;
    found.push(...differences.slice(0, Math.max(0, NAMED_MAX - found.length)));
  };
  for (const of of KINDS) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(of.table)}`.execute(db);
    records += rows[0]?.n ?? 0;
    note(await statesThatDiffer(db, of));
    if (!of.sealed) continue;
    const parts = await sealedThatDiffer(db, office, of);
    sealed += parts.compared;
    erased += parts.erased;
    note(parts.ids.map((id) => ({ kind: of.kind, id, what: 'sealed' as const, field: null })));
  }
  note((await standingsThatDiffer(db)).map((id) => ({ kind: 'worker', id, what: 'standing' as const, field: null })));
  return { records, sealed, erased, count, differences: found };
}

/** One full join of the table with the fold; a field that differs is named by its column. */
async function statesThatDiffer(db: Db, of: RecordKind<object>): Promise<readonly Difference[]> {
  const names = ['version', 'trueOn', ...Object.keys(of.columns)];
  const differing = names.map((name) => sql`case when t.${sql.ref(name)} is distinct from f.${sql.ref(name)} then ${name}::text end`);
  const { rows } = await sql<{ id: string; here: boolean; should: boolean; fields: string[] }>`
    select coalesce(t.id, f.id) as id, t.id is not null as here, f.id is not null as should,
           array_remove(array[${sql.join(differing)}], null) as fields
    from ${sql.table(of.table)} t full join (${foldedRows(of, NOW)}) f on f.id = t.id
    where t.id is null or f.id is null
       or row(${sql.join(names.map((name) => sql`t.${sql.ref(name)}`))}) is distinct from row(${sql.join(names.map((name) => sql`f.${sql.ref(name)}`))})
    order by 1 limit ${NAMED_MAX}`.execute(db);
  return rows.flatMap(({ id, here, should, fields }): Difference[] => {
    if (!here) return [{ kind: of.kind, id, what: 'missing', field: null }];
    if (!should) return [{ kind: of.kind, id, what: 'too-many', field: null }];
    return fields.map((field) => ({ kind: of.kind, id, what: 'field', field }));
  });
}

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { IsoDate } from '../values/dates.ts';
import type { ColumnType, Held, RecordKind } from './record.ts';

/** As of which day, and as the register knew it at which instant; `null` is now. */
export interface Moment {
  readonly asOf: IsoDate | null;
  readonly knownAt: string | null;
}

export const NOW: Moment = { asOf: null, knownAt: null };

type Row = Readonly<Record<string, unknown>>;

const columnsOf = (of: RecordKind<object>): readonly (readonly [string, ColumnType])[] =>
  Object.entries(of.columns) as [string, ColumnType][];

/** The state of one record, and with `lock` nobody else writes it until this transaction ends. */
export async function readState<S extends object>(db: Db, of: RecordKind<S>, id: string, lock = false): Promise<Held<S> | null> {
  const { rows } = await sql<Row>`select * from ${sql.table(of.table)} where id = ${id} ${lock ? sql`for update` : sql``}`.execute(db);
  const [row] = rows;
  return row === undefined ? null : heldOf(of, row);
}

/** The states of many records, locked in the order of their ids. Ids that are nowhere are left out. */
export async function readStates<S extends object>(db: Db, of: RecordKind<S>, ids: readonly string[]): Promise<readonly Held<S>[]> {
  const { rows } = await sql<Row>`select * from ${sql.table(of.table)} where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    db,
  );
  return rows.map((row) => heldOf(of, row));
}

/** A row of the table, or of `rowsAt`, as a record. */
export function heldOf<S extends object>(of: RecordKind<S>, row: Row): Held<S> {
  return {
    of,
    id: row.id as string,
    version: row.version as number,
    trueOn: row.trueOn as string,
    state: Object.fromEntries(columnsOf(of).map(([name]) => [name, row[name] ?? null])) as S,
    sealedAt: (row.sealedAt as number | null | undefined) ?? null,
    sealed: (row.sealed as Uint8Array | null | undefined) ?? null,
  };
}

/** Writes the state beside its event: a new row for version 1, else the row of the version before. */
export async function writeState(db: Db, { of, id, version, trueOn, state, sealedAt, sealed }: Held<object>): Promise<void> {
  const fields: (readonly [string, RawBuilder<unknown>])[] = [
    ['version', sql`${version}::integer`],
    ['trueOn', sql`${trueOn}::date`],
    ...columnsOf(of).map(([name, type]) => [name, cell((state as Row)[name] ?? null, type)] as const),
  ];
  if (of.sealed)
    fields.push(['sealedAt', sql`${sealedAt}::integer`], ['sealed', sql`${sealed === null ? null : Buffer.from(sealed)}::bytea`]);
  if (version === 1) {
    await sql`insert into ${sql.table(of.table)} (id, ${sql.join(fields.map(([name]) => sql.ref(name)))})
      values (${id}, ${sql.join(fields.map(([, value]) => value))})`.execute(db);
    return;
  }
  const { numAffectedRows } = await sql`update ${sql.table(of.table)}
    set ${sql.join(fields.map(([name, value]) => sql`${sql.ref(name)} = ${value}`))} where id = ${id} and version = ${version - 1}`.execute(
    db,
  );
  // INVARIANT: the row is locked since it was read.
  if (numAffectedRows !== 1n) throw new TypeError(`The ${of.kind} ${id} was written without a lock.`);
}

/** Rows that one statement carries: their JSON stays a text of a few megabytes. */
const ROWS_AT_ONCE = 500;

/** Many states of one kind, by a statement for some hundreds; all of them new, or each the next version of its row. */
export async function writeStates(db: Db, of: RecordKind<object>, states: readonly Held<object>[]): Promise<void> {
  for (let at = 0; at < states.length; at += ROWS_AT_ONCE) await writeSome(db, of, states.slice(at, at + ROWS_AT_ONCE));
}

async function writeSome(db: Db, of: RecordKind<object>, states: readonly Held<object>[]): Promise<void> {
  const names = ['version', 'trueOn', ...columnsOf(of).map(([name]) => name), ...(of.sealed ? ['sealedAt', 'sealed'] : [])];
  const rows = states.map(({ id, version, trueOn, state, sealedAt, sealed }) => ({
    ...state,
    id,
    version,
    trueOn,
    ...(of.sealed ? { sealedAt, sealed: sealed === null ? null : `\\x${Buffer.from(sealed).toString('hex')}` } : {}),
  }));
  const given = sql`jsonb_populate_recordset(null::${sql.table(of.table)}, ${JSON.stringify(rows)}::jsonb)`;
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const isNew = states.every(({ version }) => version === 1);
  const { numAffectedRows } = isNew
    ? await sql`insert into ${sql.table(of.table)} (id, ${columns}) select id, ${columns} from ${given}`.execute(db)
    : await sql`update ${sql.table(of.table)} as t set ${sql.join(names.map((name) => sql`${sql.ref(name)} = g.${sql.ref(name)}`))}
        from ${given} as g where t.id = g.id and t.version = g.version - 1`.execute(db);
  // INVARIANT: the rows are locked since they were read.
  if (numAffectedRows !== BigInt(states.length)) throw new TypeError(`A ${of.kind} was written without a lock.`);
}

function cell(value: unknown, type: ColumnType): RawBuilder<unknown> {
  const given = type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
  return sql`${given}::${sql.raw(type)}`;
}

/**
 * What stands after FROM to read all records of a kind at a moment: the table itself for now, else their states folded from the
 * events in one statement, with the same column names and types.
 * @param only one record: then its events alone are folded
 */
export function rowsAt(of: RecordKind<object>, { asOf, knownAt }: Moment, only?: string): RawBuilder<unknown> {
  if (asOf === null && knownAt === null) return sql`${sql.table(of.table)}`;
  return sql`(${foldedRows(of, { asOf, knownAt }, only)})`;
}

/** Every record of a kind, its state made anew from the log. The sealed part is left out: it is compared under its key. */
export function foldedRows(of: RecordKind<object>, { asOf, knownAt }: Moment, only?: string): RawBuilder<unknown> {
  // The function that makes a row stands in the join: written as (f()).* it would be called once for each column.
  return sql`select r.* from (
      select e.record_id, max(e.version) as version, max(e.true_on) as true_on,
             fold_sets(e.body::jsonb -> 'data' -> 'set' order by e.true_on, e.leaf) as state
      from log_event e
      where e.record_kind = ${of.kind}
        ${only === undefined ? sql`` : sql`and e.record_id = ${only}::uuid`}
        ${asOf === null ? sql`` : sql`and e.true_on <= ${asOf}::date`}
        ${knownAt === null ? sql`` : sql`and e.known_at <= ${knownAt}::timestamptz`}
      group by e.record_id
    ) as folded cross join lateral jsonb_populate_record(null::${sql.table(of.table)},
      state || jsonb_build_object('id', record_id, 'version', version, 'trueOn', true_on)) as r`;
}

import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import type { Reader } from '../../office/reader.ts';
import type { ColumnType, RecordKind } from '../../office/record.ts';
import { NOW, rowsAt } from '../../office/states.ts';
import type { Json } from '../../values/canonical.ts';
import { afterOf, cursorAfter } from './cursor.ts';
import { UnknownField } from './errors.ts';
import { outsider, STATUS_OUTSIDE, shownFields, showsVersion } from './masks.ts';
import { reach, scopeOf } from './reach.ts';
import type { Shown } from './shape.ts';

/**
 * What stands after FROM to read a kind as this person sees it at this moment: only the rows they may know of, and null in every field
 * that they are not shown. A filter written over it can therefore not ask for what is hidden. Sealed parts are never in it.
 * @param only one record, which is then folded alone
 */
export function visible({ actor, moment }: Pick<Reader, 'actor' | 'moment'>, of: RecordKind<object>, only?: string): RawBuilder<unknown> {
  const shown = shownFields(actor, of);
  const columns = (Object.entries(of.columns) as [string, ColumnType][]).map(([name, type]) =>
    shown.includes(name) ? seen(actor, of, name) : sql`null::${sql.raw(type)} as ${sql.ref(name)}`,
  );
  const version = showsVersion(actor, of) ? sql`r.version` : sql`null::integer as version`;
  // Who may not know of a record today may not know of its past either, whosever it was then.
  const isPast = moment.asOf !== null || moment.knownAt !== null;
  const today =
    isPast && scopeOf(actor, of) !== 'all'
      ? sql` and r.id in (select r.id from ${sql.table(of.table)} as r where ${reach(actor, of)})`
      : sql``;
  return sql`(select r.id, ${version}, ${sql.join(columns)} from ${rowsAt(of, moment, only)} as r where ${reach(actor, of)}${today})`;
}

function seen(actor: Actor, of: RecordKind<object>, name: string): RawBuilder<unknown> {
  const column = sql.ref(`r.${name}`);
  const other = name === 'status' && outsider(actor, of.kind) !== null ? STATUS_OUTSIDE[of.kind] : undefined;
  if (other === undefined) return column;
  const cases = Object.entries(other).map(([inside, outside]) => sql`when ${inside} then ${outside}`);
  return sql`case ${column} ${sql.join(cases, sql` `)} else ${column} end as ${sql.ref(name)}`;
}

/** @throws UnknownField naming the nearest field that the actor is shown */
export function fieldsAsked(actor: Actor, of: RecordKind<object>, fields: readonly string[] | undefined): readonly string[] {
  const known = shownFields(actor, of);
  const head = ['id', 'version'];
  const strange = fields?.find((name) => !known.includes(name) && !head.includes(name));
  if (strange !== undefined) throw new UnknownField(of.kind, strange, known);
  return fields === undefined ? known : known.filter((name) => fields.includes(name));
}

/** One record as this person sees it at this moment. @throws NoSuchRecord for what is not there and for what they may not know of; UnknownField */
export async function readOne<S extends object>(
  reader: Reader,
  of: RecordKind<S>,
  id: string,
  fields?: readonly string[],
): Promise<Shown<S>> {
  const asked = fieldsAsked(reader.actor, of, fields);
  const { rows } =
    await sql<Row>`select ${columnsFor(reader.actor, of, asked)} from ${visible(reader, of, id)} as r where r.id = ${id}`.execute(
      reader.db,
    );
  if (rows[0] === undefined) throw new NoSuchRecord(of.kind, id);
  return rows[0] as Shown<S>;
}

export interface Listing {
  /** Conditions over `r`, the rows as this person sees them: see `visible`. */
  readonly where: readonly RawBuilder<unknown>[];
  /** What the list is of, as plain data: a cursor holds for this list alone. */
  readonly list: Json;
  readonly fields?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface Page<S extends object> {
  readonly items: Shown<S>[];
  /** The cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** A page of a list, in the order of the records' ids, which is about that of their making. @throws UnknownField, CursorUnreadable */
export async function readPage<S extends object>(
  reader: Reader,
  of: RecordKind<S>,
  { where, list, fields, cursor, limit }: Listing,
): Promise<Page<S>> {
  const { actor, moment, db } = reader;
  const asked = fieldsAsked(actor, of, fields);
  const name: Json = { kind: of.kind, list, asOf: moment.asOf, knownAt: moment.knownAt };
  const after = cursor === undefined ? [] : [sql`r.id > ${afterOf(cursor, name)}::uuid`];
  const conditions = sql.join([...after, ...where, sql`true`], sql` and `);
  // One more than the page: whether there is a next one is known without counting.
  const { rows } = await sql<Row>`select ${columnsFor(actor, of, asked)} from ${visible(reader, of)} as r
    where ${conditions} order by r.id limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit) as Shown<S>[];
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last.id, name) : null };
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

function columnsFor(actor: Actor, of: RecordKind<object>, fields: readonly string[]): RawBuilder<unknown> {
  return sql.join(['id', ...(showsVersion(actor, of) ? ['version'] : []), ...fields].map((name) => sql.ref(`r.${name}`)));
}

/** `[column = value]`, or nothing where the filter was not given. */
export function equals(column: string, value: string | number | boolean | null | undefined): readonly RawBuilder<unknown>[] {
  return value === undefined || value === null ? [] : [sql`${sql.ref(`r.${column}`)} = ${value}`];
}

/** The rows of another kind as this person sees them now, for a condition that looks beyond the record. */
export function visibleNow(reader: Reader, of: RecordKind<object>): RawBuilder<unknown> {
  return visible({ actor: reader.actor, moment: NOW }, of);
}

import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { Json } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';
import type { LoggedEvent, RecordRef } from './event.ts';

/** The two clocks: what was true by a day, as far as it was known by an instant. Left out, nothing is cut off. */
export interface Clocks {
  readonly asOf?: IsoDate;
  readonly knownAt?: string;
}

const COLUMNS = sql.raw('leaf, id, record_kind, record_id, version, kind, true_on, known_at, actor, person, body, sealed');

/** The events of one record in the order in which they are folded to its state: by the day they are true from, then by leaf. */
export async function eventsOf(db: Db, record: RecordRef, { asOf, knownAt }: Clocks = {}): Promise<LoggedEvent[]> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from log_event
    where record_kind = ${record.kind} and record_id = ${record.id}
      and true_on <= coalesce(${asOf ?? null}::date, 'infinity') and known_at <= coalesce(${knownAt ?? null}::timestamptz, 'infinity')
    order by true_on, leaf`.execute(db);
  return rows.map(eventFrom);
}

export async function eventById(db: Db, id: string): Promise<LoggedEvent | null> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from log_event where id = ${id}`.execute(db);
  return rows[0] === undefined ? null : eventFrom(rows[0]);
}

/** The events that concern a person, in the order of the log: for a copy of everything that is held about them. */
export async function eventsAbout(db: Db, person: string): Promise<LoggedEvent[]> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from log_event where person = ${person} order by leaf`.execute(db);
  return rows.map(eventFrom);
}

/** Every event in the order of the log, a chunk at a time; what is appended meanwhile comes too. */
export async function* allEvents(db: Db, { from = 0, chunk = 5000 } = {}): AsyncGenerator<LoggedEvent[]> {
  for (let next = from; ; ) {
    const { rows } = await sql<EventRow>`select ${COLUMNS} from log_event where leaf >= ${next} order by leaf limit ${chunk}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(eventFrom);
    next = last.leaf + 1;
  }
}

interface EventRow {
  readonly leaf: number;
  readonly id: string;
  readonly record_kind: string;
  readonly record_id: string;
  readonly version: number;
  readonly kind: string;
  readonly true_on: string;
  readonly known_at: string;
  readonly actor: string;
  readonly person: string | null;
  readonly body: string;
  readonly sealed: Buffer | null;
}

function eventFrom(row: EventRow): LoggedEvent {
  const { leaf, id, version, kind, actor, person, body, sealed } = row;
  const { data } = JSON.parse(body) as { readonly data: Json };
  const record = { kind: row.record_kind, id: row.record_id };
  return { leaf, id, record, version, kind, trueOn: row.true_on, knownAt: row.known_at, actor, person, data, sealed, body };
}

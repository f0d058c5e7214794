import { sql } from 'kysely';
import type { RecordKind } from '../../office/record.ts';
import { heldOf } from '../../office/states.ts';
import type { Keyring } from '../../privacy/keyring.ts';
import { ERASED, type Erased, open, stateLabel } from '../../privacy/seal.ts';
import type { Db } from '../../store/db.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { ResoluteError } from '../../values/errors.ts';

export interface SealedCompared {
  readonly compared: number;
  readonly erased: number;
  /** Records whose sealed part is not what their events make, or cannot be opened under its own key. */
  readonly ids: readonly string[];
  /** The last record that was looked at; null where there is none left. */
  readonly last: string | null;
}

export const FIRST = '00000000-0000-0000-0000-000000000000';
const AT_ONCE = 500;

/** A key, `null` where it was destroyed; a person whose key is lost or damaged is not there. */
type Keys = ReadonlyMap<string, Uint8Array | null>;

interface Part {
  readonly id: string;
  readonly record: string;
  readonly person: string | null;
  readonly sealed: Uint8Array;
}

/**
 * Opens the sealed parts of the next few hundred records of a kind and of their events, and compares what they say: three statements,
 * to be run at one moment of the database.
 * @param after the id before them
 */
export async function sealedThatDiffer(db: Db, keyring: Keyring, of: RecordKind<object>, after: string): Promise<SealedCompared> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${sql.table(of.table)} where id > ${after}::uuid and sealed is not null order by id limit ${AT_ONCE}`.execute(db);
  const states = rows.map((row) => heldOf(of, row));
  // In the order of their entry: of a sealed field the later entry counts, whatever day it speaks of.
  const { rows: parts } = await sql<Part>`
    select id, record_id as record, person, sealed from log_event
    where record_kind = ${of.kind} and record_id = any(${states.map(({ id }) => id)}::uuid[]) and sealed is not null
    order by record_id, version`.execute(db);
  const partsOf = Map.groupBy(parts, ({ record }) => record);
  const persons = [...states.map(({ id, state }) => of.person(id, state)), ...parts.map(({ person }) => person)];
  const keys = await keysThatAre(db, keyring, [...new Set(persons.filter((person) => person !== null))]);

  const ids: string[] = [];
  let erased = 0;
  for (const { id, state, sealedAt, sealed } of states) {
    const stands = opened(keys, of.person(id, state), stateLabel(of.kind, id, sealedAt ?? 0), sealed);
    const told = (partsOf.get(id) ?? []).map((part) => opened(keys, part.person, part.id, part.sealed));
    if (stands === ERASED || told.includes(ERASED)) erased += 1;
    else if (stands === null || told.includes(null) || canonicalJson(stands) !== canonicalJson(Object.assign({}, ...told))) ids.push(id);
  }
  return { compared: states.length - erased, erased, ids, last: states.at(-1)?.id ?? null };
}

/** @returns null where it does not open */
function opened(keys: Keys, person: string | null, label: string, sealed: Uint8Array | null): Json | Erased | null {
  const key = person === null ? undefined : keys.get(person);
  if (key === undefined || sealed === null) return null;
  try {
    const bytes = open(key, label, sealed);
    return bytes === ERASED ? ERASED : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Json);
  } catch (error) {
    return unlessDamaged(error);
  }
}

/** One statement for all; where one of them is lost or damaged, one by one, so that it alone is left out. */
async function keysThatAre(db: Db, keyring: Keyring, persons: readonly string[]): Promise<Keys> {
  try {
    return await keyring.keysToOpen(db, persons);
  } catch (error) {
    unlessDamaged(error);
    if (persons.length === 1) return new Map();
  }
  const found = new Map<string, Uint8Array | null>();
  for (const person of persons) for (const [id, key] of await keysThatAre(db, keyring, [person])) found.set(id, key);
  return found;
}

/** What cannot be opened is what is looked for here; every other failure goes on. */
function unlessDamaged(error: unknown): null {
  if (error instanceof ResoluteError && error.kind === 'integrity') return null;
  throw error;
}

import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { unwrapped, wrap } from './wrap.ts';

const BATCH = 5_000;

interface Wrapped {
  readonly owner: string;
  readonly wrapped: Uint8Array;
}

/**
 * Wraps every key anew under another master key; the keys themselves, and so everything sealed, stay as they are. To be run in one
 * transaction with the service stopped: a process that still holds the old master key cannot open what this has written.
 * @param db a transaction
 * @returns the number of keys wrapped anew
 * @throws PersonKeyDamaged `privacy.person-key-damaged` at the first key that the old master key does not open; then nothing changes
 */
export async function rewrap(db: Db, old: Uint8Array, next: Uint8Array): Promise<number> {
  const renewed = ({ owner, wrapped }: Wrapped): Uint8Array => wrap(next, owner, unwrapped(old, owner, wrapped));
  const own = (await sql<Wrapped>`select name as owner, wrapped from key_register for update`.execute(db)).rows;
  for (const row of own) await sql`update key_register set wrapped = ${renewed(row)} where name = ${row.owner}`.execute(db);

  let done = own.length;
  for (let after: string | null = null; ; ) {
    const batch: readonly Wrapped[] = await keysAfter(db, after);
    if (batch.length === 0) return done;
    await sql`
      update key_person set wrapped = new.wrapped
      from unnest(${batch.map(({ owner }) => owner)}::uuid[], ${batch.map(renewed)}::bytea[]) as new (person, wrapped)
      where key_person.person = new.person`.execute(db);
    done += batch.length;
    after = batch.at(-1)?.owner ?? null;
  }
}

async function keysAfter(db: Db, after: string | null): Promise<Wrapped[]> {
  const { rows } = await sql<Wrapped>`
    select person as owner, wrapped from key_person
    where wrapped is not null and (${after}::uuid is null or person > ${after}::uuid)
    order by person limit ${BATCH} for update`.execute(db);
  return rows;
}

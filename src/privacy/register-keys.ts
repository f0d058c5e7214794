import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { MasterKeyWrong, PersonKeyDamaged } from './errors.ts';
import { KEY_BYTES } from './seal.ts';
import { unwrapped, wrap } from './wrap.ts';

/**
 * Keys of the register as a whole. They are random and wrapped, not derived from the master key: a new master key wraps them again,
 * and neither a token nor a sealed secret has to be made anew.
 */
export interface RegisterKeys {
  /** Behind the tokens by which the same person is found. */
  readonly index: Uint8Array;
  /** Behind the secrets of the service itself. */
  readonly secrets: Uint8Array;
}

/**
 * Reads them, or makes them at the first start. Two processes may start at once: the second takes what the first has made.
 * @throws MasterKeyWrong `privacy.master-key-wrong`
 */
export async function registerKeys(db: Db, master: Uint8Array): Promise<RegisterKeys> {
  return { index: await registerKey(db, master, 'index'), secrets: await registerKey(db, master, 'secrets') };
}

async function registerKey(db: Db, master: Uint8Array, name: keyof RegisterKeys): Promise<Uint8Array> {
  const wrapped = (await stored(db, name)) ?? (await made(db, master, name));
  try {
    return unwrapped(master, name, wrapped);
  } catch (error) {
    if (error instanceof PersonKeyDamaged) throw new MasterKeyWrong();
    throw error;
  }
}

async function stored(db: Db, name: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ wrapped: Uint8Array }>`select wrapped from key_register where name = ${name}`.execute(db);
  return rows[0]?.wrapped;
}

async function made(db: Db, master: Uint8Array, name: string): Promise<Uint8Array> {
  const wrapped = wrap(master, name, randomBytes(KEY_BYTES));
  await sql`insert into key_register (name, wrapped, made_at) values (${name}, ${wrapped}, now()) on conflict (name) do nothing`.execute(
    db,
  );
  return (await stored(db, name)) ?? wrapped;
}

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { byCodePoint } from '../values/canonical.ts';
import { PersonalDataDamaged, PersonErased, PersonKeyMissing } from './errors.ts';
import { type RegisterKeys, registerKeys } from './register-keys.ts';
import { ERASED, type Erased, KEY_BYTES, open, seal } from './seal.ts';
import { unwrapped, wrap } from './wrap.ts';

/** Unwrapped keys kept at most: 5,000 are under a megabyte, and a page or a batch meets the same person many times. */
const KEPT = 5_000;

interface KeyRow {
  readonly person: string;
  readonly wrapped: Uint8Array | null;
}

/**
 * The keys of persons. A key leaves the database wrapped by the master key, and is unwrapped here.
 *
 * Why an erased key cannot be served from memory, whoever erased it: what is kept is looked up by the person *and* the wrapped bytes
 * of the row as it is now, and the row is read every time (one look-up by primary key, or a join in the statement that reads the
 * record). An erasure by another process leaves the row without wrapped bytes, so what is still in this memory finds no asker. The
 * memory saves the cipher, not the question.
 */
export class Keyring {
  /** The key behind the tokens by which the same person is found; see tokens.ts. */
  readonly index: Uint8Array;
  readonly #master: Uint8Array;
  readonly #secrets: Uint8Array;
  readonly #kept = new Map<string, { readonly wrapped: Uint8Array; readonly key: Uint8Array }>();

  /** Made by `openKeyring`, which brings the keys of the register. */
  constructor(master: Uint8Array, keys: RegisterKeys) {
    this.#master = master;
    this.index = keys.index;
    this.#secrets = keys.secrets;
  }

  /** Seals a secret of the service, such as the one behind one-time passwords. @param label what it is and whose */
  sealSecret(label: string, bytes: Uint8Array): Uint8Array {
    return seal(this.#secrets, label, bytes);
  }

  /** @throws PersonalDataDamaged `privacy.damaged` */
  openSecret(label: string, sealed: Uint8Array): Uint8Array {
    const bytes = open(this.#secrets, label, sealed);
    if (bytes === ERASED) throw new PersonalDataDamaged(label); // the key of the register is never destroyed
    return bytes;
  }

  /**
   * The key to seal with, made on first use.
   * @throws PersonErased `privacy.person-erased`
   */
  async keyOf(db: Db, person: string): Promise<Uint8Array> {
    const key = (await this.keysOf(db, [person])).get(person);
    if (key === undefined) throw new PersonErased(person);
    return key;
  }

  /**
   * The keys to seal with for a whole batch, in three statements at the most; missing ones are made. Erased persons are left out.
   * Two writers may meet here with the same new person: the second waits for the first and takes its key.
   */
  async keysOf(db: Db, persons: readonly string[]): Promise<Map<string, Uint8Array>> {
    const wanted = [...new Set(persons)].sort(byCodePoint); // in one order, so that two imports never wait for each other in a ring
    const rows = await this.#rows(db, wanted);
    const absent = wanted.filter((person) => !rows.has(person));
    if (absent.length > 0) {
      await this.#make(db, absent);
      // A statement of its own: it sees what another transaction has committed while ours waited.
      for (const [person, row] of await this.#rows(db, absent)) rows.set(person, row);
    }
    return new Map(wanted.flatMap((person) => this.#usable(person, rows.get(person) ?? null)));
  }

  /**
   * The keys to open with. Makes none: a person without a row was sealed under keys that are not here.
   * @throws PersonKeyMissing `privacy.person-key-missing`
   */
  async keysToOpen(db: Db, persons: readonly string[]): Promise<Map<string, Uint8Array | null>> {
    const rows = await this.#rows(db, [...new Set(persons)]);
    return new Map(
      persons.map((person) => {
        const wrapped = rows.get(person);
        if (wrapped === undefined) throw new PersonKeyMissing(person);
        return [person, wrapped === null ? null : this.unwrap(person, wrapped)];
      }),
    );
  }

  /** The key to open with, or null where it was destroyed. */
  async keyToOpen(db: Db, person: string): Promise<Uint8Array | null> {
    return (await this.keysToOpen(db, [person])).get(person) ?? null;
  }

  /** Opens what was sealed under the key of a person; `erased` once that key is destroyed. */
  async open(db: Db, person: string, label: string, sealed: Uint8Array): Promise<Uint8Array | Erased> {
    return open(await this.keyToOpen(db, person), label, sealed);
  }

  /**
   * For statements that join `key_person` and so hold the wrapped key already.
   * @throws PersonKeyDamaged `privacy.person-key-damaged`
   */
  unwrap(person: string, wrapped: Uint8Array): Uint8Array {
    const kept = this.#kept.get(person);
    if (kept !== undefined && Buffer.compare(kept.wrapped, wrapped) === 0) {
      this.#kept.delete(person);
      this.#kept.set(person, kept);
      return kept.key;
    }
    const key = unwrapped(this.#master, person, wrapped);
    this.#keep(person, wrapped, key);
    return key;
  }

  /**
   * Destroys the key of a person, and every token by which the person could be found again. The row stays, so that no new key is
   * made under the old identity. A person who has no key yet gets an erased row, for the same reason.
   *
   * What PostgreSQL keeps of the old row until it vacuums, and in its write-ahead log until that is recycled, is the wrapped key:
   * whoever holds the disk of those minutes and the master key could still unwrap it. docs/access.md says so.
   * @param at instant of the erasure
   * @returns false when the person was erased already
   */
  async erase(db: Db, person: string, at: string): Promise<boolean> {
    const { numAffectedRows } = await sql`
      insert into key_person (person, wrapped, made_at, erased_at) values (${person}::uuid, null, ${at}, ${at})
      on conflict (person) do update set wrapped = null, erased_at = excluded.erased_at where key_person.erased_at is null`.execute(db);
    // After the row is locked: a writer of tokens holds it shared (`recordTokens`), so either its tokens are seen here, or it sees this.
    await sql`delete from key_token where person = ${person}::uuid`.execute(db);
    this.#kept.delete(person);
    return (numAffectedRows ?? 0n) > 0n;
  }

  async #rows(db: Db, persons: readonly string[]): Promise<Map<string, Uint8Array | null>> {
    const { rows } = await sql<KeyRow>`
      select person, wrapped from key_person where person = any(${persons}::uuid[])`.execute(db);
    return new Map(rows.map(({ person, wrapped }) => [person, wrapped]));
  }

  async #make(db: Db, persons: readonly string[]): Promise<void> {
    const wrapped = persons.map((person) => wrap(this.#master, person, randomBytes(KEY_BYTES)));
    await sql`
      insert into key_person (person, wrapped, made_at)
      select person, wrapped, now() from unnest(${persons}::uuid[], ${wrapped}::bytea[]) as made (person, wrapped)
      on conflict (person) do nothing`.execute(db);
  }

  #usable(person: string, wrapped: Uint8Array | null): [string, Uint8Array][] {
    return wrapped === null ? [] : [[person, this.unwrap(person, wrapped)]];
  }

  /** A map keeps the order of insertion, so the first entry is the one unused for longest. */
  #keep(person: string, wrapped: Uint8Array, key: Uint8Array): void {
    this.#kept.delete(person);
    // Bytes of their own: a small Buffer is a piece of a larger one, all of which would stay for as long as the piece.
    this.#kept.set(person, { wrapped: new Uint8Array(wrapped), key: new Uint8Array(key) });
    if (this.#kept.size <= KEPT) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}

/**
 * Opens the keyring of a register, making the register's own keys when there are none.
 * @param master 32 bytes; see `readMasterKey`
 * @throws MasterKeyWrong `privacy.master-key-wrong`, before anything is sealed with a key that nobody can find again
 */
export async function openKeyring(db: Db, master: Uint8Array): Promise<Keyring> {
  return new Keyring(master, await registerKeys(db, master));
}

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aStore, ENGINES } from '../../test/support/register.ts';
import { newId } from '../office/ids.ts';
import type { Db } from '../store/db.ts';
import { MasterKeyWrong, PersonErased, PersonKeyDamaged, PersonKeyMissing } from './errors.ts';
import { openKeyring } from './keyring.ts';
import { rewrap } from './rewrap.ts';
import { findSame, recordTokens } from './same-person.ts';
import { ERASED, open, seal } from './seal.ts';
import { type Identity, tokensOf } from './tokens.ts';

const AT = '2017-12-07T03:04:05.000000Z';
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const plain = (opened: Uint8Array | typeof ERASED): string => (opened === ERASED ? opened : Buffer.from(opened).toString());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

async function count(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? -1;
}

describe.each(ENGINES)('keys of persons on %s', (engine) => {
  test('a key is made on first use and is the same ever after, in another process too', async (context) => {
    const { db } = await aStore(context, engine);
    const master = randomBytes(32);
    const [one, other] = [await openKeyring(db, master), await openKeyring(db, master)];
    const person = newId();
    const key = await one.keyOf(db, person);
    expect(hex(await one.keyOf(db, person))).toBe(hex(key));
    expect(hex(await other.keyOf(db, person))).toBe(hex(key));
    expect(hex(await one.keyOf(db, newId()))).not.toBe(hex(key));
  });

  test('many at once ask for the same new persons and get one key for each', async (context) => {
    const { db } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const persons = Array.from({ length: 20 }, () => newId());
    const all = await Promise.all(Array.from({ length: 8 }, (_, i) => keyring.keysOf(db, i % 2 === 0 ? persons : persons.toReversed())));
    for (const person of persons) expect(new Set(all.map((keys) => hex(keys.get(person) ?? new Uint8Array()))).size).toBe(1);
    expect(await count(db, 'key_person')).toBe(20);
  });

  test('a batch of thousands takes a few statements', async (context) => {
    const { db } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const persons = Array.from({ length: 5_000 }, () => newId());
    const keys = await keyring.keysOf(db, persons);
    expect(new Set([...keys.values()].map(hex)).size).toBe(5_000);
    expect((await keyring.keysToOpen(db, persons)).size).toBe(5_000);
  });

  test('erased by one process, a key opens nothing in another that has it in memory', async (context) => {
    const { db } = await aStore(context, engine);
    const master = randomBytes(32);
    const [here, there] = [await openKeyring(db, master), await openKeyring(db, master)];
    const person = newId();
    const sealed = seal(await here.keyOf(db, person), 'e1', text('Kim Chol Su'));
    expect(plain(await here.open(db, person, 'e1', sealed))).toBe('Kim Chol Su');
    expect(plain(await there.open(db, person, 'e1', sealed))).toBe('Kim Chol Su');
    expect(await there.erase(db, person, AT)).toBe(true);
    expect(await here.open(db, person, 'e1', sealed)).toBe(ERASED);
    await expect(here.keyOf(db, person)).rejects.toEqual(new PersonErased(person));
    expect((await here.keysOf(db, [person])).size).toBe(0);
    expect(await there.erase(db, person, AT)).toBe(false);
    const { rows } = await sql<{ wrapped: null; erasedAt: string }>`
      select wrapped, erased_at as "erasedAt" from key_person where person = ${person}`.execute(db);
    expect(rows).toEqual([{ wrapped: null, erasedAt: AT }]);
  });

  test('who is erased before a key was made gets none later', async (context) => {
    const { db } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const person = newId();
    expect(await keyring.erase(db, person, AT)).toBe(true);
    await expect(keyring.keyOf(db, person)).rejects.toThrow(PersonErased);
  });

  test('a person whose keys were not restored is missing, not erased', async (context) => {
    const { db } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const person = newId();
    await expect(keyring.keyToOpen(db, person)).rejects.toEqual(new PersonKeyMissing(person));
    expect(await count(db, 'key_person')).toBe(0);
  });

  test('a flipped bit in a wrapped key is named, and a row cannot stand in for another', async (context) => {
    const { db } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const [a, b] = [newId(), newId()];
    await keyring.keysOf(db, [a, b]);
    await sql`update key_person set wrapped = (select wrapped from key_person where person = ${b}) where person = ${a}`.execute(db);
    await expect(keyring.keyOf(db, a)).rejects.toEqual(new PersonKeyDamaged(a));
    await sql`update key_person set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) where person = ${b}`.execute(db);
    await expect(keyring.keyOf(db, b)).rejects.toEqual(new PersonKeyDamaged(b));
  });

  test('another master key is found out at the start', async (context) => {
    const { db } = await aStore(context, engine);
    await openKeyring(db, randomBytes(32));
    await expect(openKeyring(db, randomBytes(32))).rejects.toEqual(new MasterKeyWrong());
  });

  test('a new master key leaves what is sealed, the secrets and the tokens as they were', async (context) => {
    const { db, transaction } = await aStore(context, engine);
    const [old, next] = [randomBytes(32), randomBytes(32)];
    const before = await openKeyring(db, old);
    const [person, erased] = [newId(), newId()];
    const sealed = seal(await before.keyOf(db, person), 'e1', text('Kim'));
    await before.keyOf(db, erased);
    await before.erase(db, erased, AT);
    const secret = before.sealSecret('totp:1', text('secret'));

    expect(await transaction((tx) => rewrap(tx, old, next))).toBe(3);
    await expect(openKeyring(db, old)).rejects.toThrow(MasterKeyWrong);
    const after = await openKeyring(db, next);
    expect(plain(open(await after.keyOf(db, person), 'e1', sealed))).toBe('Kim');
    expect(plain(after.openSecret('totp:1', secret))).toBe('secret');
    expect(hex(after.index)).toBe(hex(before.index));
    await expect(after.keyOf(db, erased)).rejects.toThrow(PersonErased);
  });

  test('a rewrap under the wrong old key changes nothing', async (context) => {
    const { db, transaction } = await aStore(context, engine);
    const master = randomBytes(32);
    const person = newId();
    await (await openKeyring(db, master)).keyOf(db, person);
    await expect(transaction((tx) => rewrap(tx, randomBytes(32), randomBytes(32)))).rejects.toThrow(PersonKeyDamaged);
    await (await openKeyring(db, master)).keyOf(db, person);
  });
});

describe.each(ENGINES)('the same person on %s', (engine) => {
  const identity = (name: string, birthYear: number, document?: string): Identity => ({
    names: [name],
    documents: document === undefined ? [] : [{ number: document }],
    birthYear,
  });

  test('is found with the reasons, the surest first, and never by a birth year alone', async (context) => {
    const { db, transaction } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const [asNamed, asPapers, sameYear, searched] = [newId(), newId(), newId(), newId()];
    await keyring.keysOf(db, [asNamed, asPapers, sameYear, searched]);
    const tokens = tokensOf(keyring.index, identity('Cho Gwang-seok', 1970, 'PD-1'));
    await transaction((tx) =>
      recordTokens(
        tx,
        new Map([
          [asNamed, tokensOf(keyring.index, identity('Jo Kwang Sok', 1970))],
          [asPapers, tokensOf(keyring.index, identity('Pak Chun', 1971, 'pd 1'))],
          [sameYear, tokensOf(keyring.index, identity('Ri Nam', 1970))],
          [searched, tokens],
        ]),
      ),
    );
    expect(await findSame(db, tokens, searched)).toEqual([
      { person: asPapers, agree: ['document'] },
      { person: asNamed, agree: ['sound', 'birth-year'] },
    ]);
    expect(await findSame(db, tokensOf(keyring.index, { names: [], documents: [], birthYear: 1970 }))).toEqual([]);
  });

  test('a corrected name is found, the old one is not, and an erased person is not found at all', async (context) => {
    const { db, transaction } = await aStore(context, engine);
    const keyring = await openKeyring(db, randomBytes(32));
    const person = newId();
    await keyring.keyOf(db, person);
    const [old, corrected] = [tokensOf(keyring.index, identity('Ri Nam', 1970)), tokensOf(keyring.index, identity('Pak Chun', 1970))];
    await transaction((tx) => recordTokens(tx, new Map([[person, old]])));
    await transaction((tx) => recordTokens(tx, new Map([[person, corrected]])));
    expect(await findSame(db, old)).toEqual([]);
    expect(await findSame(db, corrected)).toMatchObject([{ person }]);
    await transaction((tx) => keyring.erase(tx, person, AT));
    expect(await findSame(db, corrected)).toEqual([]);
    expect(await count(db, 'key_token')).toBe(0);
    await expect(transaction((tx) => recordTokens(tx, new Map([[person, corrected]])))).rejects.toEqual(new PersonErased(person));
  });
});

test('an erasure beside a writer of tokens leaves none behind', async (context) => {
  const { db, transaction } = await aStore(context, 'server');
  const keyring = await openKeyring(db, randomBytes(32));
  const tokens = tokensOf(keyring.index, { names: ['Kim Chol Su'], documents: [] });
  for (let round = 0; round < 20; round++) {
    const person = newId();
    await keyring.keyOf(db, person);
    const writer = transaction(async (tx) => {
      await recordTokens(tx, new Map([[person, tokens]]));
      await sql`select pg_sleep(0.002)`.execute(tx);
    }).catch((error: unknown) => error);
    const eraser = transaction((tx) => keyring.erase(tx, person, AT));
    const [written] = await Promise.all([writer, eraser]);
    if (written !== undefined) expect(written).toBeInstanceOf(PersonErased);
    expect(await findSame(db, tokens)).toEqual([]);
  }
});

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { loadRegimes } from '../files/law/load.ts';
import type { Law } from '../law/regime.ts';
import { openKeyring } from '../privacy/keyring.ts';
import type { Db } from '../store/db.ts';
import type { Store } from '../store/open.ts';
import { canonicalJson, type Json } from '../values/canonical.ts';
import { type Clock, machineClock } from './clock.ts';
import { Desk, type Office, type OnProtected, type Proof, type SecondPersonAct } from './desk.ts';
import { KeyUsedOtherwise } from './errors.ts';
import { lawInForce, startWithLaw } from './law.ts';
import { lockSettings } from './settings.ts';

export type { Office, OnProtected, Proof } from './desk.ts';

export interface OfficeOptions {
  readonly store: Store;
  /** 32 bytes that wrap every person's key. */
  readonly masterKey: Uint8Array;
  readonly host: string;
  readonly clock?: Clock;
  /** The law that a new register starts with; the shipped one unless given. */
  readonly law?: Law;
  readonly secondPersonActs?: readonly SecondPersonAct[];
  /** Required: without it a hold would leave standing what was ordered before. */
  readonly onProtected: readonly OnProtected[];
  readonly proof?: Proof;
}

/** Opens the office over a store. A register that has no law yet starts with the one that comes with Resolute. */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { store, masterKey, host, clock, law, secondPersonActs = [], onProtected } = options;
  const known = await sql`select 1 from law_current limit 1`.execute(store.db);
  if (known.rows.length === 0) {
    const first = law ?? (await loadRegimes());
    await store.transaction((tx) => startWithLaw(tx, first));
  }
  await store.transaction((tx) => lockSettings(tx, { host }));
  return {
    store,
    clock: clock ?? machineClock('UTC'),
    keyring: await openKeyring(store.db, masterKey),
    host,
    secondPersonActs: new Map(secondPersonActs.map((act) => [act.act, act])),
    onProtected,
    law: lawInForce,
    proof: options.proof ?? null,
  };
}

/** A request as far as repeating it goes: the same key must mean the same thing. */
export interface Request {
  /** Chosen by the caller; a retry with the same key gets the first answer. Without one the act is simply done. */
  readonly key: string | null;
  /** The use case. */
  readonly name: string;
  readonly input: unknown;
}

export interface Answered<T> {
  readonly result: T;
  /** The answer is that of an earlier request with this key. */
  readonly repeated: boolean;
}

/**
 * The one way to write: key, events, states and log in one transaction, all or none.
 * Order within: the key first (a concurrent retry waits here for the first to end), then what `act` reads and writes, and the head of
 * the log last, so that it is locked for as short as can be.
 */
export async function transact<T>(office: Office, actor: Actor, request: Request, act: (desk: Desk) => Promise<T>): Promise<Answered<T>> {
  return office.store.transaction(async (tx) => {
    const before = request.key === null ? null : await claimKey(tx, actor, { ...request, key: request.key }, office.clock.now());
    if (before !== null) return { result: before.result as T, repeated: true };
    const desk = new Desk(tx, office, actor);
    const result = await act(desk);
    if (request.key !== null)
      await sql`update office_request set result = ${JSON.stringify(result)}::jsonb where account = ${actor.account} and key = ${request.key}`.execute(
        tx,
      );
    desk.fileLast();
    return { result, repeated: false };
  });
}

/** @returns the first answer where the key was used for this very request */
async function claimKey(
  tx: Db,
  actor: Actor,
  { key, name, input }: Request & { readonly key: string },
  at: string,
): Promise<{ readonly result: unknown } | null> {
  const digest = createHash('sha256')
    .update(`${name}\n${canonicalJson(input as Json)}`)
    .digest();
  const claimed = await sql`insert into office_request (account, key, name, digest, at)
    values (${actor.account}, ${key}, ${name}, ${digest}, ${at}) on conflict do nothing returning key`.execute(tx);
  if (claimed.rows.length > 0) return null;
  const { rows } = await sql<{ digest: Uint8Array; result: unknown }>`
    select digest, result from office_request where account = ${actor.account} and key = ${key}`.execute(tx);
  const [first] = rows;
  if (first === undefined || Buffer.compare(first.digest, digest) !== 0) throw new KeyUsedOtherwise();
  return { result: first.result };
}

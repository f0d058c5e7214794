import type { LoggedEvent } from '../audit/event.ts';
import type { Keyring } from '../privacy/keyring.ts';
import { ERASED, stateLabel } from '../privacy/seal.ts';
import type { Db } from '../store/db.ts';
import type { Json } from '../values/canonical.ts';
import type { Held } from './record.ts';

/** Personal or confidential fields. */
export type Sealed = Readonly<Record<string, Json>>;

/** The fields that an event sets. */
export function setOf(data: Json): Readonly<Record<string, Json>> {
  return ((data as { readonly set?: Readonly<Record<string, Json>> }).set ?? {}) as Readonly<Record<string, Json>>;
}

/** The sealed part of a state, `{}` where it has none, or `erased`. */
export async function openState(db: Db, { keyring }: { readonly keyring: Keyring }, held: Held<object>): Promise<Sealed | typeof ERASED> {
  if (held.sealed === null || held.sealedAt === null) return {};
  const person = held.of.person(held.id, held.state);
  if (person === null) return {};
  const bytes = await keyring.open(db, person, stateLabel(held.of.kind, held.id, held.sealedAt), held.sealed);
  return bytes === ERASED ? ERASED : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Sealed);
}

/** What an event has sealed, `null` where it has nothing, or `erased`. */
export async function openEvent(
  db: Db,
  { keyring }: { readonly keyring: Keyring },
  { id, person, sealed }: Pick<LoggedEvent, 'id' | 'person' | 'sealed'>,
): Promise<Sealed | typeof ERASED | null> {
  if (sealed === null || person === null) return null;
  const bytes = await keyring.open(db, person, id, sealed);
  return bytes === ERASED ? ERASED : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Sealed);
}

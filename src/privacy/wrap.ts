import { PersonKeyDamaged } from './errors.ts';
import { KEY_BYTES, openWith, sealWith } from './seal.ts';

/** The owner stands beside what is sealed: the wrapped key of another row does not open in its place. */
const ownerOf = (owner: string): Uint8Array => Buffer.from(`key:${owner}`);

/**
 * AES-256-GCM under the master key itself, with a random nonce: good for 2^32 keys, and half the time of a derived key for each of
 * the million persons of an import.
 * @param owner a person, or the name of a key of the register
 */
export const wrap = (master: Uint8Array, owner: string, key: Uint8Array): Uint8Array => sealWith(master, key, ownerOf(owner));

/** @throws PersonKeyDamaged `privacy.person-key-damaged` when the bytes were changed, or the master key is another */
export function unwrapped(master: Uint8Array, owner: string, wrapped: Uint8Array): Uint8Array {
  const key = openWith(master, wrapped, ownerOf(owner));
  if (key === null || key.length !== KEY_BYTES) throw new PersonKeyDamaged(owner);
  return key;
}

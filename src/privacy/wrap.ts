import { PersonalDataDamaged, PersonKeyDamaged } from './errors.ts';
import { ERASED, KEY_BYTES, open, seal } from './seal.ts';

/** The label binds a wrapped key to its owner: the wrapped key of another row does not open in its place. */
const labelOf = (owner: string): string => `key:${owner}`;

/** @param owner a person, or the name of a key of the register */
export const wrap = (master: Uint8Array, owner: string, key: Uint8Array): Uint8Array => seal(master, labelOf(owner), key);

/** @throws PersonKeyDamaged `privacy.person-key-damaged` when the bytes were changed, or the master key is another */
export function unwrapped(master: Uint8Array, owner: string, wrapped: Uint8Array): Uint8Array {
  try {
    const key = open(master, labelOf(owner), wrapped);
    if (key !== ERASED && key.length === KEY_BYTES) return key;
  } catch (error) {
    if (!(error instanceof PersonalDataDamaged)) throw error;
  }
  throw new PersonKeyDamaged(owner);
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { PersonalDataDamaged } from './errors.ts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NOTHING = new Uint8Array(0);

/** What stands in place of personal data once the person's key is gone: a value, not a failure, since it is what was asked for. */
export const ERASED = 'erased';
export type Erased = typeof ERASED;

/** The label of the personal part of a current state; the label of an event is its id. */
export const stateLabel = (recordKind: string, recordId: string, version: number): string => `state:${recordKind}:${recordId}:${version}`;

/**
 * The key of one sealed thing. A bundle hands out this key alone: it opens that event, and says nothing of the person's key or of
 * any other event's.
 * @param personKey 32 bytes
 * @param label     an event's id or a `stateLabel`; never used for two different contents of one kind
 */
export function eventKey(personKey: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', personKey, new Uint8Array(0), label, KEY_BYTES));
}

/** @returns nonce (12 bytes) || ciphertext || tag (16 bytes), AES-256-GCM under the key of this label */
export function seal(personKey: Uint8Array, label: string, bytes: Uint8Array): Uint8Array {
  return sealWith(eventKey(personKey, label), bytes);
}

/**
 * @param personKey null when the key was destroyed
 * @returns what was sealed, or `erased`
 * @throws PersonalDataDamaged `privacy.damaged` when one bit, the label or the key is another
 */
export function open(personKey: Uint8Array | null, label: string, sealed: Uint8Array): Uint8Array | Erased {
  if (personKey === null) return ERASED;
  const bytes = openWith(eventKey(personKey, label), sealed);
  if (bytes === null) throw new PersonalDataDamaged(label);
  return bytes;
}

/**
 * Sealing under a key used as it is: for the wrapping of person keys, and for one event's key.
 * @param beside bytes that are not sealed but must be the same at the opening; none where the key says all
 */
export function sealWith(key: Uint8Array, bytes: Uint8Array, beside: Uint8Array = NOTHING): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(beside);
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @returns null when the bytes were not sealed under this key and beside these, or were changed since */
export function openWith(key: Uint8Array, sealed: Uint8Array, beside: Uint8Array = NOTHING): Uint8Array | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(beside).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return null; // the tag does not fit; the caller knows what this was and names it
  }
}

// @ts-check
/** Signed notes and checkpoints in the form of C2SP (signed-note, tlog-checkpoint), with Ed25519 keys. */
import { createPublicKey, verify } from 'node:crypto';
import { fromBase64, sha256 } from './canonical.mjs';

/** @typedef {{ readonly name: string, readonly id: string, readonly bytes: Buffer }} Key */

/** DER before the 32 bytes of a public Ed25519 key: RFC 8410, 4. */
const DER = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * A public key from its text, `NAME+ID+BASE64`; `null` when it is none, or when its id is not that of its name and bytes.
 * @param {string} text
 * @returns {Key | null}
 */
export function readKey(text) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (name === undefined || id === undefined || bytes === null || bytes.length !== 33 || bytes[0] !== 1) return null;
  return sha256(`${name}\n`, bytes).slice(0, 8) === id ? { name, id, bytes: bytes.subarray(1) } : null;
}

/**
 * What a checkpoint says, when this key signed it, and signed nothing but this; `null` otherwise.
 * @param {string} note
 * @param {Key} key
 */
export function openCheckpoint(note, key) {
  const [, origin, size, base64, name, signature] =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})\n$/.exec(note) ?? [];
  if (origin === undefined || size === undefined || base64 === undefined || signature === undefined) return null;
  const root = fromBase64(base64);
  const signed = fromBase64(signature);
  if (root === null || signed === null || origin !== key.name || name !== key.name) return null;
  if (signed.subarray(0, 4).toString('hex') !== key.id || !Number.isSafeInteger(Number(size))) return null;
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const publicKey = createPublicKey({ key: Buffer.concat([DER, key.bytes]), format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(text), publicKey, signed.subarray(4))) return null;
  return { size: Number(size), root: root.toString('hex') };
}

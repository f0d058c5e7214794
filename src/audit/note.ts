import { createPrivateKey, createPublicKey, hash, type KeyObject, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { SigningKeyInvalid } from './errors.ts';

/** Checks the notes of one key. */
export interface NoteVerifier {
  /** The name of the key, which is the origin of the checkpoints it signs. */
  readonly name: string;
  /** The first four bytes of the key's hash, as hexadecimal digits. */
  readonly id: string;
  /** `NAME+ID+BASE64`, the text by which the key is handed on. */
  readonly key: string;
  readonly verify: (text: string, signature: Uint8Array) => boolean;
}

/** Signs notes; what it signs, its `verifier` accepts. */
export interface NoteSigner {
  readonly verifier: NoteVerifier;
  /** The text, which ends with a newline, with its signature below. */
  readonly sign: (text: string) => string;
}

/** The tag of Ed25519 in keys and ids. @source C2SP signed-note, signature types */
const ED25519 = 0x01;
/** DER before the 32 bytes of a private and of a public Ed25519 key. @source RFC 8410, 7 and 4 */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = 'PRIVATE+KEY+';
const DASH = '\u2014 ';

/** @source C2SP signed-note: SHA-256(name || 0x0A || 0x01 || public key)[:4] */
export function keyId(name: string, publicKey: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]), 'hex').slice(0, 8);
}

/** The text of a private key: `PRIVATE+KEY+NAME+ID+BASE64`. @param seed 32 random bytes */
export function privateKeyText(name: string, seed: Uint8Array): string {
  const id = keyId(name, publicKeyOf(privateKeyOf(seed)));
  return `${PRIVATE}${name}+${id}+${Buffer.concat([Buffer.of(ED25519), seed]).toString('base64')}`;
}

/** @throws SigningKeyInvalid `audit.signing-key-invalid` */
export function signerOf(text: string): NoteSigner {
  if (!text.startsWith(PRIVATE)) throw new SigningKeyInvalid('it does not begin with PRIVATE+KEY+');
  const { name, id, bytes: seed } = keyParts(text.slice(PRIVATE.length));
  const privateKey = privateKeyOf(seed);
  const verifier = verifierFor(name, publicKeyOf(privateKey));
  if (verifier.id !== id) throw new SigningKeyInvalid('its id is not that of its name and bytes');
  const sign = (note: string): string => {
    if (!note.endsWith('\n') || note === '\n') throw new TypeError('A note is text that ends with a newline.');
    const signature = Buffer.concat([Buffer.from(id, 'hex'), signBytes(null, Buffer.from(note), privateKey)]);
    return `${note}\n${DASH}${name} ${signature.toString('base64')}\n`;
  };
  return { verifier, sign };
}

/** @throws SigningKeyInvalid `audit.signing-key-invalid` */
export function verifierOf(text: string): NoteVerifier {
  const { name, id, bytes } = keyParts(text);
  const verifier = verifierFor(name, bytes);
  if (verifier.id !== id) throw new SigningKeyInvalid('its id is not that of its name and bytes');
  return verifier;
}

/**
 * The text of a note that one of the keys signed, or `null`: without a signature that holds, nothing of a note may be believed.
 * A signature that names a known key and does not hold refuses the note; those of keys nobody knows are left aside.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): string | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || hasControl(note)) return null;
  const text = note.slice(0, end + 1);
  let isSigned = false;
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const signed = signatureIn(line);
    if (signed === null) return null;
    const verifier = verifiers.find(({ name, id }) => name === signed.name && id === signed.id);
    if (verifier === undefined) continue;
    if (!verifier.verify(text, signed.signature)) return null;
    isSigned = true;
  }
  return isSigned ? text : null;
}

function signatureIn(line: string): { readonly name: string; readonly id: string; readonly signature: Buffer } | null {
  const [, name, base64 = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== base64) return null;
  return { name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 10) return true;
  }
  return false;
}

function verifierFor(name: string, publicKey: Uint8Array): NoteVerifier {
  const id = keyId(name, publicKey);
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_DER, publicKey]), format: 'der', type: 'spki' });
  return {
    name,
    id,
    key: `${name}+${id}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64')}`,
    verify: (text, signature) => verifyBytes(null, Buffer.from(text), key, signature),
  };
}

function keyParts(text: string): { readonly name: string; readonly id: string; readonly bytes: Buffer } {
  const [, name, id, base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (name === undefined || id === undefined) throw new SigningKeyInvalid('it is not of the form NAME+ID+BASE64');
  if (bytes.length !== 33 || bytes[0] !== ED25519) throw new SigningKeyInvalid('it is not an Ed25519 key of 32 bytes');
  return { name, id, bytes: bytes.subarray(1) };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length);
}

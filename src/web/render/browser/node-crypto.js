// What the verifier asks of Node, for a browser: hash, signature and cipher of the same standards, without waiting and without a network.
import { gcm } from '@noble/ciphers/aes.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

const HEX = /^[0-9a-f]*$/i;

/** As much of Node's Buffer as the verifier uses. */
class Bytes extends Uint8Array {
  static of(...values) {
    return Bytes.from(values);
  }
  static from(given, encoding = 'utf8') {
    if (typeof given !== 'string') return new Bytes(given);
    if (encoding === 'hex') return new Bytes(HEX.test(given) ? (given.match(/../g) ?? []).map((two) => Number.parseInt(two, 16)) : []);
    if (encoding === 'base64') {
      // Like Node, what is no base 64 ends the text; whoever asks compares it with what it spells again.
      const clean = /^[A-Za-z0-9+/]*/.exec(given)?.[0] ?? '';
      const whole = clean.slice(0, clean.length - (clean.length % 4 === 1 ? 1 : 0));
      return new Bytes([...atob(whole)].map((letter) => letter.charCodeAt(0)));
    }
    return new Bytes(new TextEncoder().encode(given));
  }
  static concat(parts) {
    const all = new Bytes(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
  toString(encoding = 'utf8') {
    if (encoding === 'hex') return [...this].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (encoding === 'base64') return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(''));
    return new TextDecoder().decode(this);
  }
}
globalThis.Buffer ??= Bytes;

export function createHash() {
  const hash = sha256.create();
  const own = {
    update(part) {
      hash.update(typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part));
      return own;
    },
    digest: () => new Bytes(hash.digest()).toString('hex'),
  };
  return own;
}

/** The last 32 bytes of the DER are the key: RFC 8410, 4. */
export const createPublicKey = ({ key }) => Uint8Array.from(key).slice(-32);

export function verify(_, text, publicKey, signature) {
  try {
    // RFC 8032 as Node's library does it.
    return ed25519.verify(Uint8Array.from(signature), Uint8Array.from(text), publicKey, { zip215: false });
  } catch {
    return false;
  }
}

export function createDecipheriv(_, key, nonce) {
  let tag = new Uint8Array(0);
  let sealed = new Uint8Array(0);
  return {
    setAuthTag(given) {
      tag = Uint8Array.from(given);
    },
    update(given) {
      sealed = Uint8Array.from(given);
      return new Bytes(0);
    },
    final: () => new Bytes(gcm(Uint8Array.from(key), Uint8Array.from(nonce)).decrypt(Bytes.concat([sealed, tag]))),
  };
}

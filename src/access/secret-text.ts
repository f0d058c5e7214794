import { createHash, randomBytes } from 'node:crypto';

/** A secret that somebody carries, and the hash that is all we keep of it. 256 random bits need no slow hash: nobody tries them all. */
export interface SecretText {
  readonly text: string;
  readonly hash: Uint8Array;
}

export const API_TOKEN_PREFIX = 'rslt_';
export const SESSION_PREFIX = 'rsls_';
export const INVITATION_PREFIX = 'rsli_';

/** @param prefix lets a scanner of files and logs recognise the secret, and says what it opens */
export function makeSecretText(prefix: string): SecretText {
  const text = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { text, hash: hashOf(text) };
}

export const hashOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();

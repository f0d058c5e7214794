import { createHmac } from 'node:crypto';
import { byCodePoint } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';
import { documentForm, partsOf, ringOf } from './names.ts';
import { romanised } from './romanise.ts';
import { soundsOf } from './sound.ts';

/** What is recorded of a person that may tell that two records are one person. */
export interface Identity {
  /** As written, in every script they were recorded in. */
  readonly names: readonly string[];
  readonly documents: readonly { readonly number: string }[];
  readonly birthDate?: IsoDate | null;
  /** Where only the year is known. */
  readonly birthYear?: number | null;
}

/** What two records agree in, from the strongest to the weakest. */
export const TOKEN_KINDS = ['document', 'name', 'sound', 'birth-day', 'birth-year'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** Kinds that find a candidate. A birth day alone is shared by hundreds; it only speaks for a candidate that something else has found. */
export const FINDING: readonly TokenKind[] = ['document', 'name', 'sound'];

export interface Token {
  readonly kind: TokenKind;
  /** 16 bytes of HMAC-SHA-256: two that meet by chance are not expected among 10^15. */
  readonly token: Uint8Array;
}

/**
 * Tokens that are equal where two persons agree and say nothing else to whoever lacks the key. With the key they could be guessed at,
 * above all a birth year: the key is wrapped like the persons' own, and is not in a backup of the register.
 * @param key the keyring's `index`
 */
export function tokensOf(key: Uint8Array, { names, documents, birthDate, birthYear }: Identity): readonly Token[] {
  const year = birthDate?.slice(0, 4) ?? (birthYear === undefined || birthYear === null ? undefined : String(birthYear).padStart(4, '0'));
  const forms: readonly (readonly [TokenKind, readonly string[]])[] = [
    ['document', documents.map(({ number }) => documentForm(number)).filter((form) => form !== '')],
    ['name', written(names.map(partsOf))],
    // A name that we carried over ourselves is nobody's spelling: it stands under the tolerant key alone.
    ['sound', written(names.flatMap((name) => [name, ...romanised(name)]).map(soundsOf))],
    ['birth-day', birthDate === undefined || birthDate === null ? [] : [birthDate]],
    ['birth-year', year === undefined ? [] : [year]],
  ];
  return forms.flatMap(([kind, texts]) => [...new Set(texts)].sort(byCodePoint).map((text) => ({ kind, token: tokenOf(key, kind, text) })));
}

const written = (names: readonly (readonly string[])[]): string[] => names.map(ringOf).filter((ring) => ring !== '');

/** The kind is part of what is hashed: a document number 1984 and a birth year 1984 give different tokens. */
function tokenOf(key: Uint8Array, kind: TokenKind, text: string): Uint8Array {
  return createHmac('sha256', key).update(`${kind}\0${text}`).digest().subarray(0, 16);
}

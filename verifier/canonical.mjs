// @ts-check
import { createHash } from 'node:crypto';

/** @typedef {null | boolean | number | string | JsonList | JsonRecord} Json */
/** @typedef {readonly Json[]} JsonList */
/** @typedef {{ readonly [key: string]: Json | undefined }} JsonRecord */

/**
 * JSON with its keys sorted and no white space: equal values give equal text.
 * @param {Json} value
 * @returns {string}
 */
export function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const parts = Object.keys(value)
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((key) => {
      const item = value[key];
      return item === undefined ? [] : [`${JSON.stringify(key)}:${canonical(item)}`];
    });
  return `{${parts.join(',')}}`;
}

/**
 * @param {Json} value
 * @returns {value is JsonList}
 */
function isList(value) {
  return Array.isArray(value);
}

/**
 * SHA-256 as hexadecimal digits; a text as UTF-8.
 * @param {...(string | Uint8Array)} parts one after the other
 */
export function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/**
 * The bytes that the text spells in base 64, if it is the one text that spells them.
 * @param {string} text
 */
export function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

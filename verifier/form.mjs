// @ts-check
/** The form of a bundle: every field that it has, and no other; and the one text that it may have. */
import { canonical } from './canonical.mjs';

/** @typedef {import('./canonical.mjs').Json} Json */
/** @typedef {{ readonly regime: string, readonly sha256: string, readonly json: string }} Pack */
/**
 * @typedef {object} Bundle
 * @property {string} format
 * @property {{ readonly leaf: number, readonly body: string }} entry
 * @property {string | null} sealed
 * @property {string | null} key
 * @property {readonly string[]} inclusion
 * @property {string} checkpoint
 * @property {{ readonly checkpoint: string, readonly consistency: readonly string[] } | null} earlier
 * @property {string} signer
 * @property {readonly Pack[]} law
 */
/** Says what is wrong with a value at a place, or `null`. @typedef {(value: unknown, place: string) => string | null} Shape */

const FORMAT = 'resolute-bundle/1';

/** @type {Shape} */
const text = (value, place) => (typeof value === 'string' ? null : `${place} is not a text`);
/** @type {Shape} */
const place = (value, at) => (Number.isSafeInteger(value) && Number(value) >= 0 ? null : `${at} is not a place in a log`);

/**
 * @param {RegExp} pattern
 * @param {string} what
 * @returns {Shape}
 */
const like = (pattern, what) => (value, at) => (typeof value === 'string' && pattern.test(value) ? null : `${at} is not ${what}`);
const hash = like(/^[0-9a-f]{64}$/, 'a hash of 64 digits');
const base64 = like(/^[A-Za-z0-9+/]*={0,2}$/, 'base 64');

/**
 * @param {Shape} shape
 * @returns {Shape}
 */
const orNull = (shape) => (value, at) => (value === null ? null : shape(value, at));

/**
 * @param {Shape} shape
 * @returns {Shape}
 */
const listOf = (shape) => (value, at) => {
  if (!Array.isArray(value)) return `${at} is not a list`;
  return value.reduce((/** @type {string | null} */ found, each, i) => found ?? shape(each, `${at}[${i}]`), null);
};

/**
 * @param {{ readonly [field: string]: Shape }} fields
 * @returns {Shape}
 */
const record = (fields) => (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} is not an object`;
  const given = /** @type {{ readonly [field: string]: unknown }} */ (value);
  const stranger = Object.keys(given).find((key) => !Object.hasOwn(fields, key));
  if (stranger !== undefined) return `${at} has a field that nobody knows: ${stranger.slice(0, 40)}`;
  for (const [key, shape] of Object.entries(fields)) {
    const found = shape(given[key], at === 'the bundle' ? key : `${at}.${key}`);
    if (found !== null) return found;
  }
  return null;
};

const BUNDLE = record({
  format: (value) => (value === FORMAT ? null : `the format is not ${FORMAT}`),
  entry: record({ leaf: place, body: text }),
  sealed: orNull(base64),
  key: orNull(base64),
  inclusion: listOf(hash),
  checkpoint: text,
  earlier: orNull(record({ checkpoint: text, consistency: listOf(hash) })),
  signer: text,
  law: listOf(record({ regime: text, sha256: hash, json: text })),
});

/**
 * @param {Uint8Array} bytes of the file
 * @returns {Bundle}
 * @throws Error that says what is wrong
 */
export function readBundle(bytes) {
  const file = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const value = /** @type {unknown} */ (JSON.parse(file));
  const wrong = BUNDLE(value, 'the bundle');
  if (wrong !== null) throw new Error(wrong);
  if (file !== `${canonical(/** @type {Json} */ (value))}\n`) throw new Error('it is not the canonical text of what it says');
  return /** @type {Bundle} */ (value);
}

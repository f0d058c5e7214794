// @ts-check
/** The Merkle tree of RFC 6962, as RFC 9162 checks it. Hashes are 64 hexadecimal digits. */
import { sha256 } from './canonical.mjs';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** @param {string} body */
export const leafHash = (body) => sha256(LEAF, body);

/**
 * @param {string} left
 * @param {string} right
 */
const nodeHash = (left, right) => sha256(NODE, Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));

/**
 * The root that a path leads to from a leaf; `null` when the path has not the length that the tree asks for. RFC 9162, 2.1.3.2.
 * @param {string} hash of the leaf
 * @param {number} leaf its place, from 0
 * @param {number} size of the tree
 * @param {readonly string[]} path the lowest first
 */
export function rootOver(hash, leaf, size, path) {
  if (leaf >= size) return null;
  let fn = BigInt(leaf);
  let sn = BigInt(size) - 1n;
  let root = hash;
  for (const each of path) {
    if (sn === 0n) return null;
    if (fn % 2n === 1n || fn === sn) {
      root = nodeHash(each, root);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else root = nodeHash(root, each);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n ? root : null;
}

/**
 * Whether a path shows the tree of `first` leaves to be the beginning of the tree of `second`. RFC 9162, 2.1.4.2.
 * @param {number} first
 * @param {string} firstRoot
 * @param {number} second
 * @param {string} secondRoot
 * @param {readonly string[]} path
 */
export function continues(first, firstRoot, second, secondRoot, path) {
  if (first === second) return path.length === 0 && firstRoot === secondRoot;
  if (first < 1 || first > second) return false;
  const isPower = Number.isInteger(Math.log2(first));
  const [start, ...rest] = isPower ? [firstRoot, ...path] : path;
  if (start === undefined || (isPower && path.length === 0)) return false;
  let fn = BigInt(first) - 1n;
  let sn = BigInt(second) - 1n;
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [start, start];
  for (const each of rest) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      [fr, sr] = [nodeHash(each, fr), nodeHash(each, sr)];
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = nodeHash(sr, each);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && fr === firstRoot && sr === secondRoot;
}

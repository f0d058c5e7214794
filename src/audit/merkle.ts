import { hash } from 'node:crypto';

/** SHA-256 as 64 lower-case hexadecimal digits: compared by `===`, printed as it is, and the cheapest form for the machine to make. */
export type Hash = string;

/** The hash of the tree without leaves. @source RFC 6962, 2.1 */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'hex');

/** The hash of a leaf: a zero before its bytes, so that no leaf can pass for a node. A text is hashed as UTF-8. @source RFC 6962, 2.1 */
export function leafHash(entry: string | Uint8Array): Hash {
  return hash('sha256', typeof entry === 'string' ? `\0${entry}` : Buffer.concat([ZERO, entry]), 'hex');
}

const ZERO = Buffer.alloc(1);
const NODE = Buffer.alloc(65, 1);
/** The hash of a node over its two halves. @source RFC 6962, 2.1 */
export function nodeHash(left: Hash, right: Hash): Hash {
  NODE.write(left, 1, 'hex');
  NODE.write(right, 33, 'hex');
  return hash('sha256', NODE, 'hex');
}

/** A complete subtree: the leaves `at * 2^level` up to `(at + 1) * 2^level - 1`. */
export interface Subtree {
  readonly level: number;
  readonly at: number;
  readonly hash: Hash;
}

/**
 * The right edge of a tree: the hashes of the complete subtrees that its size is the sum of, the largest first. All that is needed to
 * add leaves and to know the root.
 */
export class Frontier {
  #size: number;
  readonly #hashes: Hash[];

  /**
   * @param edge the hashes behind each other, the largest subtree first
   * @throws RangeError where so many hashes are not the edge of a tree of this size
   */
  constructor(size = 0, edge = '') {
    if (!Number.isSafeInteger(size) || size < 0 || edge.length !== onesIn(size) * 64)
      throw new RangeError(`${edge.length / 64} hashes are not the edge of a tree of ${size} leaves`);
    this.#size = size;
    this.#hashes = edge.match(/.{64}/g) ?? [];
  }

  get size(): number {
    return this.#size;
  }

  get edge(): string {
    return this.#hashes.join('');
  }

  /** Adds a leaf. `complete` sees each subtree that it completes, the smallest first, the leaf itself left out. */
  add(leaf: Hash, complete?: (subtree: Subtree) => void): void {
    let at = this.#size;
    let whole = leaf;
    for (let level = 1; at % 2 === 1; level++) {
      whole = nodeHash(this.#hashes.pop() ?? EMPTY_ROOT, whole);
      at = (at - 1) / 2;
      complete?.({ level, at, hash: whole });
    }
    this.#hashes.push(whole);
    this.#size++;
  }

  root(): Hash {
    const [last, ...before] = this.#hashes.toReversed();
    return last === undefined ? EMPTY_ROOT : before.reduce((right, left) => nodeHash(left, right), last);
  }
}

function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}

/** Gives the hash of a complete subtree of the tree. */
export type HashAt = (level: number, at: number) => Hash | Promise<Hash>;

/** The largest power of two below `size`. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The hash over the leaves [from, to), where `from` is a multiple of a power of two that is not below the length, as in every half of a tree. */
export async function rangeHash(hashAt: HashAt, from: number, to: number): Promise<Hash> {
  const length = to - from;
  if (length === 0) return EMPTY_ROOT;
  const level = Math.log2(length);
  if (Number.isInteger(level)) return hashAt(level, from / length);
  const middle = from + splitOf(length);
  return nodeHash(await rangeHash(hashAt, from, middle), await rangeHash(hashAt, middle, to));
}

/** The hashes that lead from a leaf to the root of the tree of this size, the lowest first. @source RFC 6962, 2.1.1 */
export async function inclusionProof(hashAt: HashAt, leaf: number, size: number): Promise<Hash[]> {
  if (!(leaf >= 0 && leaf < size)) throw new RangeError(`a tree of ${size} leaves has no leaf ${leaf}`);
  const path: Hash[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (leaf < middle) {
      path.unshift(await rangeHash(hashAt, middle, to));
      to = middle;
    } else {
      path.unshift(await rangeHash(hashAt, from, middle));
      from = middle;
    }
  }
  return path;
}

/** The hashes that show the tree of `first` leaves to be the beginning of the tree of `second`. @source RFC 6962, 2.1.2 */
export async function consistencyProof(hashAt: HashAt, first: number, second: number): Promise<Hash[]> {
  if (!(first > 0 && first <= second)) throw new RangeError(`a tree of ${second} leaves does not begin with one of ${first}`);
  const path: Hash[] = [];
  let [from, to] = [0, second];
  let isWhole = true; // whether the part looked at is all of the first tree: its hash is then known to the asker
  while (first !== to) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      path.unshift(await rangeHash(hashAt, middle, to));
      to = middle;
    } else {
      path.unshift(await rangeHash(hashAt, from, middle));
      from = middle;
      isWhole = false;
    }
  }
  if (!isWhole) path.unshift(await rangeHash(hashAt, from, to));
  return path;
}

/** The root that the proof leads to from this leaf, or null where the proof has not the length of one. @source RFC 9162, 2.1.3.2 */
export function rootFromInclusion(hashed: Hash, leaf: number, size: number, proof: readonly Hash[]): Hash | null {
  if (!(leaf >= 0 && leaf < size)) return null;
  let [at, last] = [leaf, size - 1];
  let root = hashed;
  for (const each of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(each, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else root = nodeHash(root, each);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

/** Whether the proof shows that the first tree is the beginning of the second. @source RFC 9162, 2.1.4.2 */
export function isConsistent(first: number, firstRoot: Hash, second: number, secondRoot: Hash, proof: readonly Hash[]): boolean {
  if (first === second) return proof.length === 0 && firstRoot === secondRoot;
  if (!(first > 0 && first < second)) return false;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (start === undefined) return false;
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [a, b] = [start, start];
  for (const each of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [a, b] = [nodeHash(each, a), nodeHash(each, b)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else b = nodeHash(b, each);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && a === firstRoot && b === secondRoot;
}

/** Sizes pass 2^32, where the bit operators of the language end. */
function half(value: number): number {
  return Math.floor(value / 2);
}

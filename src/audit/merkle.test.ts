import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  Frontier,
  type Hash,
  inclusionProof,
  isConsistent,
  leafHash,
  nodeHash,
  rootFromInclusion,
  type Subtree,
} from './merkle.ts';
import { folded } from './tree.ts';

/** The eight leaves of Certificate Transparency's published vectors, and the root over each beginning of them. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const F = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

const hashed = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const over = (hashes: readonly Hash[]) => (level: number, at: number) => folded(hashes.slice(at * 2 ** level, (at + 1) * 2 ** level));

/** The tree as RFC 6962, 2.1 defines it, and as nobody would compute it. */
function rootOf(hashes: readonly Hash[]): Hash {
  const [first, second] = hashes;
  if (first === undefined) return EMPTY_ROOT;
  if (second === undefined) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

describe('the published vectors', () => {
  test.each(ROOTS.map((root, size) => [size, root] as const))('the root over %i leaves', (size, root) => {
    const frontier = new Frontier();
    for (const hash of hashed.slice(0, size)) frontier.add(hash);
    expect(frontier.root()).toBe(root);
    expect(rootOf(hashed.slice(0, size))).toBe(root);
  });

  test.each([
    [0, 1, []],
    [0, 8, [A, B, C]],
    [5, 8, [D, E, ROOTS[4]]],
    [2, 3, [ROOTS[2]]],
    [1, 5, [ROOTS[1], B, D]],
  ] as const)('the path of leaf %i in a tree of %i', async (leaf, size, path) => {
    expect(await inclusionProof(over(hashed), leaf, size)).toEqual(path);
    expect(rootFromInclusion(hashed[leaf] ?? '', leaf, size, path as readonly Hash[])).toBe(ROOTS[size]);
  });

  test.each([
    [1, 1, []],
    [1, 8, [A, B, C]],
    [6, 8, [F, E, ROOTS[4]]],
    [2, 5, [B, D]],
  ] as const)('that %i leaves begin a tree of %i', async (first, second, path) => {
    expect(await consistencyProof(over(hashed), first, second)).toEqual(path);
    expect(isConsistent(first, ROOTS[first] ?? '', second, ROOTS[second] ?? '', path as readonly Hash[])).toBe(true);
  });
});

describe('any tree', () => {
  const aTree = fc.integer({ min: 1, max: 300 }).map((size) => Array.from({ length: size }, (_, i) => leafHash(`leaf ${i}`)));

  test('the right edge gives the root of the definition, and gives it again when it was kept and read', () => {
    fc.assert(
      fc.property(aTree, fc.integer({ min: 0, max: 299 }), (hashes, cut) => {
        const whole = new Frontier();
        for (const hash of hashes.slice(0, cut)) whole.add(hash);
        const read = new Frontier(whole.size, whole.edge);
        for (const hash of hashes.slice(cut)) read.add(hash);
        expect(read.root()).toBe(rootOf(hashes));
      }),
    );
  });

  test('each complete subtree is told once, with the hash over its leaves', () => {
    fc.assert(
      fc.property(aTree, (hashes) => {
        const told: Subtree[] = [];
        const frontier = new Frontier();
        for (const hash of hashes) frontier.add(hash, (subtree) => told.push(subtree));
        for (const { level, at, hash } of told) expect(over(hashes)(level, at)).toBe(hash);
        const wanted = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, level) => sum + Math.floor(hashes.length / 2 ** level), 0);
        expect(told).toHaveLength(wanted);
      }),
    );
  });

  test('every leaf has its path, and no path serves another leaf, another size or another hash', async () => {
    await fc.assert(
      fc.asyncProperty(aTree, fc.nat(), fc.nat(), async (hashes, pick, other) => {
        const size = hashes.length;
        const leaf = pick % size;
        const root = rootOf(hashes);
        const path = await inclusionProof(over(hashes), leaf, size);
        expect(rootFromInclusion(hashes[leaf] ?? '', leaf, size, path)).toBe(root);
        const elsewhere = other % (size + 2);
        if (elsewhere !== leaf) expect(rootFromInclusion(hashes[leaf] ?? '', elsewhere, size, path)).not.toBe(root);
        expect(rootFromInclusion(leafHash('another'), leaf, size, path)).not.toBe(root);
        expect(rootFromInclusion(hashes[leaf] ?? '', leaf, size, [...path, root])).not.toBe(root);
        if (path.length > 0) expect(rootFromInclusion(hashes[leaf] ?? '', leaf, size, path.slice(1))).not.toBe(root);
      }),
    );
  });

  test('every beginning is shown to be one, and nothing else is', async () => {
    await fc.assert(
      fc.asyncProperty(aTree, fc.nat(), async (hashes, pick) => {
        const second = hashes.length;
        const first = 1 + (pick % second);
        const [a, b] = [rootOf(hashes.slice(0, first)), rootOf(hashes)];
        const path = await consistencyProof(over(hashes), first, second);
        expect(isConsistent(first, a, second, b, path)).toBe(true);
        expect(isConsistent(first, leafHash('another'), second, b, path)).toBe(false);
        expect(isConsistent(first, a, second, leafHash('another'), path)).toBe(false);
        expect(isConsistent(first, a, second, b, [...path, b])).toBe(false);
        if (path.length > 0) expect(isConsistent(first, a, second, b, path.slice(1))).toBe(false);
      }),
    );
  });

  test('an edge that is not one of its size is refused', () => {
    expect(() => new Frontier(3, A)).toThrow(RangeError);
    expect(() => new Frontier(-1)).toThrow(RangeError);
    expect(() => new Frontier(0, A)).toThrow(RangeError);
  });
});

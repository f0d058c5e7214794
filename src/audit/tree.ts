import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { LogDamaged } from './errors.ts';
import { TILE_LEVELS } from './log.ts';
import { consistencyProof, type Hash, type HashAt, inclusionProof, nodeHash } from './merkle.ts';

/** The path from a leaf to the root of the tree of this size, the lowest first. */
export function proveInclusion(db: Db, leaf: number, size: number): Promise<Hash[]> {
  return inclusionProof(hashesOf(db), leaf, size);
}

/** What shows the log of `first` entries to be the beginning of the log of `second`. */
export function proveConsistency(db: Db, first: number, second: number): Promise<Hash[]> {
  return consistencyProof(hashesOf(db), first, second);
}

/**
 * Hashes of complete subtrees, from the nearest kept level below: at most 256 hashes a question, and what was read is kept for the
 * next question, since those of one proof lie beside each other.
 * A hash that is not there throws LogDamaged `audit.log-damaged`.
 */
export function hashesOf(db: Db): HashAt {
  const rows = new Map<string, Promise<readonly Hash[]>>();
  return async (level, at) => {
    const base = [...TILE_LEVELS].reverse().find((kept) => kept <= level) ?? 0;
    const span = 2 ** (level - base);
    const [from, to] = [at * span, (at + 1) * span];
    // One row of 256 siblings where the question lies within one, as it does but for the largest of trees.
    const row = Math.floor(from / 256);
    const isWithin = to <= (row + 1) * 256;
    const key = isWithin ? `${base}/${row}` : `${base}/${from}-${to}`;
    const [start, end] = isWithin ? [row * 256, (row + 1) * 256] : [from, to];
    const found = rows.get(key) ?? readHashes(db, base, start, end);
    rows.set(key, found);
    const hashes = (await found).slice(from - start, to - start);
    if (hashes.length !== span) throw new LogDamaged(`the hash ${at} of level ${level} is gone`);
    return folded(hashes);
  };
}

async function readHashes(db: Db, level: number, from: number, to: number): Promise<readonly Hash[]> {
  const { rows } =
    level === 0
      ? await sql<HashRow>`select leaf as at, encode(leaf_hash, 'hex') as hash from log_event where leaf >= ${from} and leaf < ${to} order by leaf`.execute(
          db,
        )
      : await sql<HashRow>`select at, encode(hash, 'hex') as hash from log_tile where level = ${level} and at >= ${from} and at < ${to} order by at`.execute(
          db,
        );
  const gap = rows.findIndex(({ at }, i) => at !== from + i);
  return (gap < 0 ? rows : rows.slice(0, gap)).map(({ hash }) => hash);
}

interface HashRow {
  readonly at: number;
  readonly hash: Hash;
}

/** The hash over so many siblings, a power of two of them. */
export function folded(hashes: readonly Hash[]): Hash {
  let level = hashes;
  while (level.length > 1) level = Array.from({ length: level.length / 2 }, (_, i) => nodeHash(level[2 * i] ?? '', level[2 * i + 1] ?? ''));
  return level[0] ?? '';
}

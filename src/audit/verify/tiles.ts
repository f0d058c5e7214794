import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import { TILE_LEVELS } from '../log.ts';
import type { Hash, Subtree } from '../merkle.ts';
import type { Problems } from './problem.ts';

/** The kept hashes of complete subtrees, to be compared with those that come out of the leaves. */
export interface Tiles {
  /** The hash over a block of 256 leaves, as it is kept. */
  readonly above: (block: number) => Hash | null;
  readonly check: (subtree: Subtree, problems: Problems) => void;
  /** Kept hashes that nothing came out for. */
  readonly reportLeft: (problems: Problems) => void;
}

/** @param count leaves that will be looked at; tiles over later ones belong to what is appended meanwhile */
export async function readTiles(db: Db, count: number): Promise<Tiles> {
  const { rows } = await sql<{ level: number; at: number; hash: Hash }>`select level, at, encode(hash, 'hex') as hash from log_tile
    where (at + 1) * (1::bigint << level) <= ${count} or at < 0`.execute(db);
  const kept = new Map(rows.map(({ level, at, hash }) => [`${level}/${at}`, hash]));
  const seen = new Set<string>();
  return {
    above: (block) => kept.get(`8/${block}`) ?? null,
    check: ({ level, at, hash }, problems) => {
      if (!TILE_LEVELS.includes(level)) return;
      const key = `${level}/${at}`;
      const found = kept.get(key);
      seen.add(key);
      if (found !== hash)
        problems.add('log_tile.hash', `tile ${at} of level ${level} ${found === undefined ? 'is gone' : 'is not the hash of its entries'}`);
    },
    reportLeft: (problems) => {
      for (const key of kept.keys()) if (!seen.has(key)) problems.add('log_tile.at', `there is a tile ${key}, and no entries for it`);
    },
  };
}

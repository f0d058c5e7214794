/** One number settles the whole register. Changing it changes every checked-in file. */
const SEED = 20171207;

/** A source of repeatable choices. The same name gives the same choices on every machine. */
export interface Random {
  /** A whole number from 0 to `count - 1`. */
  below(count: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True `share` times in a thousand. */
  inThousand(share: number): boolean;
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** `count` different elements, in the list's own order. */
  some<T>(list: readonly T[], count: number): T[];
}

/**
 * A stream of its own for each use, so that one more choice in one place leaves the choices of all other places as they were.
 * The generator counts up by an odd step and mixes the bits of the count: 32-bit integers only, hence the same everywhere.
 */
export function randomStream(name: string): Random {
  let state = hash(`${SEED}/${name}`);

  function next(): number {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  function below(count: number): number {
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`Cannot choose from ${count} things (stream ${name})`);
    return Math.floor((next() / 2 ** 32) * count);
  }

  function pick<T>(list: readonly T[]): T {
    return list[below(list.length)] as T; // below() has refused an empty list
  }

  function some<T>(list: readonly T[], count: number): T[] {
    if (count > list.length) throw new RangeError(`Cannot choose ${count} of ${list.length} things (stream ${name})`);
    const left = list.map((_, index) => index);
    const chosen = Array.from({ length: count }, () => left.splice(below(left.length), 1)[0] as number);
    return chosen.sort((a, b) => a - b).map((index) => list[index] as T);
  }

  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    inThousand: (share) => below(1000) < share,
    pick,
    some,
  };
}

/** FNV-1a over the code units: short, and enough to keep streams of different names apart. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum;
}

import fc from 'fast-check';

/** The seed of every random comparison; RESOLUTE_SEED makes another one, and a failure names the one it was found with. */
export const SEED = Number(process.env.RESOLUTE_SEED ?? 2397);
/** 1, or 100 in the long run: how many times the usual amount is compared. */
export const TIMES = process.env.RESOLUTE_LONG === '1' ? 100 : 1;

/** How long one comparison may take: the long run is a hundred of them. */
export const PATIENCE = { timeout: 60_000 * TIMES };

/** Reproducible values; the same call with the same seed gives the same ones. */
export function drawn<T>(arbitrary: fc.Arbitrary<T>, count: number, round: number): T[] {
  return fc.sample(arbitrary, { numRuns: count, seed: SEED + 7919 * round });
}

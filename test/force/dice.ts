/** Numbers that follow from a seed, so that a run draws the same choices and moments again. What the machine makes of them is its own. */
export type Dice = () => number;

/** @returns numbers from 0 up to 1. @source mulberry32, public domain */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function oneOf<T>(dice: Dice, things: readonly T[]): T {
  const thing = things[Math.floor(dice() * things.length)];
  if (thing === undefined) throw new RangeError('Nothing to choose from.');
  return thing;
}

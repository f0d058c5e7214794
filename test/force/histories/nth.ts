/** A number drawn blindly, as one of the things that are there; undefined where there are none. */
export function nth<T>(things: readonly T[], drawn: number): T | undefined {
  return things[drawn % things.length];
}

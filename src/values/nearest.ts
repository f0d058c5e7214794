import { distance } from 'fastest-levenshtein';

/** The known name that a person most likely meant, or undefined when none is near (a third of its letters, at least two). */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const d =
      given.toLowerCase() === name.toLowerCase()
        ? 0
        : Math.min(distance(given, name), distance(given.toLowerCase(), name.toLowerCase()) + 0.5);
    if (d < bestDistance) [best, bestDistance] = [name, d];
  }
  return best !== undefined && bestDistance <= Math.max(2.5, Math.max(given.length, best.length) / 3) ? best : undefined;
}

/** " Did you mean `x`?" or nothing: the end of a sentence about an unknown name. */
export function didYouMean(given: string, known: readonly string[]): string {
  const near = nearestName(given, known);
  return near === undefined ? '' : ` Did you mean \`${near}\`?`;
}

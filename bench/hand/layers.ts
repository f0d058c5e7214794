/** What a layer asks: the strongest that is certain and the strongest that is possible, as the two digits of one number to the base 3. */
import { T, type Truth, U } from './facts.ts';
import type { Outcome } from './row.ts';

export type Strength = 0 | 1 | 2;
export const CLEAR = 0;
export const NEEDS_APPROVAL = 1;
export const BARRED = 2;

/** 3 x certain + possible; certain is never the stronger. */
export type Layer = 0 | 1 | 2 | 4 | 5 | 8;
export const NOTHING: Layer = 0;

export const bars = (strength: Strength, value: Truth): Layer => (value === T ? 4 * strength : value === U ? strength : 0) as Layer;

const certain = (layer: Layer): Strength => ((layer / 3) | 0) as Strength;
export const strongest = (layer: Layer): Strength => (layer % 3) as Strength;
export const settled = (layer: Layer): boolean => certain(layer) === strongest(layer);

export function together(a: Layer, b: Layer): Layer {
  return (3 * Math.max(certain(a), certain(b)) + Math.max(strongest(a), strongest(b))) as Layer;
}

export const OUTCOMES: Record<Layer, Outcome> = [
  'clear',
  'undecided',
  'undecided',
  'undecided',
  'needs-approval',
  'undecided',
  'undecided',
  'undecided',
  'barred',
] as const;

import type fc from 'fast-check';
import type { UseCase } from '../../../src/office/use-case.ts';
import type { Model } from './model.ts';
import type { World } from './world.ts';

/** An act that can be asked for, with what the model needs to know of it. */
export interface Asked<About = unknown> {
  readonly act: UseCase;
  readonly as: 'first officer' | 'second officer' | 'first protection officer' | 'second protection officer';
  readonly input: unknown;
  readonly about: About;
}

export type Result = Readonly<Record<string, unknown>>;

/** One thing that people do to a register. */
export interface Command<Draw = unknown, About = unknown> {
  readonly name: string;
  readonly draw: fc.Arbitrary<Draw>;
  /** What is asked for, of the things that the asker knows of by now; null where there are none yet. */
  readonly ask: (world: World, draw: Draw) => Asked<About> | null;
  /** The codes of every reason to refuse it; none where it may be done. */
  readonly reasons: (model: Model, about: About) => readonly string[];
  /**
   * What it comes to.
   * @param beside the model at the other moments that passed while it was done; none where nobody did anything at the same time
   * @returns what else of the answer is not as it should be, as a sentence
   */
  readonly done: (model: Model, about: About, result: Result, beside: readonly Model[]) => string | undefined;
  /** What the asker knows from the answer. */
  readonly learn?: (world: World, about: About, result: Result) => void;
}

/** Keeps the types of a command together where it is written, and lets lists of all commands forget them. */
export function command<Draw, About>(definition: Command<Draw, About>): Command {
  return definition as unknown as Command;
}

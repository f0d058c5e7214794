import type { Io } from './io.ts';
import type { Part } from './parts.ts';

/** A flag is one definition: its help, its completion and the tests over the list of all flags derive from it. */
export interface Flag {
  /** As commander writes it: `--out <dir>`, `--json`. */
  readonly flags: string;
  readonly summary: string;
  /** May be given several times; the value is then a list. */
  readonly repeatable?: true;
  /** The closed list of its values. */
  readonly choices?: readonly string[];
  readonly required?: true;
}

export type FlagValue = string | boolean | readonly string[] | undefined;

export interface Call {
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, FlagValue>>;
  readonly io: Io;
  /** The list of all commands, for those that speak of them. */
  readonly catalogue: readonly Entry[];
}

/** A command as the list of all commands knows it; its module loads only when it is called, so that `check` stays quick. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  /** Under which heading the list of commands has it. */
  readonly part: Part;
  readonly load: () => Promise<Command>;
}

export interface Command {
  /** `check`, or `law check` for a verb under a noun. */
  readonly name: string;
  readonly summary: string;
  /** Positional arguments as commander writes them: `[file]`, `<a> <b>`. */
  readonly args: string;
  /** The closed list of the first argument. */
  readonly argChoices?: readonly string[];
  /**
   * `outcome`: the exit code is the answer. `second-person`: it is 5 where somebody else must act first. `integrity`: it is 3 where
   * something was changed. Else it is 0 when the work is done.
   */
  readonly exit?: 'outcome' | 'second-person' | 'integrity';
  readonly about?: string;
  readonly flags: readonly Flag[];
  /** Whole command lines; each one runs in the tests. */
  readonly examples: readonly string[];
  /** @returns the exit code, as DECISION fixes them */
  readonly run: (call: Call) => Promise<number>;
}

export const JSON_FLAG: Flag = { flags: '--json', summary: 'print JSON for a program instead of words for a person' };
export const REGIME_FLAG: Flag = {
  flags: '--regime <id>',
  summary: 'a regime that decides; repeat it for several (dprk-labour alone by default)',
  repeatable: true,
};
export const LAW_FLAG: Flag = { flags: '--law <folder>', summary: 'the folder with the law (the one that comes with Resolute by default)' };

export function textFlag(call: Call, name: string): string | undefined {
  const value = call.flags[name];
  return typeof value === 'string' ? value : undefined;
}

export function listFlag(call: Call, name: string): readonly string[] | undefined {
  const value = call.flags[name];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}

export function isSet(call: Call, name: string): boolean {
  return call.flags[name] === true;
}

import { regimeIds, SHIPPED_LAW } from '../../files/law/load.ts';
import { ACTS } from '../../law/vocabulary.ts';
import { assignedCountryCodes } from '../../values/countries.ts';
import type { Command, Entry, Flag } from '../command.ts';

/** What may follow a word: one of a list, a file, or nothing that a shell could know. */
export type Follows = readonly string[] | 'file' | 'nothing';

export interface CompletedFlag {
  /** `--regime` */
  readonly name: string;
  readonly summary: string;
  /** `null` for a flag without a value. */
  readonly value: Follows | null;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  readonly args: Follows;
}

/** Everything a completion script says, from the list of commands and the law that comes with Resolute. */
export async function completedCommands(entries: readonly Entry[]): Promise<readonly CompletedCommand[]> {
  const regimes = regimeIds(SHIPPED_LAW);
  return Promise.all(
    entries.map(async ({ load }) => {
      const command = await load();
      const { name, summary, flags } = command;
      const help: CompletedFlag = { name: '--help', summary: 'show arguments, flags and examples', value: null };
      return { name, summary, flags: [...flags.map((flag) => completedFlag(flag, regimes)), help], args: argumentOf(command) };
    }),
  );
}

function completedFlag(flag: Flag, regimes: readonly string[]): CompletedFlag {
  const [name = '', meta = ''] = flag.flags.split(' ');
  return { name, summary: flag.summary, value: meta === '' ? null : (flag.choices ?? valuesAfter(name, meta, regimes)) };
}

/** By the kind of value that the flag names, not by the command it stands on. */
function valuesAfter(name: string, meta: string, regimes: readonly string[]): Follows {
  if (name === '--regime') return regimes;
  if (meta === '<act>') return ACTS;
  if (meta === '<yesno>') return ['true', 'false'];
  if (meta === '<code>') return assignedCountryCodes;
  return meta === '<file>' || meta === '<folder>' ? 'file' : 'nothing';
}

function argumentOf({ args, argChoices }: Command): Follows {
  if (argChoices !== undefined) return argChoices;
  return args.includes('file') || args === '<a> <b>' ? 'file' : 'nothing';
}

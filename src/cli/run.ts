import { ENGINE } from '../decide/engine.ts';
import { type ErrorReport, ResoluteError, reportOf } from '../values/errors.ts';
import { nearestName } from '../values/nearest.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Command, Entry, Flag, FlagValue } from './command.ts';
import { UsageError } from './errors.ts';
import { EXIT, EXIT_OF_ERROR } from './exit-codes.ts';
import { commandHelp, generalHelp, nounHelp } from './help.ts';
import type { Io } from './io.ts';

/** Runs one command line. @returns the exit code; a user's mistake never shows a stack trace */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const wantsJson = argv.includes('--json');
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (!(error instanceof ResoluteError)) {
      io.err(
        `A fault of Resolute, not of yours:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nPlease report it with the command you gave.\n`,
      );
      return EXIT.fault;
    }
    io.err(wantsJson ? `${JSON.stringify({ error: errorReport(error) })}\n` : errorText(error));
    return EXIT_OF_ERROR[error.kind];
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, second] = argv;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    if (first !== 'help' || second === undefined) io.out(generalHelp(CATALOGUE));
    else if (CATALOGUE.some(({ name }) => name === second || name.startsWith(`${second} `))) io.out(nounHelp(CATALOGUE, second));
    else throw unknownCommand(second);
    return EXIT.done;
  }
  if (first === '--version' || first === '-V') {
    io.out(`${ENGINE}\n`);
    return EXIT.done;
  }
  const { entry, rest } = findEntry(argv, io);
  if (entry === null) return EXIT.done;
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(commandHelp(command, CATALOGUE));
    return EXIT.done;
  }
  const { args, flags } = await parse(command, rest);
  return command.run({ args, flags, io, catalogue: CATALOGUE });
}

/** The longest name that the command line begins with: `law check` before `law`. */
function findEntry(argv: readonly string[], io: Io): { readonly entry: Entry | null; readonly rest: readonly string[] } {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(' ');
    const entry = CATALOGUE.find((candidate) => candidate.name === name);
    if (entry !== undefined) return { entry, rest: argv.slice(words) };
  }
  const first = argv[0] ?? '';
  const verbs = CATALOGUE.filter((candidate) => candidate.name.startsWith(`${first} `));
  if (verbs.length > 0 && (argv[1] === undefined || argv[1].startsWith('-'))) {
    io.out(nounHelp(verbs, first));
    return { entry: null, rest: [] };
  }
  throw unknownCommand(verbs.length > 0 ? `${first} ${argv[1]}` : first);
}

function unknownCommand(given: string): UsageError {
  const near = nearestName(
    given,
    CATALOGUE.map((candidate) => candidate.name),
  );
  return new UsageError(
    `There is no command \`${given}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
    '`resolute --help` lists the commands.',
  );
}

/** commander reads the flags; what it finds wrong comes back as our own error. It loads only here. */
async function parse(
  command: Command,
  argv: readonly string[],
): Promise<{ readonly args: readonly string[]; readonly flags: Readonly<Record<string, FlagValue>> }> {
  const { Command: Parser, CommanderError, Option } = await import('commander');
  const parser = new Parser(`resolute ${command.name}`)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    .helpOption(false)
    .allowExcessArguments(false);
  for (const part of command.args.split(' ').filter((text) => text !== '')) parser.argument(part);
  for (const flag of command.flags) parser.addOption(optionOf(flag, Option));
  try {
    parser.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new UsageError(
      `${error.message.replace(/^error: /, '').replace(/^./, (c) => c.toUpperCase())}`,
      `\`resolute ${command.name} --help\` shows its arguments and flags.`,
    );
  }
  return { args: parser.args, flags: parser.opts() };
}

function optionOf(flag: Flag, Option: typeof import('commander').Option): import('commander').Option {
  const option = new Option(flag.flags, flag.summary);
  if (flag.repeatable) option.argParser((value: string, list: readonly string[] | undefined) => [...(list ?? []), value]);
  if (flag.choices !== undefined && !flag.repeatable) option.choices(flag.choices);
  if (flag.required) option.makeOptionMandatory();
  return option;
}

function errorReport(error: ResoluteError): ErrorReport & { readonly problems?: unknown; readonly findings?: unknown } {
  const more = error as { readonly problems?: unknown; readonly findings?: unknown };
  return {
    ...reportOf(error),
    ...(more.problems === undefined ? {} : { problems: more.problems }),
    ...(more.findings === undefined ? {} : { findings: more.findings }),
  };
}

/** What happened, where, and what to do; every problem of a case, not only the first. */
function errorText(error: ResoluteError): string {
  const problems = (
    error as { readonly problems?: readonly { readonly field: string; readonly reason: string; readonly remedy: string }[] }
  ).problems;
  if (problems !== undefined && problems.length > 0)
    return `${problems.map((problem) => `${problem.field}: ${problem.reason}\n  ${problem.remedy}\n`).join('')}`;
  const { file, line, column } = error.place;
  const at =
    file === undefined || error.message.includes(file)
      ? ''
      : `${file}${line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`}: `;
  return `${at}${error.message}\n  ${error.remedy}\n`;
}

// Writes docs/cli.md from the commands themselves: `node scripts/cli-docs.ts`. A test fails while the page is stale.
import { writeFile } from 'node:fs/promises';
import { CATALOGUE } from '../src/cli/catalogue.ts';
import type { Command, Flag } from '../src/cli/command.ts';
import { exitSentence, generalHelp } from '../src/cli/help.ts';

export const PAGE = 'docs/cli.md';

/** The reference page of the command line. */
export async function cliPage(): Promise<string> {
  const commands = await Promise.all(CATALOGUE.map(({ load }) => load()));
  const common = commonFlags(commands);
  return [
    '# The command line',
    '',
    'Written by `node scripts/cli-docs.ts` from the commands themselves; change it there.',
    '',
    '```text',
    generalHelp(CATALOGUE).trimEnd(),
    '```',
    '',
    '## Flags of many commands',
    '',
    'They mean the same wherever a command names them.',
    '',
    '| flag | what it does |',
    '|---|---|',
    ...common.map(row),
    '',
    ...commands.flatMap((command) => section(command, common)),
  ].join('\n');
}

/** As many commands as have to share a flag before it is explained once. */
const MANY = 8;

/** Flags that stand the same, to the word, on many commands; in the order in which they are met. */
function commonFlags(commands: readonly Command[]): readonly Flag[] {
  const all = commands.flatMap(({ flags }) => flags);
  const times = new Map<string, number>();
  for (const flag of all) times.set(row(flag), (times.get(row(flag)) ?? 0) + 1);
  const first = new Map(all.map((flag) => [row(flag), flag]));
  return [...first].filter(([text]) => (times.get(text) ?? 0) >= MANY).map(([, flag]) => flag);
}

function section(command: Command, common: readonly Flag[]): string[] {
  const { name, summary, args, about, flags, examples } = command;
  const known = new Set(common.map(row));
  const own = flags.filter((flag) => !known.has(row(flag)));
  const shared = flags.filter((flag) => known.has(row(flag)));
  return [
    `## \`resolute ${name}\``,
    '',
    `${summary.replace(/^./, (letter) => letter.toUpperCase())}.${about === undefined ? '' : ` ${about}`}`,
    '',
    exitSentence(command),
    '',
    '```text',
    `resolute ${name}${args === '' ? '' : ` ${args}`}${flags.length > 0 ? ' [flags]' : ''}`,
    '```',
    '',
    ...(own.length === 0 ? [] : ['| flag | what it does |', '|---|---|', ...own.map(row), '']),
    ...(shared.length === 0
      ? []
      : [`${own.length === 0 ? 'Flags' : 'Also'}: ${shared.map((flag) => `\`${flag.flags}\``).join(', ')}.`, '']),
    'Examples:',
    '',
    '```sh',
    ...examples,
    '```',
    '',
  ];
}

function row({ flags, summary, choices, required, repeatable }: Flag): string {
  const notes = [
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(required ? ['needed'] : []),
    ...(repeatable ? ['may be repeated'] : []),
  ];
  return `| \`${flags}\` | ${`${summary}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`.replaceAll('|', '\\|')} |`;
}

if (import.meta.main) await writeFile(new URL(`../${PAGE}`, import.meta.url), await cliPage());

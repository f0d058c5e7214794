// Writes docs/cli.md from the commands themselves: `node scripts/cli-docs.ts`. A test fails while the page is stale.
import { writeFile } from 'node:fs/promises';
import { CATALOGUE } from '../src/cli/catalogue.ts';
import type { Command, Flag } from '../src/cli/command.ts';
import { exitSentence, generalHelp } from '../src/cli/help.ts';

export const PAGE = 'docs/cli.md';

/** The reference page of the command line. */
export async function cliPage(): Promise<string> {
  const commands = await Promise.all(CATALOGUE.map(({ load }) => load()));
  return [
    '# The command line',
    '',
    'Written by `node scripts/cli-docs.ts` from the commands themselves; change it there.',
    '',
    '```text',
    generalHelp(CATALOGUE).trimEnd(),
    '```',
    '',
    ...commands.flatMap(section),
  ].join('\n');
}

function section(command: Command): string[] {
  const { name, summary, args, about, flags, examples } = command;
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
    ...(flags.length === 0 ? [] : ['| flag | what it does |', '|---|---|', ...flags.map(row), '']),
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

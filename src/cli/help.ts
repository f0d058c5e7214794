import type { Command, Entry, Flag } from './command.ts';
import { displayWidth, wrap } from './paper.ts';
import { PARTS, type Part } from './parts.ts';

const WIDTH = 80;

/** `resolute --help`: a line for each command, and for each noun its verbs. */
export function generalHelp(entries: readonly Entry[]): string {
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => entries.some((entry) => entry.part === part));
  const lines = parts.map((part) => ({ part, rows: rowsOf(entries.filter((entry) => entry.part === part)) }));
  const left = Math.max(...lines.flatMap(({ rows }) => rows.map(([name]) => displayWidth(name)))) + 2;
  return page([
    ...lines.flatMap(({ part, rows }) => [PARTS[part], ...rows.flatMap(([name, text]) => hanging(name, text, left)), '']),
    '`resolute <command> --help` shows arguments, flags and examples of a command; `resolute <noun>` the verbs of a noun, a line each.',
    '',
    ...EXIT_CODES,
  ]);
}

/** The verbs of one noun, a line each. */
export function nounHelp(entries: readonly Entry[], noun: string): string {
  const own = entries.filter(({ name }) => name === noun || name.startsWith(`${noun} `));
  const left = Math.max(...own.map(({ name }) => name.length)) + 2;
  return page([
    ...own.flatMap(({ name, summary }) => hanging(name, summary, left)),
    '',
    '`resolute <command> --help` shows arguments, flags and examples of a command.',
  ]);
}

function page(lines: readonly string[]): string {
  return [
    ...wrap('Resolute turns decisions of the UN Security Council on foreign labour into decisions on work permits.', WIDTH),
    '',
    'Usage: resolute <command> [arguments] [flags]',
    '',
    ...lines.flatMap((line) => (line.length > WIDTH && !line.startsWith(' ') ? wrap(line, WIDTH) : [line])),
    '',
  ].join('\n');
}

const EXIT_CODES = [
  'Exit codes: 0 done or clear, 10 barred, 11 needs approval, 12 undecided; 2 wrong usage or input, 3 the log or the data were changed, 5 a second person is needed, 1 a fault of Resolute.',
];

/** A command with its summary; a noun with its verbs. */
function rowsOf(entries: readonly Entry[]): (readonly [string, string])[] {
  const nouns = new Map<string, string[]>();
  const rows: (readonly [string, string] | string)[] = [];
  for (const { name, summary } of entries) {
    const [noun = '', verb] = name.split(' ');
    if (verb === undefined) rows.push([name, summary]);
    else {
      if (!nouns.has(noun)) rows.push(noun);
      nouns.set(noun, [...(nouns.get(noun) ?? []), verb]);
    }
  }
  return rows.map((row) => (typeof row === 'string' ? [`${row} …`, (nouns.get(row) ?? []).join(', ')] : row));
}

/** Text beside a name, its further lines under it; below it where the name is too long. */
function hanging(name: string, text: string, left: number): string[] {
  const lines = wrap(text, WIDTH - 2 - left);
  const rest = ' '.repeat(left + 2);
  if (displayWidth(name) + 1 >= left) return [`  ${name}`, ...lines.map((line) => `${rest}${line}`)];
  return lines.map((line, at) => (at === 0 ? `  ${name}${' '.repeat(left - displayWidth(name))}${line}` : `${rest}${line}`));
}

const FLAG_MAX = 26;

export function commandHelp(command: Command, others: readonly Entry[] = []): string {
  const left = Math.min(FLAG_MAX, Math.max(0, ...command.flags.map((flag) => flag.flags.length))) + 2;
  const verbs = others.filter(({ name }) => name.startsWith(`${command.name} `)).map(({ name }) => name);
  return [
    ...wrap(`${command.summary.replace(/^./, (c) => c.toUpperCase())}.`, WIDTH),
    '',
    `Usage: resolute ${command.name}${command.args === '' ? '' : ` ${command.args}`}${command.flags.length > 0 ? ' [flags]' : ''}`,
    ...(command.about === undefined ? [] : ['', ...wrap(command.about, WIDTH)]),
    ...(command.flags.length > 0 ? ['', 'Flags:', ...command.flags.flatMap((flag) => hanging(flag.flags, flagText(flag), left))] : []),
    ...(verbs.length > 0 ? ['', ...wrap(`Beside it: ${verbs.join(', ')}.`, WIDTH)] : []),
    '',
    ...wrap(exitSentence(command), WIDTH),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

function flagText({ summary, choices, required }: Flag): string {
  return `${summary}${choices === undefined ? '' : ` (${choices.join(', ')})`}${required ? ' (needed)' : ''}`;
}

export function exitSentence({ exit }: Command): string {
  if (exit === 'outcome') return 'The exit code is the answer: 0 clear, 10 barred, 11 needs approval, 12 undecided.';
  if (exit === 'second-person') return 'The exit code is 0 when the work is done, 5 when it waits for a second person.';
  if (exit === 'integrity') return 'The exit code is 0 when all is whole, 3 when something was changed.';
  return 'The exit code is 0 when the work is done.';
}

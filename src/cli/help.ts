import type { Command, Entry } from './command.ts';

/** `resolute --help`: every command in a line, or those of one noun. */
export function generalHelp(entries: readonly Entry[], noun?: string): string {
  const width = Math.max(...entries.map((entry) => entry.name.length)) + 2;
  const list = entries
    .filter((entry) => noun === undefined || entry.name === noun || entry.name.startsWith(`${noun} `))
    .map((entry) => `  ${entry.name.padEnd(width)}${entry.summary}`);
  return [
    'Resolute turns decisions of the UN Security Council on foreign labour into decisions on work permits.',
    '',
    'Usage: resolute <command> [arguments] [flags]',
    '',
    ...list,
    '',
    '`resolute <command> --help` shows arguments, flags and examples of a command.',
    'Exit codes: 0 done or clear, 10 barred, 11 needs approval, 12 undecided; 2 wrong usage or input, 1 a fault of Resolute.',
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const width = Math.max(0, ...command.flags.map((flag) => flag.flags.length)) + 2;
  const flags = command.flags.map(
    (flag) => `  ${flag.flags.padEnd(width)}${flag.summary}${flag.choices === undefined ? '' : ` (${flag.choices.join(', ')})`}`,
  );
  return [
    `${command.summary.replace(/^./, (c) => c.toUpperCase())}.`,
    '',
    `Usage: resolute ${command.name}${command.args === '' ? '' : ` ${command.args}`}${flags.length > 0 ? ' [flags]' : ''}`,
    ...(command.about === undefined ? [] : ['', command.about]),
    ...(flags.length > 0 ? ['', 'Flags:', ...flags] : []),
    '',
    command.exit === 'outcome'
      ? 'Exit code: the answer; 0 clear, 10 barred, 11 needs approval, 12 undecided.'
      : 'Exit code: 0 when the work is done.',
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

import { readFileSync } from 'node:fs';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

/** What a command line gave: its exit code and what it wrote. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as in a pipe of 80 columns unless told otherwise. */
export async function resolute(
  argv: readonly string[],
  { stdin = '', ...terminal }: { readonly stdin?: string } & Partial<Omit<Io, 'stdin'>> = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => stdin,
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    columns: 80,
    colour: false,
    ...terminal,
  };
  const code = await run(argv, io);
  return { code, out, err };
}

/** Runs a line as it stands in a help text: words, words in quotes, and `< file` at the end. */
export async function runLine(line: string): Promise<Ran> {
  const [command = '', input] = line.split(/ < (?=\S+$)/);
  const words = [...command.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double?.replace(/\\(.)/g, '$1') ?? single ?? plain ?? '',
  );
  if (words[0] !== 'resolute') throw new Error(`An example begins with \`resolute\`: ${line}`);
  return resolute(words.slice(1), input === undefined ? {} : { stdin: readFileSync(input, 'utf8') });
}

import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { run } from './run.ts';

/** Ties the commands to this process: its streams, its signals, its exit code. */
export async function runProcess(): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
  process.exitCode = await run(process.argv.slice(2), processIo());
}

function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  const outIsTerminal = stdout.isTTY === true;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks).toString('utf8');
    },
    outIsTerminal,
    errIsTerminal: stderr.isTTY === true,
    inIsTerminal: stdin.isTTY === true,
    columns: stdout.columns ?? 80,
    colour: outIsTerminal && env.NO_COLOR === undefined && env.TERM !== 'dumb',
  };
}

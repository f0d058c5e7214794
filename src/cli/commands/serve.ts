import { configurationOf } from '../../register/configuration.ts';
import { type Call, type Command, type Flag, isSet, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { openToServe, runService } from '../register/service.ts';
import { hasNobody } from './user-first.ts';

export const SERVE_FLAGS: readonly Flag[] = [
  { flags: '--port <number>', summary: 'the port (RESOLUTE_PORT, or 8797 by default; 0 takes any that is free)' },
  { flags: '--listen <address>', summary: 'the address of this machine to listen at (127.0.0.1 by default: this machine alone)' },
  { flags: '--check', summary: 'start, answer one question about health, and stop again' },
];

export const serve: Command = {
  name: 'serve',
  summary: 'run the register as a service: its API, its jobs, its signatures',
  args: '',
  about:
    'The data are in the folder RESOLUTE_DATA, or on the PostgreSQL server of DATABASE_URL. RESOLUTE_HOST and RESOLUTE_ZONE say whose register it is. docs/operations.md has the rest. SIGTERM stops it after the requests that are under way.',
  flags: SERVE_FLAGS,
  examples: ['resolute serve --check --port 0'],
  run: async (call) => {
    const configuration = configurationOf(process.env);
    const register = await openToServe(configuration);
    const running = await runService(register, configuration, portOf(call)).catch(async (error: unknown) => {
      await register.close();
      throw error;
    });
    const paper = new Paper(call.io);
    paper.line();
    paper.prose(
      `The register of ${configuration.host} is open at ${paper.style('bold', running.url)}; ${running.url}/docs describes its API.`,
      { indent: 2 },
    );
    if (register.standingDay !== null) paper.prose(`It is an example: its day is ${register.standingDay} and stands still.`, { indent: 2 });
    if (await hasNobody(register.office.store.db))
      paper.prose('Nobody has an account in it: stop it, and begin it with `resolute user first`.', { indent: 2 });
    paper.line();
    if (isSet(call, 'check')) await answersHealth(running.url, running.stop);
    await running.ended;
    return EXIT.done;
  },
};

export function portOf(call: Call): { readonly port: number | undefined; readonly listen: string | undefined } {
  const text = textFlag(call, 'port') ?? process.env.RESOLUTE_PORT;
  const listen = textFlag(call, 'listen');
  if (text === undefined || text === '') return { port: undefined, listen };
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError(`\`${text}\` is no port.`, 'Give a number from 0 to 65535.');
  return { port: Number(text), listen };
}

/** @throws UsageError when the service that was just started does not answer */
export async function answersHealth(url: string, stop: () => Promise<void>): Promise<void> {
  try {
    const response = await fetch(`${url}/readyz`);
    if (!response.ok)
      throw new UsageError(
        `The service answered ${response.status} to the question whether it is ready.`,
        'Look at what it wrote to standard error.',
      );
  } finally {
    await stop();
  }
}
